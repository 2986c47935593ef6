import postgres, { type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows, refusal } from './rows';

describe('relations with two sides', () => {
  let database: FreshDatabase;
  let sql: Sql;
  let rows: Rows;
  let branch: string;
  let far: string;
  let product: string;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.systemUrl, { max: 2, onnotice: () => {} });
    rows = await new Rows(sql).clear();
    const head = await rows.unit('T-HO', 'HEAD_OFFICE', null);
    const region = await rows.unit('T1', 'REGION', head);
    branch = await rows.unit('T1-1', 'BRANCH', region);
    far = await rows.unit('T1-2', 'BRANCH', region);
    product = await rows.product('T-DEP', 'DEPOSIT');
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  const scopeOf = async (key: string) =>
    (await sql`select scope_key from customer where customer_id = ${key}`)[0]?.scope_key ?? null;
  const side = async (owner: string, relationship: string) =>
    (await sql`select * from party_relationship where customer_id = ${owner} and id = ${relationship}`)[0];

  it('writes the other side of a relationship under the same id, each with the stub of the other', async () => {
    const [owner, firm] = [await rows.customer('王芳', branch), await rows.company('华东机械', far)];
    const id = await rows.relationship(owner, firm, 'SHAREHOLDING', { share_pct: 60 });

    const shared = {
      type: 'SHAREHOLDING',
      share_pct: '60.0000',
      valid_from: new Date('2020-01-01'),
      valid_to: null,
    };
    expect(await side(owner, id)).toMatchObject({
      ...shared,
      outgoing: true,
      other_party_id: firm,
      other_kind: 'ORGANISATION',
      other_name_masked: '华**',
      label: 'INVESTEE',
      inverse_label: 'SHAREHOLDER',
      scope_key: await scopeOf(owner),
    });
    expect(await side(firm, id)).toMatchObject({
      ...shared,
      outgoing: false,
      other_party_id: owner,
      other_kind: 'INDIVIDUAL',
      other_name_masked: '王**',
      label: 'SHAREHOLDER',
      inverse_label: 'INVESTEE',
      scope_key: await scopeOf(firm),
    });
  });

  it('keeps both sides equal, whichever is changed, and takes both away', async () => {
    const [a, b] = [await rows.customer('A', branch), await rows.customer('B', far)];
    const id = await rows.relationship(a, b, 'SPOUSE');
    await sql`update party_relationship set valid_to = '2024-01-01' where customer_id = ${a}`;
    expect((await side(b, id))?.valid_to).toEqual(new Date('2024-01-01'));
    await sql`update party_relationship set evidence = 'certificate' where customer_id = ${b}`;
    expect((await side(a, id))?.evidence).toBe('certificate');
    await sql`update party_relationship set evidence = customer_id::text where id = ${id}`;
    expect([(await side(a, id))?.evidence, (await side(b, id))?.evidence]).toEqual([a, a]);

    await sql`delete from party_relationship where customer_id = ${b} and id = ${id}`;
    expect(await sql`select from party_relationship where id = ${id}`).toHaveLength(0);
  });

  it('leaves the side of a party who is no customer out of every scope until it becomes one', async () => {
    const [a, party] = [await rows.customer('A', branch), await rows.party('何')];
    const id = await rows.relationship(a, party, 'PARENT');
    expect((await side(party, id))?.scope_key).toBeNull();

    await rows.makeCustomer(party, far);
    expect((await side(party, id))?.scope_key).toBe(await scopeOf(party));
  });

  it('refuses a side of its own, another party, oneself and an unknown party', async () => {
    const [a, b] = [await rows.customer('A', branch), await rows.customer('B', far)];
    const id = await rows.relationship(a, b, 'SIBLING');
    expect(await refusal(rows.relationship(a, b, 'SIBLING', { outgoing: false }))).toContain(
      'A relationship is written from its first party (outgoing)',
    );
    expect(await refusal(sql`update party_relationship set type = 'SPOUSE' where id = ${id}`)).toBe(
      'The parties and the type of a relationship cannot change; end it and write another',
    );
    expect(await refusal(rows.relationship(a, a, 'SIBLING'))).toContain('party_relationship_self_check');
    expect(await refusal(rows.relationship(a, '424242', 'SIBLING'))).toBe(
      'Relationship SIBLING: its other party 424242 does not exist',
    );
  });

  it('writes the party side and the reach of a shared account', async () => {
    const [a, b, c] = [await rows.customer('甲', branch), await rows.customer('乙', far), await rows.party('丙')];
    const account = await rows.account(a, product, branch);
    await sql.begin(async (transaction) => {
      await rows.accountParty(a, account, a, 'PRINCIPAL', 50, transaction as unknown as Sql);
      await rows.accountParty(a, account, b, 'JOINT', 50, transaction as unknown as Sql);
    });
    await rows.accountParty(a, account, c, 'SIGNATORY', null);

    expect(
      await sql`select customer_id, scope_key, account_customer_id, account_id, role, product_category
        from party_account where account_id = ${account} order by customer_id`,
    ).toEqual([
      {
        customer_id: a,
        scope_key: await scopeOf(a),
        account_customer_id: a,
        account_id: account,
        role: 'PRINCIPAL',
        product_category: 'DEPOSIT',
      },
      {
        customer_id: b,
        scope_key: await scopeOf(b),
        account_customer_id: a,
        account_id: account,
        role: 'JOINT',
        product_category: 'DEPOSIT',
      },
      {
        customer_id: c,
        scope_key: null,
        account_customer_id: a,
        account_id: account,
        role: 'SIGNATORY',
        product_category: 'DEPOSIT',
      },
    ]);
    expect(
      await sql`select owner_id, scope_key from account_reach where account_id = ${account} order by owner_id`,
    ).toEqual([
      { owner_id: a, scope_key: await scopeOf(a) },
      { owner_id: b, scope_key: await scopeOf(b) },
    ]);
    expect(await sql`select shared from account where id = ${account}`).toEqual([{ shared: true }]);

    expect(
      await refusal(sql`update account_party set role = 'SIGNATORY', share_pct = null where party_id = ${b}`),
    ).toContain('add to 50 percent');
    await sql`update account_party set share_pct = case party_id when ${a} then 100 end,
      role = case party_id when ${a} then 'PRINCIPAL' else 'SIGNATORY' end where account_id = ${account}`;
    expect(await sql`select shared from account where id = ${account}`).toEqual([{ shared: false }]);
    expect(await sql`select owner_id from account_reach where account_id = ${account}`).toEqual([{ owner_id: a }]);
  });

  it('extends the reach when an owner becomes a customer, and moves it with him', async () => {
    const [a, b] = [await rows.customer('甲', branch), await rows.party('乙')];
    const account = await rows.account(a, product, branch);
    await sql`insert into account_party (customer_id, account_id, party_id, role, share_pct, valid_from) values
      (${a}, ${account}, ${a}, 'PRINCIPAL', 70, '2020-01-01'), (${a}, ${account}, ${b}, 'SECONDARY_OWNER', 30, '2020-01-01')`;
    expect(await sql`select shared from account where id = ${account}`).toEqual([{ shared: false }]);

    await rows.makeCustomer(b, far);
    expect(await sql`select shared from account where id = ${account}`).toEqual([{ shared: true }]);
    await sql`update customer set org_unit_id = ${branch} where customer_id = ${b}`;
    expect(await sql`select scope_key from account_reach where owner_id = ${b}`).toEqual([
      { scope_key: await scopeOf(b) },
    ]);
  });

  it('refuses at commit owners whose shares do not add to 100', async () => {
    const [a, b] = [await rows.customer('甲', branch), await rows.customer('乙', far)];
    const account = await rows.account(a, product, branch);
    expect(await refusal(rows.accountParty(a, account, a, 'PRINCIPAL', 60))).toBe(
      `The shares of the owners of account ${account} of customer ${a} add to 60 percent, not 100`,
    );
    await rows.accountParty(a, account, a, 'PRINCIPAL', 100);
    expect(await refusal(rows.accountParty(a, account, b, 'JOINT', 100))).toContain('add to 200 percent');
    expect(await refusal(rows.accountParty(a, account, b, 'JOINT', null))).toContain('account_party_owner_share_check');
  });
});

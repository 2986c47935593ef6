import postgres, { type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows, refusal } from './rows';

describe('what a customer keeps by itself', () => {
  let database: FreshDatabase;
  let sql: Sql;
  let rows: Rows;
  let branch: string;
  let other: string;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.systemUrl, { max: 2, onnotice: () => {} });
    rows = await new Rows(sql).clear();
    const head = await rows.unit('T-HO', 'HEAD_OFFICE', null);
    const region = await rows.unit('T1', 'REGION', head);
    branch = await rows.unit('T1-1', 'BRANCH', region);
    other = await rows.unit('T1-2', 'BRANCH', region);
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  const customer = async (key: string) => {
    const [row] = await sql`select * from customer where customer_id = ${key}`;
    return row;
  };
  const lftOf = async (unit: string) => (await sql`select lft from org_unit where id = ${unit}`)[0]?.lft;

  it('takes its scope key from kind and home unit, its names from the party', async () => {
    const key = await rows.customer('José  Álvarez-Müller', branch);

    expect(await customer(key)).toMatchObject({
      scope_key: 2 ** 28 + (await lftOf(branch)),
      display_name: 'José  Álvarez-Müller',
      sort_name: 'jose alvarez-muller',
      version: 1,
    });
  });

  it('is found by every one and two characters of Chinese, three of Latin, word beginnings, and its number', async () => {
    expect(await rows.tokens(await rows.customer('王小明', branch, { customer_number: 'N1' }))).toEqual(
      ['=N1', '小', '小明', '明', '王', '王小'].sort(),
    );
    expect(await rows.tokens(await rows.customer('Ål Wei', branch, { customer_number: 'N2' }))).toEqual([
      '=N2',
      '^a',
      '^al',
      '^w',
      '^we',
      'wei',
    ]);
    expect(await rows.tokens(await rows.customer(null, branch, { customer_number: 'N3' }))).toEqual(['=N3']);
  });

  it('is found by phones and identifiers, whether they came before it became a customer or after', async () => {
    const party = await rows.party('李');
    await rows.phone(party, 'aa01');
    await rows.identifier(party, 'bb01');
    await rows.makeCustomer(party, branch, { customer_number: 'N4' });
    const phone = await rows.phone(party, 'aa02');
    expect(await rows.tokens(party)).toEqual(['#bb01', '+aa01', '+aa02', '=N4', '李']);

    await sql`update party_identifier set value_hash = '\\xbb02' where customer_id = ${party}`;
    await sql`delete from contact_point where id = ${phone}`;
    expect(await rows.tokens(party)).toEqual(['#bb02', '+aa01', '=N4', '李']);
  });

  it('brings what was known of the party into scope when it becomes a customer', async () => {
    const party = await rows.party('赵');
    await sql`insert into individual (customer_id) values (${party})`;
    await rows.phone(party, 'aa03');
    await rows.makeCustomer(party, branch);

    const { scope_key } = (await customer(party)) ?? {};
    expect(await sql`select scope_key from individual where customer_id = ${party}`).toEqual([{ scope_key }]);
    expect(await sql`select scope_key from contact_point where customer_id = ${party}`).toEqual([{ scope_key }]);
  });

  it('follows its party to another name, everywhere', async () => {
    const key = await rows.customer('陈', branch, { customer_number: 'N5' });
    const friend = await rows.customer('Ann', branch);
    await rows.relationship(friend, key, 'SIBLING');
    await sql`update party set display_name = '林' where party_id = ${key}`;

    expect(await customer(key)).toMatchObject({ display_name: '林', sort_name: '林', version: 2 });
    expect(await rows.tokens(key)).toEqual(['=N5', '林']);
    expect(await sql`select other_name_masked from party_relationship where customer_id = ${friend}`).toEqual([
      { other_name_masked: '林**' },
    ]);
  });

  it('moves to another unit with all its rows', async () => {
    const key = await rows.customer('周', branch);
    await rows.phone(key, 'aa04');
    await sql`insert into interaction (customer_id, at, channel, direction, purpose)
      values (${key}, now(), 'PHONE', 'INBOUND', 'SERVICE')`;
    await sql`update customer set org_unit_id = ${other} where customer_id = ${key}`;

    const scopeKey = 2 ** 28 + (await lftOf(other));
    for (const table of ['customer', 'interaction', 'contact_point', 'search_token']) {
      const scopes = await sql`select distinct scope_key from ${sql(table)} where customer_id = ${key}`;
      expect([table, scopes.map((row) => row.scope_key)]).toEqual([table, [scopeKey]]);
    }
  });

  it('has a number nobody else has, and leaves nothing behind', async () => {
    const key = await rows.customer('吴', branch, { customer_number: 'N6' });
    expect(await refusal(rows.customer('郑', branch, { customer_number: 'N6' }))).toContain('customer_number_pkey');
    await sql`update customer set customer_number = 'N7' where customer_id = ${key}`;
    expect(await rows.tokens(key)).toEqual(['=N7', '吴']);
    expect(await sql`select customer_number from customer_number where customer_id = ${key}`).toEqual([
      { customer_number: 'N7' },
    ]);

    await sql`delete from customer where customer_id = ${key}`;
    expect(await rows.tokens(key)).toEqual([]);
    expect(await sql`select from customer_number where customer_id = ${key}`).toHaveLength(0);
  });

  it('refuses a party of another kind, an unknown party and an unknown unit', async () => {
    const company = await rows.party('Globex', 'ORGANISATION');
    expect(await refusal(rows.makeCustomer(company, branch, { customer_number: 'N8' }))).toBe(
      'Customer N8: the party of a customer of kind INDIVIDUAL cannot be of kind ORGANISATION',
    );
    expect(await refusal(rows.makeCustomer('424242', branch, { customer_number: 'N8' }))).toBe(
      'Customer N8: its party 424242 does not exist',
    );
    expect(await refusal(rows.customer('冯', '424242', { customer_number: 'N8' }))).toBe(
      'Customer N8: its org unit 424242 does not exist',
    );
  });

  it('has one primary manager at a time', async () => {
    const key = await rows.customer('孙', branch);
    const [employee] = await sql`insert into employee (staff_number, name, org_unit_id)
      values ('T0001', 'Li Lei', ${branch}) returning id`;
    const assign = (from: string, to: string | null, role = 'PRIMARY_RM') => sql`
      insert into portfolio_assignment (customer_id, employee_id, role, valid_from, valid_to)
      values (${key}, ${employee?.id}, ${role}, ${from}, ${to})`;
    await assign('2024-01-01', '2024-07-01');
    await assign('2024-07-01', null);
    await assign('2024-03-01', null, 'COVER');

    expect(await refusal(assign('2024-06-30', '2024-07-01'))).toContain('portfolio_assignment_one_primary_rm');
  });
});

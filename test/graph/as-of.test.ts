import { type OwnedBank, ownedBank } from '../related-parties/owned-bank';

type Nodes = { nodes: Record<string, unknown>[] };

describe('a view as of another day', () => {
  let bank: OwnedBank;
  const key = (name: string) => bank.keys.get(name) as string;

  beforeAll(async () => {
    bank = await ownedBank({ Borrower: 'B001', Parent: 'B001', ann: 'B001', bob: 'B002', eve: 'B001' }, [
      ['ann', 'GUARANTEES', 'Borrower', { valid_from: '2024-01-01', valid_to: '2025-01-01' }],
      ['bob', 'GUARANTEES', 'Borrower', { valid_from: '2025-01-01', valid_to: '2026-01-01' }],
      ['eve', 'GUARANTEES', 'Borrower', { valid_from: '2026-01-01' }],
    ]);
    await bank.sql.begin(async (own) => {
      const [unit] = await own<{ id: bigint }[]>`select id from org_unit where code = 'B001'`;
      const [product] = await own<{ id: bigint }[]>`
        insert into product (code, name, category) values ('LOAN', 'Loan', 'LOAN') returning id`;
      const [account] = await own<{ id: bigint }[]>`
        insert into account (customer_id, number, type, currency, status, opened_on, product_id, booking_unit_id)
        values (${key('Borrower')}, '1', 'LOAN', 'CNY', 'ENABLED', '2024-03-01', ${product?.id ?? 0n}, ${unit?.id ?? 0n})
        returning id`;
      await own`insert into account_party (customer_id, account_id, party_id, role, share_pct, valid_from) values
        (${key('Borrower')}, ${account?.id ?? 0n}, ${key('Borrower')}, 'PRINCIPAL', 100, '2024-03-01')`;
      await own`insert into account_party (customer_id, account_id, party_id, role, valid_from, valid_to) values
        (${key('Borrower')}, ${account?.id ?? 0n}, ${key('ann')}, 'GUARANTOR', '2024-03-01', '2025-01-01')`;
      const [manager] = await own<{ id: bigint }[]>`select id from employee where staff_number = 'BM0001'`;
      await own`insert into portfolio_assignment (customer_id, employee_id, role, valid_from, valid_to) values
        (${key('Borrower')}, ${manager?.id ?? 0n}, 'PRIMARY_RM', '2024-01-01', '2024-07-01')`;
      await own`insert into interaction (customer_id, at, channel, direction, purpose, subject) values
        (${key('Borrower')}, '2024-06-30T15:59:59.999Z', 'PHONE', 'INBOUND', 'SERVICE', 'before midnight'),
        (${key('Borrower')}, '2024-06-30T16:00:00Z', 'PHONE', 'INBOUND', 'SERVICE', 'after midnight')`;
    });
  });
  afterAll(() => bank.close());

  const names = (answer: unknown): unknown[] => {
    const { customer } = answer as { customer: { relatedParties: Nodes } };
    return customer.relatedParties.nodes.map(({ party }) => (party as { displayName: string }).displayName);
  };
  const guarantors = (asOf: string | null, reader = 'HO0001') =>
    bank.ask(
      reader,
      `query ($asOf: Date) { customer(customerNumber: "Borrower", asOf: $asOf) {
        relatedParties { totalCount restrictedCount nodes { party { displayName } } } } }`,
      { asOf },
    );

  it.each([
    ['2023-12-31', []],
    ['2024-01-01', ['ann Meng']],
    ['2024-12-31', ['ann Meng']],
    ['2025-01-01', ['bob Meng']],
    ['2026-06-16', ['eve Meng']],
    [null, ['eve Meng']],
  ])('tells who was guarantor on %s', async (day, expected) => {
    expect(names(await guarantors(day))).toEqual(expected);
  });

  it('judges scope by today: who lies out of it is a stub on that day too', async () => {
    expect(await guarantors('2025-06-30', 'BM0001')).toEqual({
      customer: { relatedParties: { totalCount: 1, restrictedCount: 1, nodes: [{ party: { displayName: 'b**' } }] } },
    });
    expect(await guarantors('2025-06-30', 'BM0002')).toEqual({ customer: null });
  });

  const view = `query ($day: Date!) { customer(customerNumber: "Borrower", asOf: $day) {
    manager { staffNumber }
    accounts { totalCount nodes { parties { role } } }
    interactions { nodes { subject } }
    timeline { totalCount } } }`;

  it('tells roles, assignments and facts of the day, to its end in the bank’s time zone', async () => {
    expect(await bank.ask('HO0001', view, { day: '2024-02-29' })).toEqual({
      customer: {
        manager: { staffNumber: 'BM0001' },
        accounts: { totalCount: 0, nodes: [] },
        interactions: { nodes: [] },
        timeline: { totalCount: 0 },
      },
    });
    expect(await bank.ask('HO0001', view, { day: '2024-06-30' })).toEqual({
      customer: {
        manager: { staffNumber: 'BM0001' },
        accounts: { totalCount: 1, nodes: [{ parties: [{ role: 'PRINCIPAL' }, { role: 'GUARANTOR' }] }] },
        interactions: { nodes: [{ subject: 'before midnight' }] },
        timeline: { totalCount: 1 },
      },
    });
    expect(await bank.ask('HO0001', view, { day: '2025-01-01' })).toEqual({
      customer: {
        manager: null,
        accounts: { totalCount: 1, nodes: [{ parties: [{ role: 'PRINCIPAL' }] }] },
        interactions: { nodes: [{ subject: 'after midnight' }, { subject: 'before midnight' }] },
        timeline: { totalCount: 2 },
      },
    });
  });

  it('holds for one root field and all below it, not for its neighbours', async () => {
    const answer = await bank.ask(
      'HO0001',
      `{ before: customer(customerNumber: "Borrower", asOf: "2024-06-30") { relatedParties { nodes { party { displayName } } } }
         now: customer(customerNumber: "Borrower") { relatedParties { nodes { party { displayName } } } } }`,
    );
    expect(answer).toEqual({
      before: { relatedParties: { nodes: [{ party: { displayName: 'ann Meng' } }] } },
      now: { relatedParties: { nodes: [{ party: { displayName: 'eve Meng' } }] } },
    });
  });

  it('finds a record by its id only once it was there', async () => {
    const found = (await bank.ask('HO0001', '{ accounts { nodes { id } } }')) as { accounts: Nodes };
    const id = found.accounts.nodes[0]?.id;
    const asked =
      'query ($id: ID!, $day: Date) { node(id: $id, asOf: $day) { id } nodes(ids: [$id], asOf: $day) { id } }';
    expect(await bank.ask('HO0001', asked, { id, day: '2024-02-29' })).toEqual({ node: null, nodes: [null] });
    expect(await bank.ask('HO0001', asked, { id, day: '2024-03-01' })).toEqual({ node: { id }, nodes: [{ id }] });
  });

  it('refuses what was not worked out for the day, and what is worked out for today only, by name', async () => {
    const asked = (time: string) =>
      bank.ask(
        'HO0001',
        `{ customer(customerNumber: "Borrower", ${time}) { organisation { owners { totalCount } } } }`,
      );
    const message = 'Organisation.owners is worked out for days from 2026-06-16 on.';
    const refused = { code: 'BAD_USER_INPUT', message };
    expect(await asked('asOf: "2024-06-30"')).toEqual(refused);
    expect(await asked('recordedAsOf: "2024-06-30T00:00:00Z"')).toEqual(refused);
    expect(await asked('asOf: null')).toEqual({ customer: { organisation: { owners: { totalCount: 0 } } } });
    expect(
      await bank.ask('HO0001', '{ customer(customerNumber: "Borrower", asOf: "2026-06-16") { portrait { kind } } }'),
    ).toMatchObject({
      message: 'Customer.portrait is worked out for today only: ask for it without asOf and recordedAsOf.',
    });
  });

  it('refuses what is no day', async () => {
    const answer = (await guarantors('2024-02-30')) as { code: string; message: string };
    expect(answer.code).toBe('BAD_USER_INPUT');
    expect(answer.message).toContain('2024-02-30');
  });
});

describe('a view of what the bank knew', () => {
  let bank: OwnedBank;
  const key = (name: string) => bank.keys.get(name) as string;
  const [entered, corrected, removed] = ['2026-02-01T09:00:00Z', '2026-03-01T09:00:00Z', '2026-04-01T09:00:00Z'];

  /** Everything recorded or replaced just now is put at a moment. */
  async function recordedAt(moment: string): Promise<void> {
    for (const table of ['party_relationship', 'account_party', 'party_account', 'portfolio_assignment']) {
      await bank.sql`update ${bank.sql(table)} set recorded_at = ${moment} where recorded_at > '2026-06-01'`;
      await bank.sql`update ${bank.sql(`${table}_history`)} set recorded_to = ${moment} where recorded_to > '2026-06-01'`;
    }
  }

  beforeAll(async () => {
    bank = await ownedBank({ Firm: 'B001', Other: 'B002' }, []);
    await bank.sql`update customer set recorded_at = '2020-01-01'`;
    await bank.tie('Other', 'SHAREHOLDING', 'Firm', { share_pct: 30 });
    const [manager] = await bank.sql<{ id: bigint }[]>`select id from employee where staff_number = 'BM0001'`;
    await bank.sql`insert into portfolio_assignment (customer_id, employee_id, role, valid_from)
      values (${key('Firm')}, ${manager?.id ?? 0n}, 'PRIMARY_RM', '2020-01-01')`;
    await recordedAt(entered);
    await bank.sql`update party_relationship set share_pct = 40 where outgoing`;
    await bank.sql`update portfolio_assignment set valid_from = '2026-05-01'`;
    await recordedAt(corrected);
    await bank.sql`delete from party_relationship where outgoing`;
    await recordedAt(removed);
  });
  afterAll(() => bank.close());

  const known = (recordedAsOf: string | null, asOf: string | null = null, reader = 'HO0001') =>
    bank.ask(
      reader,
      `query ($asOf: Date, $recordedAsOf: DateTime) {
        customer(customerNumber: "Firm", asOf: $asOf, recordedAsOf: $recordedAsOf) {
          manager { staffNumber }
          relatedParties { totalCount nodes { sharePct recordedAt party { displayName } } } } }`,
      { recordedAsOf, asOf },
    );
  const told = (manager: string | null, share?: string, recorded?: string, displayName = 'Other Meng') => ({
    customer: {
      manager: manager && { staffNumber: manager },
      relatedParties: {
        totalCount: share ? 1 : 0,
        nodes: share ? [{ sharePct: share, recordedAt: recorded, party: { displayName } }] : [],
      },
    },
  });

  it.each([
    ['2026-02-01T08:59:59.999Z', told(null)],
    ['2026-02-01T09:00:00Z', told('BM0001', '30', '2026-02-01T09:00:00.000Z')],
    ['2026-03-01T08:59:59.999Z', told('BM0001', '30', '2026-02-01T09:00:00.000Z')],
    ['2026-03-01T09:00:00Z', told('BM0001', '40', '2026-03-01T09:00:00.000Z')],
    ['2026-04-01T09:00:00Z', told('BM0001')],
    [null, told('BM0001')],
  ])('tells relations and assignments as they were recorded at %s', async (moment, expected) => {
    expect(await known(moment)).toEqual(expected);
  });

  it('joins the day and the knowledge of a day', async () => {
    expect(await known(null, '2026-02-15')).toEqual(told(null));
    expect(await known('2026-02-15T00:00:00Z', '2026-02-15')).toEqual(told('BM0001', '30', '2026-02-01T09:00:00.000Z'));
    expect(await known('2026-02-15T00:00:00Z', '2019-12-31')).toEqual(told(null));
  });

  it('tells stubs of then by the rights of today', async () => {
    expect(await known('2026-02-15T00:00:00Z', null, 'BM0001')).toEqual(
      told('BM0001', '30', '2026-02-01T09:00:00.000Z', 'O**'),
    );
    expect(await known('2026-02-15T00:00:00Z', null, 'BM0002')).toEqual({ customer: null });
  });

  it('tells the stub of today also of what was known before', async () => {
    await bank.sql`update party set display_name = 'Xenia' where party_id = ${key('Other')}`;
    expect(await known('2026-02-15T00:00:00Z', null, 'BM0001')).toEqual(
      told('BM0001', '30', '2026-02-01T09:00:00.000Z', 'X**'),
    );
  });

  it('keeps nothing of what was changed within one transaction', async () => {
    await bank.sql.begin(async (own) => {
      await own`insert into party_relationship (customer_id, other_party_id, type, share_pct, valid_from)
        values (${key('Firm')}, ${key('Other')}, 'SUPPLIES', 1, '2020-01-01')`;
      await own`update party_relationship set share_pct = 2 where type = 'SUPPLIES' and outgoing`;
    });
    const kept = await bank.sql`select from party_relationship_history where type = 'SUPPLIES'`;
    expect(kept).toHaveLength(0);
    await bank.sql`delete from party_relationship where type = 'SUPPLIES'`;
    expect(await bank.sql`select customer_id from party_relationship_history where type = 'SUPPLIES'`).toHaveLength(2);
  });

  it('gives what was known of a party its place once the party is a customer', async () => {
    const party = await bank.rows.party('Late Meng', 'ORGANISATION');
    await bank.sql`insert into party_relationship (customer_id, other_party_id, type, share_pct, valid_from)
      values (${party}, ${key('Firm')}, 'SHAREHOLDING', 10, '2020-01-01')`;
    await bank.sql`update party_relationship set share_pct = 11 where customer_id = ${party}`;
    const places = () =>
      bank.sql<{ placed: boolean }[]>`
        select scope_key is not null as placed from party_relationship_history where customer_id = ${party}`;
    expect(await places()).toEqual([{ placed: false }]);
    const [unit] = await bank.sql<{ id: string }[]>`select id::text from org_unit where code = 'B001'`;
    await bank.rows.makeCustomer(party, unit?.id as string, { kind: 'CORPORATE' });
    expect(await places()).toEqual([{ placed: true }]);
  });
});

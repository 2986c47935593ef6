import { book } from './booked-accounts';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

const people = { p: 'B001', q: 'B001', r: 'none', K: 'B001', L: 'B002', M: 'none', N: 'B001' } as const;

describe('working out groups', () => {
  let bank: OwnedBank;

  beforeEach(async () => {
    bank = await ownedBank(people, [['p', 'SPOUSE', 'q'], holds('K', 60, 'L'), ['K', 'GUARANTEES', 'L']]);
  });
  afterEach(() => bank.close());

  const key = (name: string) => bank.keys.get(name) as string;

  /** Kind, anchor and members of every group that stands. */
  async function groups(): Promise<string[]> {
    const names = new Map([...bank.keys].map(([name, party]) => [party, name]));
    const rows = await bank.sql<{ kind: string; anchor: string; members: string[] }[]>`
      select kind, customer_id::text as anchor, array_agg(party_id::text order by party_id) as members
      from party_group_member where as_of_end is null group by kind, customer_id order by kind, customer_id`;
    return rows.map(
      ({ kind, anchor, members }) =>
        `${kind} ${names.get(anchor)}: ${members.map((party) => names.get(party)).join(' ')}`,
    );
  }

  const business = ['CONNECTED_CLIENTS K: K L', 'CORPORATE_GROUP K: K L'];

  test('families, guarantees and supplies are written down when they change, other relations not', async () => {
    const waiting = async () => Number((await bank.sql`select count(*) as count from related_party_change`)[0]?.count);

    await bank.tie('p', 'EMPLOYEE', 'K');
    expect(await waiting()).toBe(0);
    for (const [from, type, to] of [
      ['q', 'PARENT', 'r'],
      ['N', 'GUARANTEES', 'K'],
      ['N', 'SUPPLIES', 'K'],
    ] as const) {
      await bank.tie(from, type, to);
      expect(await waiting()).toBe(2);
      expect((await bank.recomputeChanged()).lag).toBeGreaterThanOrEqual(0);
    }
  });

  test('who comes to a family or leaves it is found; the group stays the same group', async () => {
    const id = async () => (await bank.sql`select public_id from party_group where customer_id = ${key('p')}`)[0];
    const before = await id();

    await bank.tie('q', 'PARENT', 'r');
    await bank.recomputeChanged();
    expect(await groups()).toEqual([...business, 'HOUSEHOLD p: p q r']);
    expect(await id()).toEqual(before);

    await bank.sql`update party_relationship set valid_to = '2026-06-01' where outgoing and type = 'SPOUSE'`;
    await bank.recomputeChanged();
    expect(await groups()).toEqual([...business, 'HOUSEHOLD q: q r']);
  });

  test('a share of supplies that grows over the half connects', async () => {
    await bank.tie('N', 'SUPPLIES', 'K', { share_pct: 49 });
    await bank.recomputeChanged();
    expect(await groups()).toEqual([...business, 'HOUSEHOLD p: p q']);

    await bank.sql`update party_relationship set share_pct = 50 where outgoing and type = 'SUPPLIES'`;
    await bank.recomputeChanged();
    expect(await groups()).toEqual(['CONNECTED_CLIENTS K: K L N', 'CORPORATE_GROUP K: K L', 'HOUSEHOLD p: p q']);
  });

  test('a guarantee that is given back closes the circle, on the day from which it holds', async () => {
    await bank.tie('L', 'GUARANTEES', 'K', { valid_from: '2026-06-20' });
    await bank.recomputeChanged();
    expect(await groups()).toEqual([...business, 'HOUSEHOLD p: p q']);

    await bank.recomputeChanged({ today: '2026-06-20' });
    expect(await groups()).toEqual([...business, 'GUARANTEE_CIRCLE K: K L', 'HOUSEHOLD p: p q']);
  });

  test('a new customer sees the groups in which his party stands; one without customers is nobody’s', async () => {
    await bank.tie(...holds('M', 90, 'N'));
    await bank.sql`delete from party_relationship where outgoing and type <> 'SHAREHOLDING'`;
    await bank.recomputeChanged();
    const [unit] = await bank.sql<{ id: bigint }[]>`select id from org_unit where code = 'B002'`;
    await bank.rows.makeCustomer(key('M'), String(unit?.id), { kind: 'CORPORATE' });
    await bank.recomputeChanged();

    const [side] = await bank.sql`select kind, member_count from party_group where customer_id = ${key('M')}
      order by kind desc limit 1`;
    expect(side).toEqual({ kind: 'CORPORATE_GROUP', member_count: 2 });
  });

  test('a group kept by hand is told from the day on which it holds, and no working out takes it away', async () => {
    const enter = (party: string, from: string, to: string | null = null) => bank.sql`
      insert into party_group_member (customer_id, kind, party_id, reasons, valid_from, valid_to)
      values (${key('K')}, 'CUSTOM', ${key(party)}, '{BY_HAND}', ${from}, ${to})`;
    const sides = async () =>
      (
        await bank.sql`select c.customer_number as of, member_count as members, as_of::text as day
          from party_group join customer c using (customer_id)
          where party_group.kind = 'CUSTOM' and as_of_end is null order by 1`
      ).map((row) => ({ ...row }));
    await enter('K', '2020-01-01');
    await enter('p', '2020-01-01', '2026-06-20');
    await enter('M', '2026-06-20');

    await bank.recomputeChanged();
    const now = { members: 2, day: '2026-06-16' };
    expect(await sides()).toEqual([
      { of: 'K', ...now },
      { of: 'p', ...now },
    ]);
    await bank.recompute();
    expect(await sides()).toHaveLength(2);

    await bank.recomputeChanged({ today: '2026-06-20' });
    expect(await sides()).toEqual([{ of: 'K', members: 2, day: '2026-06-16' }]);
    expect(
      await bank.ask(
        'HO0001',
        '{ customer(customerNumber: "K", asOf: "2026-06-20") { groups(filter: { kind: { eq: CUSTOM } }) { nodes { members { nodes { reasons party { displayName } } } } } } }',
      ),
    ).toEqual({
      customer: {
        groups: {
          nodes: [
            {
              members: {
                nodes: [{ reasons: ['BY_HAND'], party: { displayName: 'K Meng' } }],
              },
            },
          ],
        },
      },
    });
    await bank.sql`delete from party_group_member where kind = 'CUSTOM'`;
    await bank.recomputeChanged({ today: '2026-06-20' });
    expect(await sides()).toEqual([]);
  });

  test('who is in no group any more has no position', async () => {
    await book(bank, { category: 'DEPOSIT', owners: { p: 100 }, balance: 100 });
    const positions = async () => (await bank.sql`select customer_id from customer_position`).length;
    expect(await positions()).toBe(4);

    await bank.sql`delete from party_relationship where outgoing and type = 'SPOUSE'`;
    await bank.recomputeChanged();
    expect(await positions()).toBe(2);

    await bank.sql`delete from party_relationship where outgoing`;
    await bank.recompute();
    expect(await positions()).toBe(0);
    expect(await groups()).toEqual([]);
  });

  test('a customer who moves takes his side along; a new name reaches the stubs at once', async () => {
    await bank.sql`update customer set org_unit_id = (select id from org_unit where code = 'B002')
      where customer_id = ${key('K')}`;
    const [moved] = await bank.sql`select bool_and(g.scope_key = c.scope_key and p.scope_key = c.scope_key) as along
      from party_group g join customer c using (customer_id) join customer_position p using (customer_id)`;
    expect(moved).toEqual({ along: true });

    await bank.sql`update party set display_name = 'Zoe' where party_id = ${key('K')}`;
    const stubs = await bank.sql`
      select distinct party_name_masked as name from party_group_member where party_id = ${key('K')}`;
    expect(stubs.map(({ name }) => name)).toEqual(['Z**']);
  });
});

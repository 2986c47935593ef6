import { Held } from '../../src/database/held';
import type { Rules } from '../../src/related-parties/aspects';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

const people = { p: 'B001', q: 'B001', A: 'B001', B: 'B001', C: 'B001', D: 'none', r: 'none' } as const;

describe('working out ownership', () => {
  let bank: OwnedBank;

  beforeEach(async () => {
    bank = await ownedBank(people, [
      holds('p', 60, 'A'),
      holds('A', 50, 'B'),
      holds('q', 75, 'C'),
      holds('D', 40, 'B'),
    ]);
  });
  afterEach(() => bank.close());

  /** All interests as "owner company total", each as often as it stands on a side. */
  async function interests(): Promise<Record<string, number>> {
    const names = new Map([...bank.keys].map(([name, key]) => [key, name]));
    const found = await bank.sql<{ own: string; other: string; outgoing: boolean; total: string | null }[]>`
      select customer_id::text as own, other_party_id::text as other, outgoing, total_pct as total
      from ownership_interest where as_of_end is null`;
    const counts: Record<string, number> = {};
    for (const { own, other, outgoing, total } of found) {
      const [owner, company] = (outgoing ? [own, other] : [other, own]).map((key) => names.get(key));
      const name = `${owner} ${company} ${Number(total)}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  const waiting = async () => Number((await bank.sql`select count(*) as count from related_party_change`)[0]?.count);

  test('each customer has his side, and who is none has none', async () => {
    expect(await interests()).toEqual({ 'p A 60': 2, 'A B 50': 2, 'p B 30': 2, 'D B 40': 1, 'q C 75': 2 });
    expect(await waiting()).toBe(0);
  });

  test('a change is written down by both its parties and their groups are worked out anew, others not', async () => {
    await bank.tie(...holds('B', 25, 'C'));
    await bank.sql`update ownership_interest set total_min = 77, total_max = 77
      where other_party_id = ${bank.keys.get('q') as string}`;

    expect(await waiting()).toBe(2);
    const { groups, lag } = await bank.recomputeChanged();

    expect(groups).toBe(1);
    expect(lag).toBeGreaterThanOrEqual(0);
    expect(await interests()).toMatchObject({ 'B C 25': 2, 'A C 12.5': 2, 'p C 7.5': 2, 'D C 10': 1, 'q C 75': 2 });
    expect(await waiting()).toBe(0);
    expect(await bank.recomputeChanged()).toMatchObject({ groups: 0, rows: 0 });
  });

  test('a group that falls apart leaves nothing behind', async () => {
    await bank.sql`delete from party_relationship where outgoing and type = 'SHAREHOLDING'
      and customer_id = ${bank.keys.get('A') as string}`;

    await bank.recomputeChanged();

    expect(await interests()).toEqual({ 'p A 60': 2, 'D B 40': 1, 'q C 75': 2 });
  });

  test('a share that begins or ends on a later day is found on that day', async () => {
    await bank.tie(...holds('r', 40, 'A', { valid_from: '2026-06-20' }));
    await bank.sql`update party_relationship set valid_to = '2026-06-21' where outgoing
      and customer_id = ${bank.keys.get('q') as string}`;
    await bank.recomputeChanged();
    expect(await interests()).not.toHaveProperty('r A 40');

    await bank.recomputeChanged({ today: '2026-06-20' });
    expect(await interests()).toMatchObject({ 'r A 40': 1, 'r B 20': 1, 'q C 75': 2 });

    await bank.recomputeChanged({ today: '2026-06-21' });
    expect(await interests()).not.toHaveProperty('q C 75');
  });

  test('a party that becomes a customer gets its side', async () => {
    const [unit] = await bank.sql<{ id: bigint }[]>`select id from org_unit where code = 'B002'`;
    await bank.rows.makeCustomer(bank.keys.get('D') as string, String(unit?.id), { kind: 'CORPORATE' });

    await bank.recomputeChanged();

    expect(await interests()).toMatchObject({ 'D B 40': 2 });
  });

  test('a customer who moves takes his figures along, and nothing is to be worked out anew', async () => {
    await bank.sql`update customer set org_unit_id = (select id from org_unit where code = 'B002')
      where customer_id = ${bank.keys.get('B') as string}`;

    const [moved] = await bank.sql`select count(*)::int as rows, bool_and(o.scope_key = c.scope_key) as along
      from ownership_interest o join customer c using (customer_id) where customer_id = ${bank.keys.get('B') as string}`;
    expect(moved).toEqual({ rows: 3, along: true });
    expect(await waiting()).toBe(0);
  });

  test('a new name reaches the stubs at once', async () => {
    await bank.sql`update party set display_name = 'Zoe' where party_id = ${bank.keys.get('p') as string}`;

    const stubs = await bank.sql`select distinct other_name_masked as name from ownership_interest
      where other_party_id = ${bank.keys.get('p') as string}`;
    expect(stubs).toEqual([{ name: 'Z**' }]);
  });

  test('an equal run leaves every row as it was, on another day too', async () => {
    const all = () =>
      bank.sql`select o.*, o.xmin from ownership_interest o order by customer_id, outgoing, other_party_id`;
    const before = await all();
    await bank.recompute();
    await bank.recompute({ today: '2026-06-21' });

    expect(await all()).toEqual(before);
  });

  test('a run that was broken off goes on where it stopped', async () => {
    await bank.sql`update party_relationship set share_pct = share_pct + 1 where type = 'SHAREHOLDING'`;
    await bank.sql`update related_party_run set finished = false, through = ${bank.keys.get('p') as string}`;

    const { groups } = await bank.recompute();

    expect(groups).toBe(1);
    expect(await interests()).toEqual({ 'p A 60': 2, 'A B 50': 2, 'p B 30': 2, 'D B 40': 1, 'q C 76': 2 });
  });

  test('a run writes of those alone of whom something has changed', async () => {
    await bank.sql`update party_relationship set share_pct = 70 where customer_id = ${bank.keys.get('q') as string}`;

    const changed = await bank.recompute();
    const same = await bank.recompute();

    // Both sides of the share, two tests with an owner each, and the group of the two with a side for either.
    expect([changed.rows, same.rows]).toEqual([10, 0]);
    expect(await interests()).toMatchObject({ 'q C 70': 2 });
  });

  test('what was noted as written is lost in a crash, and nothing else with it', async () => {
    const all = () =>
      bank.sql`select o.*, o.xmin from ownership_interest o order by customer_id, outgoing, other_party_id`;
    const before = await all();
    await bank.sql`truncate related_party_digest`;

    await bank.recompute();

    expect(await all()).toEqual(before);
    expect((await bank.recompute()).rows).toBe(0);
  });

  test('what fails beside the groups fails the run, and the next one does it again', async () => {
    for (const name of ['p', 'q'])
      await bank.sql`insert into contact_point (customer_id, kind, value)
        values (${bank.keys.get(name) as string}, 'EMAIL', 'home@example.com')`;
    const hidden = async () => (await bank.sql`select from hidden_relation`).length;
    const aside = await Held.open(bank.sql);
    try {
      await aside.sql`set default_transaction_read_only = on`;
      await expect(bank.recompute({ others: [aside] })).rejects.toThrow('in a read-only transaction');
      await aside.sql`set default_transaction_read_only = off`;
      expect(await hidden()).toBe(0);

      expect(await bank.recompute({ others: [aside] })).toMatchObject({ hidden: 2 });

      expect(await hidden()).toBe(2);
    } finally {
      aside.release();
    }
    expect(await interests()).toMatchObject({ 'p A 60': 2, 'q C 75': 2 });
  });

  test('rows that were changed by hand are put right by a run that compares every row', async () => {
    await bank.sql`update ownership_interest set total_min = 77, total_max = 77`;
    await bank.recompute();
    expect(await interests()).toMatchObject({ 'p B 77': 2, 'q C 77': 2 });

    await bank.recompute({ anew: true });

    expect(await interests()).toEqual({ 'p A 60': 2, 'A B 50': 2, 'p B 30': 2, 'D B 40': 1, 'q C 75': 2 });
  });

  test('nothing is taken for written when all days were to be worked out anew and that was broken off', async () => {
    const fault = new Error('broken off');
    const lost = Object.defineProperty({} as Rules, 'ownership', {
      get() {
        throw fault;
      },
    });
    const before = await interests();

    await expect(bank.recomputeSince('2026-06-16', { rules: lost })).rejects.toBe(fault);
    expect(await interests()).toEqual({});
    await bank.tie(...holds('r', 10, 'C'));
    await bank.recomputeChanged();
    await bank.recompute();

    expect(await interests()).toEqual({ ...before, 'r C 10': 1 });
  });

  test('an earlier day than the last is refused', async () => {
    await expect(bank.recompute({ today: '2026-06-15' })).rejects.toThrow(
      'Related parties were worked out for 2026-06-16 already: an earlier day cannot be told after it.',
    );
    await expect(bank.recomputeChanged({ today: '2026-06-15' })).rejects.toThrow('2026-06-16');
  });

  test('a run takes back what stands for customers in no group any more', async () => {
    await bank.sql`delete from party_relationship where outgoing and customer_id = ${bank.keys.get('q') as string}`;

    await bank.recompute();

    expect(Object.keys(await interests())).not.toContain('q C 75');
  });

  test('two at once are refused', async () => {
    const session = await bank.sql.reserve();
    await session`select pg_advisory_lock(${0x633336}::int, ${0x72656c}::int)`;

    await expect(bank.recompute()).rejects.toThrow('Related parties are being worked out on this database already');

    await session`select pg_advisory_unlock_all()`;
    session.release();
  });
});

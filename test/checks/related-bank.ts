import { connect, type Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { type RecomputeReport, recomputeAll } from '../../src/related-parties/recompute';
import type { Fragment } from '../../src/related-parties/standing';
import { onScratchBank } from './scratch-bank';

/** What working out all groups took, at first and then again on the next day, when some shares had changed. */
export interface Worked {
  readonly first: RecomputeReport;
  readonly changed: string;
  readonly again: RecomputeReport;
}

/**
 * Works out all groups of a bank with so many relations: twenty companies and thirty persons hang together, each company
 * with two owners, managers, a supplier and families among the persons; every tenth group has circles. Each party has a
 * phone and an address and each person an employer; couples share theirs, and a switchboard is everybody's second phone.
 * A third run compares every row with what the second has left.
 */
export async function onRelatedBank(relations: number): Promise<Worked> {
  const groups = Math.ceil(relations / perGroup);
  const work = async <Result>(url: string, todo: (sql: Sql) => Promise<Result>): Promise<Result> => {
    const { sql, end } = connect(url, { name: 'check', max: 4 });
    try {
      return await todo(sql);
    } finally {
      await end();
    }
  };
  return onScratchBank(
    ({ systemUrl }) => work(systemUrl, (sql) => fill(sql, groups)),
    ({ systemUrl }) =>
      work(systemUrl, async (sql) => {
        const first = await workedOut(sql, '2026-06-16');
        const written = await countRows(sql);
        if (first.rows !== written) throw new Error(`${first.rows} rows are reported, ${written} stand.`);
        const changed = await changeShares(sql, groups);
        const again = await workedOut(sql, '2026-06-17');
        await workedOut(sql, '2026-06-18', true);
        const late = await countRows(sql, sql`where as_of = '2026-06-18' or as_of_end = '2026-06-18'`);
        if (late > 0) throw new Error(`${late} rows were not what comparing every row tells.`);
        return { first, changed, again };
      }),
  );
}

/** Changes every hundredth share, taken by chance all over the bank; how many, and in how many of the groups. */
async function changeShares(sql: Sql, groups: number): Promise<string> {
  const [changed] = await sql<{ shares: number; groups: number }[]>`
    with changed as (
      update party_relationship set share_pct = share_pct - 1
      where outgoing and type = 'SHAREHOLDING' and hashint8(id) % 100 = 0 returning customer_id
    )
    select count(*)::int as shares, count(distinct customer_id / ${parties}::int)::int as groups from changed`;
  return `${changed?.shares} shares in ${changed?.groups} of ${groups} groups`;
}

const workedOut = (sql: Sql, today: string, anew = false): Promise<RecomputeReport> =>
  Held.several(
    sql,
    async ([held, ...others]) => {
      const began = performance.now();
      const ends = new Map<string, number>();
      const progress = (done: number, total: number, label: string) => {
        if (done === total) ends.set(label, (performance.now() - began) / 1000);
      };
      const report = await recomputeAll({ held, others, today, anew, progress });
      for (const [label, seconds] of ends) console.log(`${today}: ${label} done after ${seconds.toFixed(1)} s`);
      return report;
    },
    1,
  );

const tables = ['ownership_interest', 'beneficial_owner_test', 'beneficial_owner', 'party_group', 'party_group_member'];

/** Rows of ownership and groups, all or some. */
async function countRows(sql: Sql, picked: Fragment = sql``): Promise<number> {
  let rows = 0;
  for (const table of tables) {
    const [found] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(table)} ${picked}`;
    rows += found?.rows ?? 0;
  }
  return rows;
}

const parties = 50;
const companies = 20;
const perGroup = 100;

/** Party p of group g has the key g × 50 + p; the first twenty are companies. Every other party is a customer. */
async function fill(sql: Sql, groups: number): Promise<void> {
  await sql`insert into org_unit (code, name, level) values ('HO', 'HO', 'HEAD_OFFICE')`;
  await sql`
    insert into party (party_id, kind, display_name)
    select g * ${parties} + p, case when p < ${companies} then 'ORGANISATION' else 'INDIVIDUAL' end, 'Party ' || g * ${parties} + p
    from generate_series(1, ${groups}::int) g, generate_series(0, ${parties - 1}::int) p`;
  await sql`
    insert into customer (customer_id, customer_number, kind, status, lifecycle, org_unit_id)
    select p.party_id, 'N' || p.party_id, case p.kind when 'INDIVIDUAL' then p.kind else 'CORPORATE' end, 'ONBOARDED', 'ACTIVE', u.id
    from party p, org_unit u where p.party_id % 2 = 0`;
  await sql`analyze`;
  const tie = (type: string, from: string, to: string, count: number, share = 'null', where = 'true') =>
    sql.unsafe(`
      insert into party_relationship (customer_id, other_party_id, type, share_pct, valid_from)
      select g * ${parties} + (${from}), g * ${parties} + (${to}), '${type}', ${share}, '2020-01-01'
      from generate_series(1, ${groups}) g, generate_series(0, ${count - 1}) n where ${where}`);
  await tie('SHAREHOLDING', 'n / 2', 'n + 1', 19, '40 + n');
  await tie('SHAREHOLDING', '20 + n', 'n', 20, '20');
  await tie('SHAREHOLDING', '18', '3', 1, '10', 'g % 10 = 0');
  await tie('SENIOR_MANAGER', '20 + n', 'n', 20);
  await tie('LEGAL_REPRESENTATIVE', '49 - n', 'n', 10);
  await tie('SUPPLIES', 'n', 'n + 1', 10);
  await tie('SPOUSE', '20 + 2 * n', '21 + 2 * n', 15);
  await tie('GUARANTEES', '2 * n', '2 * n + 1', 6);
  await tie('GUARANTEES', 'n', '(n + 1) % 5', 5, 'null', 'g % 10 = 0');
  await fillContacts(sql);
  await sql`analyze`;
}

/** Two in a row share an address, every tenth pair a phone and every fifth an employer; all others work for large ones. */
async function fillContacts(sql: Sql): Promise<void> {
  const contact = (kind: string, value: string, hash = 'null', where = 'true') =>
    sql.unsafe(`
      insert into contact_point (customer_id, kind, value, value_hash)
      select party_id, '${kind}', ${value}, ${hash} from party where ${where}`);
  const hash = 'int8send(party_id)';
  await contact('PHONE', "'+8612' || case when party_id % 20 < 2 then party_id / 2 * 2 else party_id end", hash);
  await contact('ADDRESS', "party_id / 2 || ' High Street'");
  await contact('PHONE', "'+86 999'", hash, 'party_id % 5 = 0');
  await sql`
    insert into individual (customer_id, employer)
    select party_id, 'Employer ' || case when party_id % 10 < 2 then party_id / 2 else party_id % 97 end
    from party where kind = 'INDIVIDUAL'`;
}

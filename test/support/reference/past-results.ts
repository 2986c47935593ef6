import type { Sql, Statements } from '../../../src/database/connect';

/** What stood otherwise before, by the table: a column and what it was. */
const otherwise: readonly (readonly [table: string, column: string, was: string])[] = [
  ['ownership_interest', 'total_min', 'round(total_min / 2, 4)'],
  ['ownership_interest', 'ultimate_parent', 'not ultimate_parent'],
  ['beneficial_owner_test', 'missing', `'{OWNERS}'`],
  ['beneficial_owner', 'share_min', 'round(share_min / 2, 4)'],
  ['party_group', 'member_count', 'member_count + 1'],
  ['customer_position', 'deposits_minor', 'deposits_minor + 12345'],
  ['hidden_relation', 'is_declared', 'not is_declared'],
];

/** Results that stood otherwise until the day of the last working out, and groups that somebody has left since. */
export async function addPastResults(sql: Sql): Promise<void> {
  const [run] = await sql<{ since: string; today: string }[]>`
    select since::text, as_of::text as today from related_party_run`;
  if (!run) throw new Error('Nothing was worked out.');
  for (const [at, [table, column, was]] of otherwise.entries()) {
    const written = await sql<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        and attname not in ('as_of', 'as_of_end')`;
    const columns = written.map(({ name }) => name);
    const earlier = columns.map((name) => (name === column ? was : name));
    const picked = `as_of_end is null and as_of = '${run.since}' and customer_id % 3 = ${at % 3}`;
    await sql.begin(async (own) => {
      await own.unsafe(`create temporary table past on commit drop as select * from ${table} where ${picked}`);
      await own.unsafe(`update ${table} set as_of = '${run.today}' where ${picked}`);
      await own.unsafe(`insert into ${table} (${columns.join()}, as_of, as_of_end)
        select ${earlier.join()}, '${run.since}', '${run.today}' from past`);
    });
  }
  await sql.begin((own) => addLeavers(own, run));
}

/** Of each kind of group, one in three had one customer more, who sees nothing of it any more. */
async function addLeavers(sql: Statements, { since, today }: { since: string; today: string }): Promise<void> {
  await sql`
    create temporary table leaver on commit drop as
    select distinct on (g.id) g.id, g.kind, g.anchor_id, c.customer_id, c.scope_key
    from party_group g join customer c on (c.customer_id + g.id) % 7 = 0
    where g.as_of_end is null and g.kind <> 'CUSTOM' and g.id % 3 = 1
      and not exists (select from party_group other where other.id = g.id and other.customer_id = c.customer_id)
    order by g.id, c.customer_id desc`;
  await sql`
    insert into party_group (customer_id, id, scope_key, kind, anchor_id, member_count, is_red, currency, tier1_minor,
      report_pct, limit_pct, rules_version, as_of, as_of_end)
    select l.customer_id, l.id, l.scope_key, l.kind, l.anchor_id, g.member_count, g.is_red, g.currency, g.tier1_minor,
      g.report_pct, g.limit_pct, g.rules_version, ${since}, ${today}
    from leaver l join party_group g on g.id = l.id and g.customer_id = (
      select min(customer_id) from party_group s where s.id = l.id and s.as_of_end is null) and g.as_of_end is null`;
  await sql`
    insert into party_group_member (customer_id, kind, party_id, reasons, valid_from, as_of, as_of_end)
    select anchor_id, kind, customer_id, '{CONTROL}', '2020-01-01', ${since}, ${today} from leaver`;
}

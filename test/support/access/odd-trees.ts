import type { Sql } from '../../../src/database/connect';

/**
 * A tree as if learnt of the last day, with a leaf for the smallest branch of ten customers or more and one for all
 * others: there are who may be told of it and who may not. Banks so small learn none.
 */
export async function plantTree(sql: Sql): Promise<void> {
  await sql`
    insert into behaviour_tree (as_of, code, behaviour, category, rules_version, features_as_of, trained_on, tested_on, rate,
      accuracy, auc, factors, factors_zh, factor_shares)
    select max(as_of), 'CHURN', 'CHURN', null, 'odd', min(as_of), 40, 10, 0.25, 0.8, 0.75, '{tenure,assets}', '{入行时间,资产}',
      '{0.75,0.25}' from measure_run
    on conflict do nothing`;
  await sql`
    with last as (
      select max(as_of) as day from measure_run
    ), measured as (
      select b.id as branch, m.scope_key, count(*) over (partition by b.id) as members
      from customer_measure as m join last on m.as_of = last.day join customer as c using (customer_id)
      join org_unit as u on u.id = c.org_unit_id
      join org_unit as b on b.level = 'BRANCH' and u.lft >= b.lft and u.lft < b.rgt
    ), small as (
      select branch from measured where members >= 10 order by members, branch limit 1
    ), counted as (
      select place, scope_key, (sum(count(*)) over (partition by place order by scope_key))::int as up_to
      from measured cross join lateral (
        select case when branch = (select branch from small) then 1 else 2 end as place
      ) as leaf
      group by place, scope_key
    )
    insert into behaviour_rule (as_of, code, place, text, text_zh, members, rate, keys, up_to)
    select last.day, 'CHURN', place, 'tenure: ' || place, '入行时间：' || place, max(up_to), 0.5 / place,
      array_agg(scope_key order by scope_key), array_agg(up_to order by scope_key)
    from counted cross join last group by last.day, place
    on conflict do nothing`;
}

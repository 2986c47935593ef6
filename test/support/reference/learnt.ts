import type { Sql } from '../../../src/database/connect';

/**
 * What a bank of a few hundred customers is too small to learn: a tree whose groups are spread over the bank, and one of
 * which one group is all of a branch and three others.
 */
export async function addLearnt(sql: Sql): Promise<void> {
  const trees = [
    { code: 'CHURN', behaviour: 'CHURN', category: null, inFirst: sql`m.customer_id % 2 = 0` },
    {
      code: 'TAKE_UP CARD',
      behaviour: 'TAKE_UP',
      category: 'CARD',
      inFirst: sql`m.customer_id in (
        select c.customer_id from customer c join org_unit u on u.id = c.org_unit_id
        join org_unit b on b.code = 'B001' and u.lft >= b.lft and u.lft < b.rgt
        union all (
          select c.customer_id from customer c join org_unit u on u.id = c.org_unit_id
          join org_unit b on b.code = 'B001' and not (u.lft >= b.lft and u.lft < b.rgt) order by c.customer_id limit 3))`,
    },
  ];
  for (const { code, behaviour, category, inFirst } of trees) {
    await sql`delete from behaviour_rule where code = ${code}`;
    await sql`delete from behaviour_tree where code = ${code}`;
    await sql`
      insert into behaviour_tree (as_of, code, behaviour, category, rules_version, features_as_of, trained_on, tested_on, rate,
        accuracy, auc, factors, factors_zh, factor_shares)
      select as_of, ${code}, ${behaviour}, ${category}, 'planted', as_of - 30, count(*), 41, 0.125, 0.9036, 0.78125,
        '{assets,transactions}', '{资产,交易}', '{0.755,0.245}'
      from customer_measure group by as_of`;
    await sql`
      insert into behaviour_rule (as_of, code, place, text, text_zh, members, rate, keys, up_to)
      select as_of, ${code}, place, 'assets group ' || place, '资产' || place, max(up_to), case place when 1 then 0.2 else 0.0617 end,
        array_agg(scope_key order by scope_key), array_agg(up_to order by scope_key)
      from (
        select as_of, place, scope_key, sum(count(*)) over (partition by as_of, place order by scope_key)::int as up_to
        from (select m.as_of, m.scope_key, case when ${inFirst} then 1 else 2 end as place from customer_measure m) as placed
        group by as_of, place, scope_key
      ) as counted group by as_of, place`;
  }
}

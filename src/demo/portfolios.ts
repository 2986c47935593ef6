import type { Statement, Step } from './statement';

/**
 * Who looks after whom. The last ten of the first customers show RM0001 (`other` there is the next manager) as former and
 * as coming primary manager, as cover and beside a colleague.
 */
function writeAssignments(statement: Statement): string {
  const { today, bank } = statement;
  const chance = (property: string, percent: number) => statement.chance('id', property, percent);
  const start = `(greatest(coalesce(onboarded_on, ${today} - 50), ${today} - 3000))`;
  const changed = `(${start} + (${today} - ${start}) / 2)`;
  const coming = `(${today} + 5 + ${statement.roll('id', 'hand-over', 40)}::int)`;
  const rows = [
    // A change of managers, past or to come, splits the primary manager's time.
    [
      '1',
      `case change when 'PAST' then other_manager_id else manager_id end`,
      `'PRIMARY_RM'`,
      start,
      `case change when 'PAST' then ${changed} when 'COMING' then ${coming} end`,
      `change <> 'PAST' or ${changed} > ${start}`,
    ],
    ['2', 'manager_id', `'PRIMARY_RM'`, changed, 'null', `change = 'PAST'`],
    ['3', 'other_manager_id', `'PRIMARY_RM'`, coming, 'null', `change = 'COMING'`],
    [
      '4',
      'other_manager_id',
      `'CO_RM'`,
      changed,
      'null',
      `id in (${bank.showcase}, ${bank.showcase - 1}) or ${chance('co-manager', 7)}`,
    ],
    [
      '5',
      'other_manager_id',
      `'COVER'`,
      `${today} - 3`,
      `${today} + 11`,
      `id in (${bank.showcase - 2}, ${bank.showcase - 3}) or ${chance('cover', 3)}`,
    ],
    ['6', 'other_manager_id', `'COVER'`, `${today} - 80`, `${today} - 60`, chance('former cover', 3)],
    ['7', 'other_manager_id', `'COVER'`, `${today} + 20`, `${today} + 34`, chance('coming cover', 1)],
  ];
  return `
    insert into portfolio_assignment (customer_id, id, employee_id, role, valid_from, valid_to, recorded_at)
    select m.id, m.id * 8 + a.slot, a.employee, a.role, a.first, a.last, ${statement.startOf(`least(a.first, ${today} - 1)`)}
    from (
      select id, manager_id, other_manager_id, onboarded_on,
        case when id in (${bank.showcase - 4}, ${bank.showcase - 5}, ${bank.showcase - 6}) then 'COMING'
          when id in (${bank.showcase - 7}, ${bank.showcase - 8}) or ${chance('past change', 5)} then 'PAST' when ${chance('coming change', 1)} then 'COMING' else 'NONE' end as change
      from demo_customer
      where id <= ${bank.showcase} or status <> 'REJECTED' and ${chance('managed', 92)} offset 0
    ) as m
    cross join lateral (values ${rows.map((columns) => `(${columns.join(', ')})`).join(',\n')})
      as a (slot, employee, role, first, last, given)
    where a.given
    order by 2`;
}

export const portfolios: Step = { table: 'portfolio_assignment', write: writeAssignments };

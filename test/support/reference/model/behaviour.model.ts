import type { Row } from '../values';
import { listedIn } from './listed';
import { lastRunUpTo } from './measure.model';
import { money } from './measured';
import { ascending, type Context, type EdgeModel, moneyFilter, one, plain, type TypeModel } from './model';

/** The last run, and the last of each month that lies whole quarters before it; fewer where some are missing. */
function runsOf(context: Context, quarters: number): string[] {
  const last = lastRunUpTo(context.today, context);
  if (last === undefined) return [];
  const monthOf = (day: string) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  const days = context.bank
    .rows('measure_run')
    .filter((run) => run.finished_at !== null && String(run.as_of) <= context.today)
    .map((run) => String(run.as_of));
  return Array.from({ length: quarters }, (_, at) => monthOf(last) - 3 * at).flatMap((month) =>
    days
      .filter((day) => monthOf(day) === month)
      .sort()
      .slice(-1),
  );
}

export const behaviourModel: TypeModel = {
  name: 'CustomerBehaviour',
  table: 'customer',
  key: 'customer_id',
  scope: 'customer',
  isMade: true,
  dataClass: 'MONEY',
  fields: {
    ...plain('C1', 'asOf'),
    depositChange: money('MONEY', 'deposit_change_minor'),
    loanChange: money('MONEY', 'loan_change_minor'),
  },
  ways: { customer: { ...one('Customer', 'customer', 'customer_id', 'customer_id'), dataClass: 'MONEY' } },
  orders: {
    DEPOSIT_CHANGE: { column: 'deposit_change_minor', dataClass: 'MONEY' },
    LOAN_CHANGE: { column: 'loan_change_minor', dataClass: 'MONEY' },
  },
  filters: { depositChange: moneyFilter('deposit_change_minor'), loanChange: moneyFilter('loan_change_minor') },
};

export const behaviourWay: EdgeModel = {
  kind: 'page',
  to: 'CustomerBehaviour',
  order: [ascending('deposit_change_minor')],
  ranges: { quarters: [1, 8] },
  rows: (_parent, context, { orgUnit, quarters }) => {
    const count = Number(quarters ?? 1);
    const runs = runsOf(context, count);
    const told = context.bank.rows('customer_measure').filter((row) => runs.includes(String(row.as_of)));
    const each = new Map<unknown, Row[]>();
    for (const row of listedIn(told, context, orgUnit, 'MONEY'))
      each.set(row.customer_id, [...(each.get(row.customer_id) ?? []), row]);
    return [...each.values()]
      .filter((rows) => rows.length === count)
      .map((rows): Row => {
        const sum = (column: string) => rows.reduce((all, row) => all + (row[column] as number), 0);
        return {
          customer_id: rows[0]?.customer_id as number,
          currency: rows[0]?.currency as string,
          as_of: runs[0] as string,
          deposit_change_minor: sum('deposit_change_minor'),
          loan_change_minor: sum('loan_change_minor'),
        };
      });
  },
};

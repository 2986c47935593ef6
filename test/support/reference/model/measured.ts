import { type FilterValue, isChosen } from '../filter';
import type { Class } from '../matrix';
import { amountText, type Row } from '../values';
import { listedIn } from './listed';
import { lastRunUpTo, measuresModel } from './measure.model';
import type { Arguments, Context, FieldModel } from './model';

/** The measures of the last day of the customers chosen, of whom the reader lists money and ratings in full. */
export function measuredRows(
  context: Context,
  { orgUnit, among }: Arguments,
  day = lastRunUpTo(context.today, context),
): Row[] {
  const { bank } = context;
  const told = bank.rows('customer_measure').filter((row) => row.as_of === day);
  return listedIn(told, context, orgUnit, 'MONEY', 'RISK')
    .filter((row) => !among || isChosen(measuresModel, among as FilterValue, row, bank))
    .sort((one, other) => (one.customer_id as number) - (other.customer_id as number));
}

/** A row that stands for several customers; whoever reaches the first of them is told it. */
export function standingFor(rows: readonly Row[], { reader }: Context): Row {
  const first = rows[0] as Row;
  return {
    customer_id: 0,
    reached: [...reader.reaches(first.customer_id as number)],
    as_of: first.as_of as string,
    currency: first.currency as string,
    customers: rows.length,
  };
}

export const made = { isMade: true, table: 'customer', scope: 'made', dataClass: 'MONEY', ways: {} } as const;

export const money = (dataClass: Class, column: string): FieldModel => ({
  dataClass,
  mask: null,
  read: (row) =>
    row[column] === null
      ? null
      : { amount: amountText(row[column] as number, String(row.currency)), currency: row.currency },
});

import type { Arguments, Context, TypeModel, View } from './model/model';
import { validOn } from './reader';
import type { Row } from './values';

/** Arguments of root fields that name a time; a null names none. */
export function viewOf({ asOf, recordedAsOf }: Arguments): View {
  return {
    ...(asOf ? { day: new Date(asOf as string).toISOString().slice(0, 10) } : {}),
    ...(recordedAsOf ? { recorded: new Date(recordedAsOf as string).toISOString() } : {}),
  };
}

export const isOfAnotherTime = ({ day, recorded }: View): boolean => day !== undefined || recorded !== undefined;

/** What the ways out of a record lead to: the rows and the day of its view. Who reads is judged by those of today. */
export function contextOf({ day, recorded }: View, context: Context): Context {
  return {
    ...context,
    today: day ?? context.today,
    bank: recorded === undefined ? context.bank : context.bank.asRecorded(recorded),
  };
}

/** Whether a row was there on the day of the view. */
export function wasThere({ table, since }: TypeModel, row: Row, { day }: View, context: Context): boolean {
  if (day === undefined) return true;
  if (row.valid_from !== undefined) return validOn(day, row);
  if (since === undefined || row[since] === null) return true;
  const isMoment = context.bank.typeOf(table, since).startsWith('timestamp');
  return (isMoment ? context.dayOf(String(row[since])) : String(row[since])) <= day;
}

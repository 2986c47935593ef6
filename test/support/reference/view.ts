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

/** The day whose results a view tells; undefined: those that stand. */
const resultDay = ({ day, recorded }: View, { dayOf }: Pick<Context, 'dayOf'>): string | undefined =>
  [day, recorded && dayOf(recorded)].filter((one) => one !== undefined).sort()[0];

/** Whether results were worked out for the day of a view. */
export function wasWorkedOut(view: View, context: Context): boolean {
  const [run] = context.bank.rows('related_party_run');
  const day = resultDay(view, context);
  return day === undefined || (run !== undefined && day >= String(run.since));
}

export const isOfAnotherTime = ({ day, recorded }: View): boolean => day !== undefined || recorded !== undefined;

/** What the ways out of a record lead to: the rows and the day of its view. Who reads is judged by those of today. */
export function contextOf(view: View, context: Context): Context {
  const { day, recorded } = view;
  const told = {
    ...(recorded && { recorded }),
    ...(resultDay(view, context) && { day: resultDay(view, context) as string }),
  };
  return {
    ...context,
    today: day ?? context.today,
    bank: isOfAnotherTime(view) ? context.bank.asTold(told) : context.bank,
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

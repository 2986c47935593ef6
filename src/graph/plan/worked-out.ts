import type { Viewer } from '../../access/viewer';
import { dayIn } from '../../clock';
import { badInput } from '../../errors';
import { dateText } from '../declare/date-text';
import type { EdgeField } from '../declare/field';
import { entityOf } from '../declare/registry';
import type { ArgumentSource, Plan } from './plan';

/** What is worked out is told as of another time, which `source` names, only where it was worked out for that day. */
export function checkTold(
  checks: Plan['checks'][number][],
  coordinate: string,
  field: EdgeField,
  source: ArgumentSource,
): void {
  if (field.ofToday)
    throw badInput(`${coordinate} is worked out for today only: ask for it without asOf and recordedAsOf.`);
  if (entityOf(field.to).time.workedOut) checks.push({ source, check: sinceWorkedOut(coordinate) });
}

/** Refuses a view as of a time for which the results that a field leads to were not worked out yet. */
const sinceWorkedOut =
  (coordinate: string) =>
  (view: Readonly<Record<string, unknown>>, { workedOutSince, timeZone }: Viewer): void => {
    const { asOf, recordedAsOf } = view as { asOf?: Date | null; recordedAsOf?: Date | null };
    const days = [asOf && dateText(asOf, 'date'), recordedAsOf && dayIn(timeZone, recordedAsOf)];
    if (workedOutSince === null) throw badInput(`${coordinate} has not been worked out for any day yet.`);
    if (days.every((day) => !day || day >= workedOutSince)) return;
    throw badInput(`${coordinate} is worked out for days from ${workedOutSince} on.`);
  };

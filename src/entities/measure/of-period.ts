import { type SQL, sql } from 'drizzle-orm';
import { badInput } from '../../errors';
import { dateText } from '../../graph/declare/date-text';
import type { ArgumentDeclaration } from '../../graph/declare/field';
import type { EdgeInputs } from '../../graph/declare/join';
import { LocalDate } from '../../graph/declare/types';

const day = (description: string): ArgumentDeclaration => ({ type: () => LocalDate, nullable: true, description });

/** The arguments that choose a period of whole days. */
export const ofPeriod = {
  from: day('The first day of the period; a year before its last unless given.'),
  to: day('The last day of the period; unless given today, or its first where that is later.'),
};

export function checkPeriod({ from, to }: Readonly<Record<string, unknown>>): void {
  if (from instanceof Date && to instanceof Date && from > to)
    throw badInput(`A period cannot begin on ${dateText(from, 'date')} and end on ${dateText(to, 'date')}, before.`);
}

/** The first and the last day of the period asked for. */
export function periodOf(inputs: EdgeInputs): { first: SQL; last: SQL } {
  const given = (name: string, otherwise: SQL) => (inputs.has(name) ? inputs.argument(name, 'date') : otherwise);
  const today = inputs.viewer('today');
  const last = given('to', inputs.has('from') ? sql`greatest(${today}, ${inputs.argument('from', 'date')})` : today);
  return { first: given('from', sql`${last} - 364`), last };
}

import { type Class, effectFor } from '../matrix';
import type { Row } from '../values';
import type { Context } from './model';

/** Rows of customers in a unit and below it, or anywhere, whom the reader lists as one who reads some classes in full. */
export function listedIn(
  rows: readonly Row[],
  { bank, reader }: Context,
  orgUnit: unknown,
  ...classes: Class[]
): Row[] {
  const standings = reader.listing.filter((standing) => classes.every((one) => effectFor(standing, one) === 'FULL'));
  const everywhere = orgUnit === undefined || orgUnit === null;
  const [unit] = everywhere ? [] : bank.where('org_unit', 'code', String(orgUnit));
  const homeOf = (row: Row) =>
    bank.now.one('customer', 'customer_id', row.customer_id as number)?.org_unit_id as number;
  return rows.filter((row) => {
    const reaching = reader.reaches(row.customer_id as number);
    if (!standings.some((standing) => reaching.has(standing))) return false;
    return everywhere || (unit !== undefined && reader.isBelow(homeOf(row), unit.id as number));
  });
}

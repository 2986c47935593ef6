import { type Class, effectFor } from '../matrix';
import type { Row } from '../values';
import type { Context } from './model';

/** Whether the customer of a row has his home in the unit of a code or below it; anywhere where none is given. */
export function homedIn({ bank, reader }: Pick<Context, 'bank' | 'reader'>, orgUnit: unknown): (row: Row) => boolean {
  if (orgUnit === undefined || orgUnit === null) return () => true;
  const [unit] = bank.where('org_unit', 'code', String(orgUnit));
  return ({ customer_id: customer }) => {
    const home = bank.now.one('customer', 'customer_id', customer as number)?.org_unit_id as number;
    return unit !== undefined && reader.isBelow(home, unit.id as number);
  };
}

/** Rows of customers in a unit and below it, or anywhere, whom the reader lists as one who reads some classes in full. */
export function listedIn(rows: readonly Row[], context: Context, orgUnit: unknown, ...classes: Class[]): Row[] {
  const { reader } = context;
  const standings = reader.listing.filter((standing) => classes.every((one) => effectFor(standing, one) === 'FULL'));
  const isHomed = homedIn(context, orgUnit);
  return rows.filter((row) => {
    const reaching = reader.reaches(row.customer_id as number);
    return standings.some((standing) => reaching.has(standing)) && isHomed(row);
  });
}

import { badInput } from '../../errors';

export const isDateType = (sqlType: string): boolean => /^(date|timestamp)/.test(sqlType);

/** Dates arrive as JavaScript dates from their scalars; as PostgreSQL takes them for a column of a type of theirs. */
export function dateText(value: unknown, sqlType: string): string {
  const iso = value instanceof Date ? value.toISOString() : String(value);
  // A year of four digits as PostgreSQL counts them; an offset can lead out of them.
  if (!/^(?!0000)\d{4}-/.test(iso)) throw badInput('A date lies outside the years 0001 to 9999.');
  return sqlType === 'date' ? iso.slice(0, 10) : iso;
}

/** A day that was given, as PostgreSQL takes it. */
export const dayText = (day: Date): string => dateText(day, 'date');

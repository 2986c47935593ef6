import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** The band of a number between marks, as text: `under 18`, `18 to 29`, … `70 and over`. */
export const bands = (value: SQL, marks: readonly number[]): SQL =>
  sql`(array[${sql.raw(
    [
      ...marks.map((mark, at) => `'${at === 0 ? `under ${mark}` : `${marks[at - 1]} to ${mark - 1}`}'`),
      `'${marks.at(-1)} and over'`,
    ].join(', '),
  )}])[1 + width_bucket(${value}::int, ${sql.raw(`array[${marks.join()}]`)})]`;

/** The band of a person's age in years on a day; null where the birth date is not known. */
export const ageBand = (day: SQLWrapper, birthDate: SQLWrapper): SQL =>
  bands(sql`extract(year from age(${day}, ${birthDate}))`, [18, 30, 40, 50, 60, 70]);

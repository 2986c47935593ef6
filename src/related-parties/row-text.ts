type Value = string | number | boolean | bigint | null;

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

const fieldOf = (value: Value | undefined): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' && /^$|[\s"\\(),]/.test(value) ? quoted(value) : String(value);
};

/** Some columns of a row as PostgreSQL reads them from text. */
export const fieldsText = (values: readonly (Value | undefined)[]): string => values.map(fieldOf).join();

/** A row of such columns. */
export const rowText = (...fields: readonly string[]): string => `(${fields.join()})`;

/** Rows as PostgreSQL reads an array of them from text: the cheapest way to hand over many. */
export const rowsText = (rows: readonly string[]): string => `{${rows.map(quoted).join()}}`;

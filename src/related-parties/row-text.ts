type Value = string | number | boolean | bigint | null;

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

const fieldOf = (value: Value | undefined): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' && /^$|[\s"\\(),]/.test(value) ? quoted(value) : String(value);
};

/** A row as PostgreSQL reads it from text. */
export const rowText = (values: readonly (Value | undefined)[]): string => `(${values.map(fieldOf).join()})`;

/** Rows as PostgreSQL reads an array of them from text: the cheapest way to hand over many. */
export const rowsText = (rows: readonly string[]): string => `{${rows.map(quoted).join()}}`;

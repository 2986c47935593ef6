/**
 * SQL: whether a row is in a sample of about one in `step`, by the hash of its key: the same rows each time, and evenly
 * taken whatever the keys have in common.
 */
export const isSampled = (key: string, step: string): string => `(hashint8(${key}) & 2147483647) % (${step}) = 0`;

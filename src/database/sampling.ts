/**
 * SQL: whether a row is among every `step`th of those with such keys, which need not be told in order: the same ones each
 * time, and evenly taken whatever the keys have in common.
 */
export const isSampled = (key: string, step: string): string => `(hashint8(${key}) & 2147483647) % (${step}) = 0`;

import type { Statement } from './statement';

/** What a customer leans to; everybody has one leaning, and each is as frequent as another. */
const leanings = ['CAREFUL', 'FAMILY', 'ENTERPRISING', 'WORLDLY'] as const;
export type Leaning = (typeof leanings)[number];

/** How much more often a product is held by who has one of its two leanings, and by others; the mean of both is one. */
const affinity = { leaning: 1.8, other: 0.2 };

/** SQL: the factor by which a customer holds a product of these leanings, an array of text, more often than others. */
export const affinityOf = (statement: Statement, customer: string, of: string): string =>
  `case when ${statement.pick(leanings, customer, 'leaning')} = any (${of}) then ${affinity.leaning} else ${affinity.other} end`;

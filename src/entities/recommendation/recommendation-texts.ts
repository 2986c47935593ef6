import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Row } from '../../graph/declare/field';
import { product } from '../product/product.table';

export type Language = 'en' | 'zh';

/**
 * What is said of a recommendation by its first reason: a sentence for the customer, and why for the teller. `{product}`,
 * `{held}` and `{feature}` stand for the names; nothing else of the customer may enter, for the texts have the class C1.
 */
const texts = {
  HELD_TOGETHER: {
    sentence: {
      en: 'Many who hold {held} also use {product}; may I show it to you?',
      zh: '很多持有“{held}”的客户也选择了“{product}”，您想了解一下吗？',
    },
    explanation: {
      en: 'Holders of {held} often hold {product} as well.',
      zh: '持有“{held}”的客户常常也持有“{product}”。',
    },
  },
  FITS_PROFILE: {
    sentence: {
      en: 'Customers like you often choose {product}; may I show it to you?',
      zh: '和您情况相近的客户常常选择“{product}”，您想了解一下吗？',
    },
    explanation: {
      en: '{product} is held more often where {feature}.',
      zh: '具有特征“{feature}”的客户更常持有“{product}”。',
    },
  },
  POPULAR: {
    sentence: {
      en: '{product} is what many of our customers choose; may I show it to you?',
      zh: '我们的很多客户都选择了“{product}”，您想了解一下吗？',
    },
    explanation: { en: '{product} is held by many customers of this kind.', zh: '很多同类客户持有“{product}”。' },
  },
} as const;

const nameOf = (id: SQLWrapper): SQL => sql`(select name from ${product} as "named" where id = ${id})`;
const literal = (text: string): SQL => sql.raw(`'${text}'`);

/** A text of the row's first reason, with the names in it. */
export function textOf(row: Row, part: 'sentence' | 'explanation', language: Language): SQL {
  const cases = Object.entries(texts).map(
    ([reason, said]) => sql`when ${literal(reason)} then ${literal(said[part][language])}`,
  );
  const template = sql`case ${row.reasons}[1] ${sql.join(cases, sql` `)} end`;
  const named = sql`replace(replace(${template}, '{product}', ${nameOf(row.productId)}), '{held}', coalesce(${nameOf(row.heldProductId)}, ''))`;
  return part === 'sentence' ? named : sql`replace(${named}, '{feature}', coalesce(${row.feature}, ''))`;
}

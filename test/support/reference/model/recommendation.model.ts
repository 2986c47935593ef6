import { plainDecimal } from '../values';
import { everyRow } from './every-row';
import { homedIn } from './listed';
import {
  type Arguments,
  type Context,
  codeFilter,
  descending,
  type EdgeModel,
  type FieldModel,
  filters,
  one,
  page,
  plain,
  type TypeModel,
} from './model';

/** What is said, by the first reason: English and Chinese sentence, English and Chinese explanation. */
const said: Readonly<Record<string, readonly [string, string, string, string]>> = {
  HELD_TOGETHER: [
    'Many who hold HELD also use PRODUCT; may I show it to you?',
    '很多持有“HELD”的客户也选择了“PRODUCT”，您想了解一下吗？',
    'Holders of HELD often hold PRODUCT as well.',
    '持有“HELD”的客户常常也持有“PRODUCT”。',
  ],
  FITS_PROFILE: [
    'Customers like you often choose PRODUCT; may I show it to you?',
    '和您情况相近的客户常常选择“PRODUCT”，您想了解一下吗？',
    'PRODUCT is held more often where FEATURE.',
    '具有特征“FEATURE”的客户更常持有“PRODUCT”。',
  ],
  POPULAR: [
    'PRODUCT is what many of our customers choose; may I show it to you?',
    '我们的很多客户都选择了“PRODUCT”，您想了解一下吗？',
    'PRODUCT is held by many customers of this kind.',
    '很多同类客户持有“PRODUCT”。',
  ],
};

const open = (read: FieldModel['read']): FieldModel => ({ dataClass: 'C1', mask: null, read });

/** In steps of a twentieth, a half upwards; stored with four decimals. */
const steps = (column: string): FieldModel =>
  open((row) => plainDecimal(String(Math.floor((Math.round(Number(row[column]) * 10_000) + 250) / 500) / 20)));

const text = (which: 0 | 1 | 2 | 3): FieldModel =>
  open((row, { bank }) => {
    const nameOf = (id: unknown) => String(bank.one('product', 'id', id as number)?.name ?? '');
    const template = said[(row.reasons as readonly string[])[0] as string]?.[which] as string;
    return template
      .replace('HELD', nameOf(row.held_product_id))
      .replace('PRODUCT', nameOf(row.product_id))
      .replace('FEATURE', String(row.feature));
  });

const newestRun = ({ bank }: Context) =>
  bank
    .rows('measure_run')
    .filter((run) => run.finished_at !== null)
    .map((run) => String(run.as_of))
    .sort()
    .at(-1);

const table = 'product_recommendation';
const best = [descending('score')];

export const recommendationsWay: EdgeModel = {
  ...page('ProductRecommendation', table, 'customer_id', 'customer_id', best),
  rows: (parent, context) =>
    context.bank
      .where(table, 'customer_id', parent.customer_id as number)
      .filter((row) => row.as_of === newestRun(context)),
  ofToday: true,
};

export const nextBestProductsWay: EdgeModel = {
  ...everyRow('ProductRecommendation', table, best),
  rows: (_parent, context, { orgUnit }: Arguments) =>
    context.bank
      .rows(table)
      .filter((row) => row.as_of === newestRun(context))
      .filter(homedIn(context, orgUnit)),
};

export const recommendationModel: TypeModel = {
  name: 'ProductRecommendation',
  table,
  key: 'id',
  scope: 'customer',
  rowClass: (row) => (row.for_everybody ? undefined : 'RISK'),
  fields: {
    ...plain('C1', 'asOf rulesVersion basis reasons feature'),
    ...plain('RISK', 'rank'),
    score: steps('score'),
    collaborativeScore: steps('collaborative'),
    contentScore: steps('content'),
    gates: open(() => ['CONSENT', 'SUITABILITY', 'NOT_HELD', 'ON_SALE', 'SAME_KIND']),
    sentence: text(0),
    sentenceChinese: text(1),
    explanation: text(2),
    explanationChinese: text(3),
  },
  ways: {
    product: one('Product', 'product', 'id', 'product_id'),
    heldProduct: one('Product', 'product', 'id', 'held_product_id'),
    customer: one('Customer', 'customer', 'customer_id', 'customer_id'),
  },
  orders: {},
  filters: { ...filters('C1', 'basis'), productCode: codeFilter('product_id', 'product') },
};

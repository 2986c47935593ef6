import { and, or, type SQLWrapper, sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/entity-scope';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { readerOf, stored } from '../../graph/declare/stored';
import { Decimal, enumType } from '../../graph/declare/types';
import { product } from '../product/product.table';
import { productRecommendation, recommendationBases, recommendationReasons } from './product-recommendation.table';
import { type Language, textOf } from './recommendation-texts';

export const RecommendationBasisEnum = enumType(
  'RecommendationBasis',
  recommendationBases,
  'What a recommendation rests on.',
  {
    HOLDINGS: 'What the customer holds, and what the customer is.',
    PROFILE: 'What the customer is and what is popular, for nothing is held yet.',
  },
);

export const RecommendationReasonEnum = enumType(
  'RecommendationReason',
  recommendationReasons,
  'Why a product is recommended.',
  {
    HELD_TOGETHER: 'Holders of a product that the customer holds often hold it as well 协同过滤.',
    FITS_PROFILE: 'Customers who share a feature hold it more often than others.',
    POPULAR: 'Many customers of the same kind hold it.',
  },
);

export const recommendationGates = ['CONSENT', 'SUITABILITY', 'NOT_HELD', 'ON_SALE', 'SAME_KIND'] as const;

export const RecommendationGateEnum = enumType(
  'RecommendationGate',
  recommendationGates,
  'What every recommendation has passed.',
  {
    CONSENT: 'The customer agrees to marketing and to profiling.',
    SUITABILITY: 'The product’s risk is within the customer’s appetite; where that is unknown, within the least.',
    NOT_HELD: 'The customer does not hold it.',
    ON_SALE: 'The bank sells it.',
    SAME_KIND: 'Enough customers of the same kind hold it.',
  },
);

const owned = ownedBy(productRecommendation.customerId, productRecommendation.scopeKey);

const text = (part: 'sentence' | 'explanation', language: Language) => (row: Row) => textOf(row, part, language);
// Of exact parts a reader who knows all holders but one could tell whether that one holds both.
const inSteps = (read: (row: Row) => SQLWrapper) => (row: Row) => sql`trim_scale(round(${read(row)} * 20) / 20)::text`;
const decimal = { type: () => Decimal };

@entity({
  name: 'ProductRecommendation',
  description:
    'A product that the customer may want next. A product that does not suit everybody tells the customer’s appetite for risk, so only readers of it find the row.',
  table: productRecommendation,
  row: productRecommendation.id,
  owner: productRecommendation.customerId,
  scope: (row, reader) => or(and(owned(row, reader), row.forEverybody), owned(row, reader.inFull('RISK')) ?? sql`true`),
})
export class ProductRecommendation {
  @stored(productRecommendation.asOf, 'C1', 'The day whose holdings it was worked out from.')
  asOf!: string;

  @stored(productRecommendation.rulesVersion, 'C1', 'The version of weights and gates.')
  rulesVersion!: string;

  @stored(productRecommendation.basis, 'C1', 'What it rests on.', { filter: true })
  basis!: string;

  @stored(
    inSteps(readerOf(productRecommendation.score)),
    'C1',
    'The blended score from 0 to 1, in steps of 0.05.',
    decimal,
  )
  score?: string;

  @stored(
    inSteps(readerOf(productRecommendation.collaborative)),
    'C1',
    'Mean cosine to the products held, of who holds both, in steps of 0.05.',
    decimal,
  )
  collaborativeScore?: string;

  @stored(
    inSteps(readerOf(productRecommendation.content)),
    'C1',
    'Cosine of the customer’s features and the mean of the holders’, in steps of 0.05.',
    decimal,
  )
  contentScore?: string;

  @stored(productRecommendation.rank, 'RISK', 'Its place among all products that suit the customer, from 1.')
  rank?: number;

  @stored(readerOf(productRecommendation.reasons), 'C1', 'Why, the strongest reason first.', {
    type: () => [RecommendationReasonEnum],
    nullable: false,
  })
  reasons!: string[];

  @stored(productRecommendation.feature, 'C1', 'The feature shared with its holders; null where none stands out.')
  feature?: string;

  @stored(
    () => sql.raw(`array[${recommendationGates.map((gate) => `'${gate}'`).join(', ')}]`),
    'C1',
    'What it has passed.',
    {
      type: () => [RecommendationGateEnum],
      nullable: false,
    },
  )
  gates!: string[];

  @stored(text('sentence', 'en'), 'C1', 'One sentence for a teller 一句话营销.', { type: () => GraphQLString })
  sentence?: string;

  @stored(text('sentence', 'zh'), 'C1', 'The same in Chinese.', { type: () => GraphQLString })
  sentenceChinese?: string;

  @stored(text('explanation', 'en'), 'C1', 'The first reason in words.', { type: () => GraphQLString })
  explanation?: string;

  @stored(text('explanation', 'zh'), 'C1', 'The same in Chinese.', { type: () => GraphQLString })
  explanationChinese?: string;
}

addFilter(
  ProductRecommendation,
  'productCode',
  filterOnCode(
    readerOf(productRecommendation.productId),
    { id: product.id, code: product.code },
    'By the code of the product.',
  ),
);

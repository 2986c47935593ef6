import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { lastRun } from '../measure/measure-run';
import { inUnit, ofUnit } from '../org-unit/of-unit';
import { Product } from '../product/product.type';
import { productRecommendation } from './product-recommendation.table';
import { ProductRecommendation } from './product-recommendation.type';

toPage({
  from: Customer,
  name: 'recommendations',
  to: ProductRecommendation,
  description: 'The products that the customer may want next, the best first; none without consent.',
  ofToday: true,
  order: [by(productRecommendation.score, 'DESC')],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.asOf} = ${lastRun()}`,
});

toPage({
  from: QueryRoot,
  name: 'nextBestProducts',
  to: ProductRecommendation,
  description: 'Whom in the reader’s scope to offer what, the highest scores first: a worklist for a campaign.',
  timeless: true,
  arguments: ofUnit,
  order: [by(productRecommendation.score, 'DESC')],
  on: ({ row, inputs }) => sql`${row.asOf} = ${lastRun()} and ${inUnit(inputs, row.scopeKey)}`,
});

toOne({
  from: ProductRecommendation,
  name: 'product',
  to: Product,
  description: 'The product recommended.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.productId}`,
});

toOne({
  from: ProductRecommendation,
  name: 'heldProduct',
  to: Product,
  description: 'Of the products held, the one whose holders hold it most often; null where none do.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.heldProductId}`,
});

toOne({
  from: ProductRecommendation,
  name: 'customer',
  to: Customer,
  description: 'Whom to offer it.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

import { sql } from 'drizzle-orm';
import { GraphQLID, GraphQLString } from 'graphql';
import { oneOfArguments } from '../../graph/declare/arguments';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { addToTimeline } from '../customer/timeline.edges';
import { product } from './product.table';
import { Product } from './product.type';
import { holdingMonth, productHolding } from './product-holding.table';
import { HoldingMonth, ProductHolding } from './product-holding.type';

toPage({
  from: QueryRoot,
  name: 'products',
  to: Product,
  description: 'The bank’s catalogue, in the order of the codes.',
  order: [by(product.code)],
  on: () => undefined,
});

toOne({
  from: QueryRoot,
  name: 'product',
  to: Product,
  description: 'One product, by its id or its code.',
  arguments: {
    id: { type: () => GraphQLID, nullable: true, description: 'Its id.' },
    code: { type: () => GraphQLString, nullable: true, description: 'Its code.' },
  },
  check: oneOfArguments('product', 'id', 'code'),
  on: ({ row, inputs }) =>
    inputs.has('id')
      ? sql`${row.id} = ${inputs.id('id', 'prd', 'row')} and ${inputs.id('id', 'prd', 'owner')} = 0`
      : sql`${row.code} = ${inputs.argument('code', 'text')}`,
});

toPage({
  from: Customer,
  name: 'holdings',
  to: ProductHolding,
  description: 'The products that the customer holds or held, newest first.',
  order: [by(productHolding.openedOn, 'DESC')],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ProductHolding,
  name: 'customer',
  to: Customer,
  description: 'Who holds it.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ProductHolding,
  name: 'product',
  to: Product,
  description: 'The product held.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.productId}`,
});

toPage({
  from: Product,
  name: 'holdings',
  to: ProductHolding,
  description: 'Who holds the product, as far as the reader’s scope goes, newest first.',
  order: [by(productHolding.openedOn, 'DESC')],
  on: ({ parent, row }) => sql`${row.productId} = ${parent.id}`,
});

toPage({
  from: QueryRoot,
  name: 'holdings',
  to: ProductHolding,
  description: 'What the customers in the reader’s scope hold, newest first.',
  order: [by(productHolding.openedOn, 'DESC')],
  on: () => undefined,
});

toPage({
  from: ProductHolding,
  name: 'months',
  to: HoldingMonth,
  description: 'What it was worth month by month, newest first.',
  order: [by(holdingMonth.month, 'DESC')],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.holdingId} = ${parent.id}`,
});

addToTimeline({
  to: ProductHolding,
  at: (row) => sql`${row.openedOn}::timestamp at time zone 'UTC'`,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

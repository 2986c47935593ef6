import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { currency, day, key, minor } from '../../database/columns';
import { productCategories } from '../product/product.table';

const count = (name: string) => integer(name).notNull();

/**
 * A product over a period, counted while a statement reads. Its row belongs to a customer among those counted, one whose
 * money the reader reads where there is any.
 */
export const productPerformance = pgTable('product_performance', {
  customerId: key('customer_id').notNull(),
  scopeKey: count('scope_key'),
  from: day('first_day').notNull(),
  to: day('last_day').notNull(),
  key: text('key').notNull(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  category: text('category', { enum: productCategories }).notNull(),
  currency: currency().notNull(),
  customers: count('customers'),
  opened: count('opened'),
  ended: count('ended'),
  holders: count('holders'),
  amountMinor: minor('amount'),
  marginMinor: minor('margin'),
  feesMinor: minor('fees'),
  costMinor: minor('cost'),
  profitMinor: minor('profit'),
});

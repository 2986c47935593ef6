import { boolean, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { day, identity, oneOf, publicId } from '../../database/columns';
import { riskLevels } from '../party/individual.table';

export const productCategories = [
  'DEPOSIT',
  'LOAN',
  'CARD',
  'WEALTH',
  'FUND',
  'INSURANCE',
  'PAYMENT',
  'TRADE_FINANCE',
  'CUSTODY',
  'PAYROLL',
] as const;

/**
 * The catalogue. `tailored`: made for one customer's need, which the class HIGH_VALUE_ADDED asks for. `sold_until`: the
 * last day on which it is sold.
 */
export const product = pgTable(
  'product',
  {
    id: identity().primaryKey(),
    publicId: publicId('prd_', '0'),
    code: text('code').notNull(),
    name: text('name').notNull(),
    category: text('category', { enum: productCategories }).notNull(),
    riskLevel: text('risk_level', { enum: riskLevels }),
    tailored: boolean('tailored').notNull().default(false),
    description: text('description'),
    soldUntil: day('sold_until'),
  },
  (table) => [
    unique('product_code_key').on(table.code),
    oneOf('product', table.category, productCategories),
    oneOf('product', table.riskLevel, riskLevels),
  ],
);

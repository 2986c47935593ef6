import { pgTable, text } from 'drizzle-orm/pg-core';
import { key } from '../../database/columns';

/** Keeps customer numbers unique over the whole bank and finds their customer; written by a trigger of `customer`. */
export const customerNumber = pgTable('customer_number', {
  customerNumber: text('customer_number').primaryKey(),
  customerId: key('customer_id').notNull(),
});

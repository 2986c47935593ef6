import { integer, numeric, pgTable, text } from 'drizzle-orm/pg-core';
import { currency, day, key, minor, sortName } from '../../database/columns';

const count = (name: string) => integer(name).notNull();
const percent = (name: string) => numeric(name, { precision: 20, scale: 4 });

/** What one unit, employee or channel handled, counted while a statement reads; a row belongs to the first customer served. */
export const businessHandled = pgTable('business_handled', {
  customerId: key('customer_id').notNull(),
  scopeKey: count('scope_key'),
  from: day('first_day').notNull(),
  to: day('last_day').notNull(),
  key: sortName('key').notNull(),
  value: text('value'),
  name: text('name'),
  currency: currency().notNull(),
  customers: count('customers'),
  pieces: count('pieces'),
  transactions: count('transactions'),
  contacts: count('contacts'),
  requests: count('requests'),
  openings: count('openings'),
  turnoverMinor: minor('turnover').notNull(),
  openedAmountMinor: minor('opened_amount').notNull(),
  depositsMinor: minor('deposits').notNull(),
  loansMinor: minor('loans').notNull(),
  marginMinor: minor('margin').notNull(),
  feesMinor: minor('fees').notNull(),
  costMinor: minor('cost').notNull(),
  profitMinor: minor('profit').notNull(),
  shareOfPieces: percent('share_of_pieces'),
  shareOfTurnover: percent('share_of_turnover'),
  shareOfProfit: percent('share_of_profit'),
  rankByPieces: count('rank_by_pieces'),
  rankByTurnover: count('rank_by_turnover'),
  rankByProfit: count('rank_by_profit'),
  piecesToAverage: percent('pieces_to_average'),
  turnoverToAverage: percent('turnover_to_average'),
  profitToAverage: percent('profit_to_average'),
});

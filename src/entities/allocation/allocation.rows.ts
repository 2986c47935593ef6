import { integer, numeric, pgTable, text } from 'drizzle-orm/pg-core';
import { currency, key, minor } from '../../database/columns';
import { riskLevels } from '../party/individual.table';

/** The categories of products in which a customer's assets lie. */
export const assetClasses = ['DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE', 'CUSTODY'] as const;
export const allocationReasons = ['NO_APPETITE', 'NOTHING_HELD'] as const;

const ofCustomer = () => ({
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  currency: currency().notNull(),
});
const percent = (name: string) => numeric(name, { precision: 5, scale: 2 });

/** What a statement makes of a customer's holdings while it reads; PostgreSQL holds no table of it. */
export const allocationProposal = pgTable('allocation_proposal', {
  ...ofCustomer(),
  rulesVersion: text('rules_version').notNull(),
  riskAppetite: text('risk_appetite', { enum: riskLevels }),
  reason: text('reason', { enum: allocationReasons }),
  totalMinor: minor('total').notNull(),
  withoutRate: integer('without_rate').notNull(),
});

/** One asset class of it. */
export const allocationPart = pgTable('allocation_part', {
  ...ofCustomer(),
  place: integer('place').notNull(),
  assetClass: text('asset_class', { enum: assetClasses }).notNull(),
  heldMinor: minor('held').notNull(),
  heldPct: percent('held_pct'),
  targetMinor: minor('target'),
  targetPct: percent('target_pct'),
  gapMinor: minor('gap'),
  gapPct: percent('gap_pct'),
});

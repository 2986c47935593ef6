import { sql } from 'drizzle-orm';
import { bigint, boolean, foreignKey, index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { customerKinds } from '../../access/policy';
import { currency, day, key, minor, oneOf } from '../../database/columns';
import { orgUnit } from '../org-unit/org-unit.table';

const count = (name: string) => integer(name).notNull();

/** A unit with all below it, for one kind of customers: in reach of who reaches all of them. `customer_id` is nobody's. */
const place = () => ({
  customerId: key('customer_id').notNull().default(sql`0`),
  orgUnitId: key('org_unit_id').notNull(),
  kind: text('kind', { enum: customerKinds }).notNull(),
  scopeKey: integer('scope_key').notNull(),
  asOf: day('as_of').notNull(),
});

/** What customers come to together, in the base currency. */
export const businessSums = () => ({
  currency: currency().notNull(),
  customers: count('customers'),
  depositors: count('depositors'),
  borrowers: count('borrowers'),
  aumMinor: minor('aum').notNull(),
  depositAdbMinor: minor('deposit_adb').notNull(),
  loanAdbMinor: minor('loan_adb').notNull(),
  contributionMinor: minor('contribution').notNull(),
  sleeping: count('sleeping'),
  lowValue: count('low_value'),
  valuable: count('valuable'),
  highValueAdded: count('high_value_added'),
  products: bigint('products', { mode: 'number' }).notNull(),
  crossHolders: count('cross_holders'),
  acquired: count('acquired'),
  churned: count('churned'),
  csatAnswers: count('csat_answers'),
  csatContent: count('csat_content'),
  npsAnswers: count('nps_answers'),
  npsBalance: count('nps_balance'),
});

/** What the customers of a unit and of all units below it were worth on a day, by their kind; worked out with the measures. */
export const unitMeasure = pgTable(
  'unit_measure',
  {
    ...place(),
    ...businessSums(),
    /** Somebody has left or come since: the sums no longer hold, and of months none are kept. */
    isStale: boolean('is_stale').notNull().default(false),
  },
  (table) => [
    primaryKey({ name: 'unit_measure_pk', columns: [table.customerId, table.orgUnitId, table.kind, table.asOf] }),
    foreignKey({ name: 'unit_measure_unit_fk', columns: [table.orgUnitId], foreignColumns: [orgUnit.id] }),
    oneOf('unit_measure', table.kind, customerKinds),
    index('unit_measure_scope_index').on(table.asOf, table.scopeKey),
  ],
);

/**
 * What they held in a month (its first day) on average, how many of them held anything, did so again after the month
 * before, came on board, or took one product more.
 */
export const unitMonth = pgTable(
  'unit_month',
  {
    ...place(),
    month: day('month').notNull(),
    currency: currency().notNull(),
    /** Not rounded: whatever is summed up of them is rounded once. */
    depositsMinor: numeric('deposits_minor').notNull(),
    loansMinor: numeric('loans_minor').notNull(),
    depositors: count('depositors'),
    borrowers: count('borrowers'),
    holders: count('holders'),
    retained: count('retained'),
    acquired: count('acquired'),
    crossSold: count('cross_sold'),
  },
  (table) => [
    primaryKey({
      name: 'unit_month_pk',
      columns: [table.customerId, table.orgUnitId, table.kind, table.asOf, table.month],
    }),
    foreignKey({ name: 'unit_month_unit_fk', columns: [table.orgUnitId], foreignColumns: [orgUnit.id] }),
    oneOf('unit_month', table.kind, customerKinds),
    index('unit_month_as_of_index').on(table.asOf),
  ],
);

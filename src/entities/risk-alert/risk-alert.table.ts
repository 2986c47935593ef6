import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { currency, day, key, oneOf, publicId, scopeKey } from '../../database/columns';
import { transactionKinds } from '../account/transaction.table';
import { scopeReference } from '../customer/customer.table';

export const alertRules = [
  'OVER_INDEBTEDNESS',
  'PAST_DUE',
  'GRADE_DOWNGRADE',
  'COLLATERAL_DETERIORATION',
  'CONTROLLER_CHANGE',
  'GUARANTOR_DETERIORATION',
  'CROSS_DEFAULT',
  'CONCENTRATION',
  'ABNORMAL_TRANSACTION',
] as const;
export type AlertRule = (typeof alertRules)[number];

/** From the least to the gravest. */
export const alertLevels = ['YELLOW', 'ORANGE', 'RED'] as const;

/** What a rule looks at and may tell: the customer's own figures. */
export const alertFigures = [
  'DEBT_TO_INCOME',
  'DEBT_TO_ASSETS',
  'UTILISATION',
  'LENDING_PRODUCTS',
  'DAYS_PAST_DUE',
  'GRADE_STEPS',
  'LOAN_TO_VALUE',
  'TIMES_OF_USUAL',
] as const;

/** The same alert has the same key in every run, and no other in the bank has it: of 52 bits, which JavaScript's numbers hold. */
const rowKey = `(hashtextextended(customer_id::text || ' ' || rule || ' ' || subject::text || ' ' || (opened_on - '2000-01-01'::date)::text || ' ' || level, 0) & 4503599627370495)`;

const rank = (): SQL => sql.raw(`case level when 'RED' then 3 when 'ORANGE' then 2 else 1 end::smallint`);

const figure = (name: string) => numeric(name, { precision: 20, scale: 4 });

/**
 * A warning on a customer at one level, as the system login has found it; when the level changes this row is closed and
 * another opened. `subject`: what of the customer's it is about, 0 for all of him. Where a rule looks at others, neither
 * figure nor number of them is kept; `cause_id` is the one by whom the level is set, for readers who may see him.
 */
export const riskAlert = pgTable(
  'risk_alert',
  {
    customerId: key('customer_id').notNull(),
    id: key('id').notNull().generatedAlwaysAs(sql.raw(rowKey)),
    publicId: publicId('ral_', 'customer_id', rowKey),
    scopeKey: scopeKey(),
    rule: text('rule', { enum: alertRules }).notNull(),
    subject: key('subject').notNull(),
    level: text('level', { enum: alertLevels }).notNull(),
    levelRank: smallint('level_rank').notNull().generatedAlwaysAs(rank()),
    previousLevel: text('previous_level', { enum: alertLevels }),
    figure: text('figure', { enum: alertFigures }),
    value: figure('value'),
    threshold: figure('threshold'),
    accountCustomerId: key('account_customer_id'),
    accountId: key('account_id'),
    transactionId: key('transaction_id'),
    groupId: key('group_id'),
    relationshipId: key('relationship_id'),
    assessmentId: key('assessment_id'),
    causeId: key('cause_id'),
    since: day('since').notNull(),
    openedOn: day('opened_on').notNull(),
    closedOn: day('closed_on'),
    isOpen: boolean('is_open').notNull().generatedAlwaysAs(sql.raw('closed_on is null')),
    rulesVersion: text('rules_version').notNull(),
    asOf: day('as_of').notNull(),
  },
  (table) => [
    primaryKey({ name: 'risk_alert_pk', columns: [table.customerId, table.id] }),
    uniqueIndex('risk_alert_open_key').on(table.customerId, table.rule, table.subject).where(sql`closed_on is null`),
    index('risk_alert_level_index').on(table.levelRank, table.openedOn, table.id),
    index('risk_alert_scope_index').on(table.scopeKey),
    scopeReference('risk_alert', table),
    oneOf('risk_alert', table.rule, alertRules),
    oneOf('risk_alert', table.level, alertLevels),
    oneOf('risk_alert', table.previousLevel, alertLevels),
    oneOf('risk_alert', table.figure, alertFigures),
    check('risk_alert_closed_check', sql`${table.openedOn} <= ${table.closedOn}`),
    check('risk_alert_value_check', sql`num_nulls(${table.figure}, ${table.value}, ${table.threshold}) in (0, 3)`),
  ],
);

/** Up to which day each rule was last applied, and of which version. */
export const riskAlertRun = pgTable('risk_alert_run', {
  rule: text('rule', { enum: alertRules }).primaryKey(),
  asOf: day('as_of').notNull(),
  rulesVersion: text('rules_version').notNull(),
});

/** By what transactions are looked at as they arrive: the one row that the trigger of `transaction` reads. */
export const transactionWatch = pgTable('transaction_watch', {
  rule: text('rule', { enum: ['ABNORMAL_TRANSACTION'] }).primaryKey(),
  rulesVersion: text('rules_version').notNull(),
  baseCurrency: currency('base_currency').notNull(),
  timeZone: text('time_zone').notNull(),
  kinds: text('kinds', { enum: transactionKinds }).array().notNull(),
  /** In major units of the base currency. */
  leastAmount: doublePrecision('least_amount').notNull(),
  historyDays: integer('history_days').notNull(),
  leastBookings: integer('least_bookings').notNull(),
  levels: doublePrecision('levels').array().notNull(),
});

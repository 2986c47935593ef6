import { date, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { key, sortName } from '../../database/columns';

export const profileGapKinds = ['MISSING', 'STALE', 'CONTRADICTORY'] as const;
export const profileGapRules = [
  'ASKED',
  'CONTACT_POINT_OLD',
  'IDENTIFIER_EXPIRED',
  'VALUE_OLD',
  'MARRIED_TOO_YOUNG',
  'SINGLE_WITH_SPOUSE',
  'TWO_SPOUSES',
  'DEPENDANTS_OVER_HOUSEHOLD',
  'BORN_AFTER_JOINING',
  'FOUNDED_AFTER_JOINING',
  'KIND_OF_ORGANISATION',
] as const;

/** What is amiss in a customer's profile, found while a statement reads; PostgreSQL holds no table of it. */
export const profileGap = pgTable('profile_gap', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  sortName: sortName('sort_name'),
  /** The customer's key and the gap's place among his: unique among those of all customers. */
  place: text('place').notNull(),
  kind: text('kind', { enum: profileGapKinds }).notNull(),
  rule: text('rule', { enum: profileGapRules }).notNull(),
  field: text('field').notNull(),
  since: date('since'),
  subjectId: text('subject_id'),
});

import { pgTable, text } from 'drizzle-orm/pg-core';

export const relationshipTypes = [
  'SPOUSE',
  'PARENT',
  'CHILD',
  'SIBLING',
  'GUARDIAN',
  'POWER_OF_ATTORNEY',
  'LEGAL_REPRESENTATIVE',
  'DIRECTOR',
  'BOARD_CHAIR',
  'SENIOR_MANAGER',
  'SIGNATORY',
  'CONTACT',
  'EMPLOYEE',
  'SHAREHOLDING',
  'VOTING_RIGHTS',
  'PROFIT_RIGHTS',
  'APPOINTS_BOARD',
  'CONTRACT_CONTROL',
  'OTHER_CONTROL',
  'SURPLUS_RIGHTS',
  'CONSOLIDATES',
  'CONSOLIDATES_ULTIMATELY',
  'HEAD_OFFICE',
  'FUND_MANAGER',
  'UMBRELLA_FUND',
  'MASTER_FUND',
  'SETTLOR',
  'TRUSTEE',
  'PROTECTOR',
  'BENEFICIARY',
  'NOMINEE',
  'GUARANTEES',
  'SUPPLIES',
  'SAME_ADDRESS',
  'SAME_PHONE',
] as const;
export type RelationshipType = (typeof relationshipTypes)[number];

/** What the two parties of a relationship are to each other: SHAREHOLDING joins a SHAREHOLDER to an INVESTEE. */
export const relationshipType = pgTable('relationship_type', {
  type: text('type', { enum: relationshipTypes }).primaryKey(),
  fromLabel: text('from_label').notNull(),
  toLabel: text('to_label').notNull(),
});

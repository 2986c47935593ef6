import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, key, minor, oneOf, partyScopeKey } from '../../database/columns';
import { scopeReference } from '../customer/customer.table';
import { party } from './party.table';

export const organisationKinds = ['CORPORATE', 'INSTITUTION'] as const;
/** 经济性质 */
export const ownershipNatures = [
  'STATE_OWNED',
  'COLLECTIVE',
  'PRIVATE',
  'FOREIGN',
  'JOINT_VENTURE',
  'MIXED',
  'PUBLIC_BODY',
] as const;
export const organisationScales = ['LARGE', 'MEDIUM', 'SMALL', 'MICRO'] as const;

/** What the bank knows of a company or a public body; keyed by its party. Amounts are in the row's currency. */
export const organisation = pgTable(
  'organisation',
  {
    customerId: key('customer_id').notNull(),
    scopeKey: partyScopeKey(),
    kind: text('kind', { enum: organisationKinds }).notNull(),
    legalName: text('legal_name'),
    /** ISO 17442 legal entity identifier. */
    lei: text('lei'),
    /** Unified social credit code 统一社会信用代码. */
    uscc: text('uscc'),
    industry: text('industry'),
    ownershipNature: text('ownership_nature', { enum: ownershipNatures }),
    /** The group or administrative system it belongs to 所属系统. */
    groupSystem: text('group_system'),
    scale: text('scale', { enum: organisationScales }),
    employees: integer('employees'),
    establishedOn: day('established_on'),
    currency: currency(),
    registeredCapitalMinor: minor('registered_capital'),
    totalAssetsMinor: minor('total_assets'),
    currentAssetsMinor: minor('current_assets'),
    totalLiabilitiesMinor: minor('total_liabilities'),
    annualRevenueMinor: minor('annual_revenue'),
    liabilitySources: text('liability_sources').array(),
    financing: text('financing'),
    creditGrade: text('credit_grade'),
    qualificationGrade: text('qualification_grade'),
  },
  (table) => [
    primaryKey({ name: 'organisation_pk', columns: [table.customerId] }),
    foreignKey({ name: 'organisation_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
    scopeReference('organisation', table),
    oneOf('organisation', table.kind, organisationKinds),
    oneOf('organisation', table.ownershipNature, ownershipNatures),
    oneOf('organisation', table.scale, organisationScales),
    check('organisation_lei_check', sql`${table.lei} ~ '^[0-9A-Z]{18}[0-9]{2}$'`),
    check('organisation_uscc_check', sql`${table.uscc} ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'`),
  ],
);

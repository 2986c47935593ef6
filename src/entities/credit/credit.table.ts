import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import {
  byTrigger,
  currency,
  day,
  factColumns,
  key,
  minor,
  oneOf,
  rate,
  recordedAt,
  validTime,
  validTimeCheck,
} from '../../database/columns';
import { account } from '../account/account.table';
import { factKey, scopeReference } from '../customer/customer.table';
import { partyKinds } from '../party/party.table';

export const collateralKinds = [
  'REAL_ESTATE',
  'VEHICLE',
  'DEPOSIT',
  'SECURITIES',
  'EQUIPMENT',
  'RECEIVABLES',
  'OTHER',
] as const;
export const guaranteeKinds = ['JOINT_LIABILITY', 'GENERAL', 'CREDIT_INSURANCE', 'BANK_GUARANTEE'] as const;

/** How creditworthy the customer was found, by valid time; `pd` and `lgd` are fractions of one. */
export const creditAssessment = pgTable(
  'credit_assessment',
  {
    ...factColumns('cra_'),
    creditGrade: text('credit_grade'),
    qualificationGrade: text('qualification_grade'),
    score: integer('score'),
    pd: rate('pd'),
    lgd: rate('lgd'),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('credit_assessment', table),
    scopeReference('credit_assessment', table),
    index('credit_assessment_valid_index').on(table.customerId, table.validFrom, table.id),
    check('credit_assessment_pd_check', sql`${table.pd} between 0 and 1`),
    check('credit_assessment_lgd_check', sql`${table.lgd} between 0 and 1`),
    validTimeCheck('credit_assessment', table),
  ],
);

/** What the customer has pledged, for one account or for all that is owed. */
export const collateral = pgTable(
  'collateral',
  {
    ...factColumns('col_'),
    accountId: key('account_id'),
    kind: text('kind', { enum: collateralKinds }).notNull(),
    description: text('description'),
    currency: currency().notNull(),
    valueMinor: minor('value').notNull(),
    valuedOn: day('valued_on'),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('collateral', table),
    scopeReference('collateral', table),
    foreignKey({
      name: 'collateral_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('collateral', table.kind, collateralKinds),
    validTimeCheck('collateral', table),
  ],
);

/** Another party's promise to pay for the customer, kept with the debtor and holding the guarantor's stub. */
export const guarantee = pgTable(
  'guarantee',
  {
    ...factColumns('gua_'),
    accountId: key('account_id'),
    guarantorPartyId: key('guarantor_party_id').notNull(),
    guarantorKind: text('guarantor_kind', { enum: partyKinds }).notNull().$default(byTrigger),
    guarantorNameMasked: text('guarantor_name_masked'),
    kind: text('kind', { enum: guaranteeKinds }).notNull(),
    currency: currency().notNull(),
    amountMinor: minor('amount').notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('guarantee', table),
    scopeReference('guarantee', table),
    index('guarantee_guarantor_index').on(table.guarantorPartyId),
    foreignKey({
      name: 'guarantee_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('guarantee', table.guarantorKind, partyKinds),
    oneOf('guarantee', table.kind, guaranteeKinds),
    check('guarantee_self_check', sql`${table.customerId} <> ${table.guarantorPartyId}`),
    validTimeCheck('guarantee', table),
  ],
);

import { nearestRelation } from '../matrix';
import { validOn } from '../reader';
import { nameMask, numberMask, type Row } from '../values';
import { allocationWay } from './allocation.model';
import { businessMonthsWay } from './customer-month.model';
import { unitCode } from './directory.model';
import { groups } from './group.model';
import { hiddenRelations } from './hidden-relation.model';
import { ledgerWay } from './ledger.model';
import { measureWays } from './measure.model';
import {
  amounts,
  ascending,
  descending,
  filters,
  one,
  orders,
  ownsToday,
  page,
  plain,
  reachedAs,
  type TypeModel,
} from './model';
import { networkWay } from './network.model';
import { organisationWays, shareholdings } from './ownership.model';
import { portraitWay } from './portrait.model';
import { possibleDuplicates } from './possible-duplicate.model';
import { gapsOfCustomer } from './profile-gap.model';
import { recommendationsWay } from './recommendation.model';
import { riskAlertsOfCustomer } from './risk-alert.model';

const dayAsMoment = (day: unknown) => `${day}T00:00:00.000Z`;

const customer: TypeModel = {
  name: 'Customer',
  table: 'customer',
  prefix: 'cus',
  key: 'customer_id',
  scope: 'customer',
  since: 'onboarded_on',
  fields: {
    ...plain('C1', 'customerNumber kind displayName status lifecycle tier tags onboardedOn'),
    ...plain('C1', 'marketingConsent profilingConsent sharingConsent version updatedAt'),
    ...plain('IDENTITY', 'preferredChannel'),
    access: {
      dataClass: 'C1',
      mask: null,
      read: (_row, context, item) => nearestRelation(reachedAs(item, context) ?? []),
    },
  },
  ways: {
    orgUnit: one('OrgUnit', 'org_unit', 'id', 'org_unit_id'),
    manager: {
      kind: 'one',
      to: 'Employee',
      order: [],
      rows: (parent, { bank, today }) =>
        bank
          .where('portfolio_assignment', 'customer_id', parent.customer_id as number)
          .filter((assignment) => assignment.role === 'PRIMARY_RM' && validOn(today, assignment))
          .flatMap((assignment) => bank.where('employee', 'id', assignment.employee_id as number)),
    },
    individual: one('Individual', 'individual', 'customer_id', 'customer_id'),
    organisation: one('Organisation', 'organisation', 'customer_id', 'customer_id'),
    identifiers: {
      ...page('Identifier', 'party_identifier', 'customer_id', 'customer_id', [
        ascending('scheme'),
        ascending('source'),
      ]),
      kind: 'list',
    },
    contactPoints: {
      ...page('ContactPoint', 'contact_point', 'customer_id', 'customer_id', [
        descending('preferred'),
        ascending('kind'),
      ]),
      kind: 'list',
    },
    hiddenRelations,
    ...measureWays,
    portrait: portraitWay,
    ledger: ledgerWay,
    profileGaps: gapsOfCustomer,
    possibleDuplicates,
    businessMonths: businessMonthsWay,
    recommendations: recommendationsWay,
    allocationProposal: allocationWay,
    riskAlerts: riskAlertsOfCustomer,
    relatedParties: {
      kind: 'page',
      to: 'PartyRelationship',
      order: [ascending('type')],
      restrictedBy: 'other_party_id',
      rows: (parent, { bank, today }) =>
        bank
          .where('party_relationship', 'customer_id', parent.customer_id as number)
          .filter((row) => validOn(today, row)),
    },
    groups,
    network: networkWay,
    accounts: {
      kind: 'page',
      to: 'Account',
      order: [ascending('opened_on')],
      rows: (parent, { bank, today }) =>
        bank
          .where('account_party', 'party_id', parent.customer_id as number)
          .filter((role) => ownsToday(role, today))
          .flatMap((role) => bank.where('account', 'id', role.account_id as number)),
    },
    accountRoles: {
      kind: 'page',
      to: 'AccountRoleHeld',
      order: [ascending('valid_from')],
      rows: (parent, { bank, today }) =>
        bank.where('party_account', 'customer_id', parent.customer_id as number).filter((row) => validOn(today, row)),
    },
    holdings: page('ProductHolding', 'product_holding', 'customer_id', 'customer_id', [descending('opened_on')]),
    interactions: page('Interaction', 'interaction', 'customer_id', 'customer_id', [descending('at')]),
    complaints: page('Complaint', 'complaint', 'customer_id', 'customer_id', [descending('received_at')]),
    profileValues: page('ProfileValue', 'profile_value', 'customer_id', 'customer_id', [descending('at')]),
    events: page('ChangeEvent', 'change_event', 'customer_id', 'customer_id', [ascending('id')]),
    surveys: page('SatisfactionSurvey', 'satisfaction_survey', 'customer_id', 'customer_id', [
      descending('answered_at'),
    ]),
    serviceTickets: page('ServiceTicket', 'service_ticket', 'customer_id', 'customer_id', [ascending('due_at')]),
    feedback: page('Feedback', 'feedback', 'customer_id', 'customer_id', [descending('received_at')]),
    creditAssessments: page('CreditAssessment', 'credit_assessment', 'customer_id', 'customer_id', [
      descending('valid_from'),
    ]),
    collaterals: page('Collateral', 'collateral', 'customer_id', 'customer_id', [descending('valid_from')]),
    guarantees: page('Guarantee', 'guarantee', 'customer_id', 'customer_id', [descending('valid_from')]),
    amlCases: {
      ...page('AmlCase', 'aml_case', 'customer_id', 'customer_id', [descending('opened_at')]),
      dataClass: 'AML',
    },
    timeline: {
      kind: 'timeline',
      arms: [
        { to: 'Transaction', at: (row) => String(row.booked_at) },
        { to: 'Interaction', at: (row) => String(row.at) },
        { to: 'Complaint', at: (row) => String(row.received_at) },
        { to: 'SatisfactionSurvey', at: (row) => String(row.answered_at) },
        { to: 'ServiceTicket', at: (row) => String(row.opened_at) },
        { to: 'Feedback', at: (row) => String(row.received_at) },
        { to: 'ProductHolding', at: (row) => dayAsMoment(row.opened_on) },
      ],
    },
  },
  orders: { ...orders('C1', 'CUSTOMER_NUMBER ONBOARDED_ON'), DISPLAY_NAME: { column: 'sort_name', dataClass: 'C1' } },
  filters: {
    ...filters('C1', 'customerNumber kind status lifecycle tier onboardedOn marketingConsent'),
    tags: { kind: 'list', dataClass: 'C1', column: 'tags' },
    orgUnitCode: unitCode,
  },
};

const profile = { key: 'customer_id', scope: 'customer', ways: {}, orders: {}, filters: {} } as const;
const contactMask = (row: Row) => (row.kind === 'PHONE' ? numberMask(String(row.value)) : nameMask(String(row.value)));

export const customerModels: readonly TypeModel[] = [
  customer,
  {
    ...profile,
    name: 'Individual',
    table: 'individual',
    ways: { shareholdings },
    fields: {
      ...plain('C1', 'givenName familyName'),
      ...plain('IDENTITY', 'sex birthDate maritalStatus householdSize dependants education incomeBand sourceOfFunds'),
      ...plain('IDENTITY', 'hobbies investmentExperience'),
      ...plain('IDENTITY', 'nationality region occupation employer', 'NAME'),
      ...plain('RISK', 'riskAppetite pep'),
      ...amounts({ annualIncome: 'annual_income_minor' }),
    },
  },
  {
    ...profile,
    name: 'Organisation',
    table: 'organisation',
    ways: organisationWays,
    fields: {
      ...plain('C1', 'kind legalName industry ownershipNature groupSystem scale employees establishedOn'),
      ...plain('C3', 'lei uscc', 'NUMBER'),
      ...plain('MONEY', 'liabilitySources'),
      ...plain('MONEY', 'financing', 'NAME'),
      ...plain('RISK', 'creditGrade qualificationGrade', 'NAME'),
      ...amounts({ registeredCapital: 'registered_capital_minor', totalAssets: 'total_assets_minor' }),
      ...amounts({ currentAssets: 'current_assets_minor', totalLiabilities: 'total_liabilities_minor' }),
      ...amounts({ annualRevenue: 'annual_revenue_minor' }),
    },
  },
  {
    ...profile,
    name: 'Identifier',
    table: 'party_identifier',
    prefix: 'idn',
    key: 'id',
    fields: {
      ...plain('C1', 'scheme source recordedAt'),
      ...plain('IDENTITY', 'expiresOn'),
      ...plain('IDENTITY', 'issuingCountry', 'NAME'),
      value: { dataClass: 'C3', mask: (row) => String(row.value_masked), read: (row, { unseal }) => unseal(row) },
    },
  },
  {
    ...profile,
    name: 'ContactPoint',
    table: 'contact_point',
    prefix: 'cpt',
    key: 'id',
    fields: {
      ...plain('C1', 'kind purpose preferred consent verifiedOn recordedAt'),
      ...plain('IDENTITY', 'region city postalCode country', 'NAME'),
      value: { dataClass: 'IDENTITY', mask: contactMask, read: (row) => row.value },
    },
  },
  {
    name: 'PartyRelationship',
    table: 'party_relationship',
    prefix: 'rel',
    key: 'id',
    scope: 'customer',
    fields: {
      ...plain(
        'C1',
        'type outgoing label inverseLabel directness sharePct shareMin shareMax validFrom validTo recordedAt',
      ),
      ...plain('NOTES', 'evidence', 'NAME'),
    },
    ways: {
      party: { kind: 'linked', partyColumn: 'other_party_id' },
      customer: { ...one('Customer', 'customer', 'customer_id', 'other_party_id'), across: true },
      owner: one('Customer', 'customer', 'customer_id', 'customer_id'),
    },
    orders: orders('C1', 'TYPE SHARE_PCT VALID_FROM'),
    filters: filters('C1', 'type outgoing directness sharePct validFrom'),
  },
];

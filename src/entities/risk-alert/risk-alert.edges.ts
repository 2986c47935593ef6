import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Account } from '../account/account.type';
import { Transaction } from '../account/transaction.type';
import { CreditAssessment } from '../credit/credit-assessment.type';
import { Customer } from '../customer/customer.type';
import { inUnit, ofUnit } from '../org-unit/of-unit';
import { PartyGroup } from '../party-group/party-group.type';
import { PartyRelationship } from '../related-party/party-relationship.type';
import { riskAlert } from './risk-alert.table';
import { RiskAlert } from './risk-alert.type';

const gravestFirst = [by(riskAlert.levelRank, 'DESC'), by(riskAlert.openedOn, 'DESC')];

toPage({
  from: QueryRoot,
  name: 'riskAlerts',
  to: RiskAlert,
  description: 'The alerts on customers in the reader’s scope, the gravest first, of equals the newest.',
  arguments: ofUnit,
  order: gravestFirst,
  on: ({ row, inputs }) => inUnit(inputs, row.scopeKey),
});

toPage({
  from: Customer,
  name: 'riskAlerts',
  to: RiskAlert,
  dataClass: 'RISK',
  description: 'The alerts on the customer, those closed too, the gravest first, of equals the newest.',
  order: gravestFirst,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: RiskAlert,
  name: 'customer',
  to: Customer,
  dataClass: 'RISK',
  description: 'Who it is about.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: RiskAlert,
  name: 'cause',
  to: Customer,
  dataClass: 'RISK',
  description:
    'The other customer by whom the level is set; null where it rests on the customer’s own, or on somebody out of the reader’s scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.causeId}`,
});

toOne({
  from: RiskAlert,
  name: 'account',
  to: Account,
  dataClass: 'RISK',
  description: 'The account it is about; null where it is about none.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.accountCustomerId} and ${row.id} = ${parent.accountId}`,
});

toOne({
  from: RiskAlert,
  name: 'transaction',
  to: Transaction,
  dataClass: 'RISK',
  description: 'The transaction it is about; null where it is about none.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.transactionId}`,
});

toOne({
  from: RiskAlert,
  name: 'relationship',
  to: PartyRelationship,
  dataClass: 'RISK',
  description: 'The relation that has begun; null where it is about none.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.relationshipId}`,
});

toOne({
  from: RiskAlert,
  name: 'creditAssessment',
  to: CreditAssessment,
  dataClass: 'RISK',
  description: 'The assessment that is lower than the one before; null where it is about none.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.assessmentId}`,
});

toOne({
  from: RiskAlert,
  name: 'group',
  to: PartyGroup,
  dataClass: 'RISK',
  description: 'The group it is about; null where it is about none, or the group is no more.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.groupId}`,
});

import type { Bank } from '../bank';
import type { Row } from '../values';
import { everyRow } from './every-row';
import { descending, type EdgeModel, filters, one, orders, page, plain, type TypeModel } from './model';

const gravestFirst = [descending('level_rank'), descending('opened_on')];
const inRisk = (way: EdgeModel): EdgeModel => ({ ...way, dataClass: 'RISK' });

export const riskAlertsOfCustomer = inRisk(page('RiskAlert', 'risk_alert', 'customer_id', 'customer_id', gravestFirst));

/** Whether the home unit of a row's customer is the one asked for or hangs below it; so it is where none is. */
export function isBelowUnit(orgUnit: unknown, row: Row, bank: Bank): boolean {
  if (orgUnit === undefined || orgUnit === null) return true;
  const isBelow = (unit: Row | undefined): boolean =>
    unit !== undefined && (unit.code === orgUnit || isBelow(bank.one('org_unit', 'id', unit.parent_id as number)));
  const customer = bank.one('customer', 'customer_id', row.customer_id as number);
  return isBelow(bank.one('org_unit', 'id', customer?.org_unit_id as number));
}

/** The alerts of the bank, or of the customers whose home unit is the one asked for or hangs below it. */
export const riskAlertsWay: EdgeModel = {
  ...everyRow('RiskAlert', 'risk_alert', gravestFirst),
  rows: (_parent, { bank: { now: bank } }, { orgUnit }) =>
    bank.rows('risk_alert').filter((alert) => isBelowUnit(orgUnit, alert, bank)),
};

export const riskAlertModel: TypeModel = {
  name: 'RiskAlert',
  table: 'risk_alert',
  prefix: 'ral',
  key: 'id',
  scope: 'customer',
  dataClass: 'RISK',
  since: 'opened_on',
  fields: {
    ...plain('RISK', 'rule level previousLevel isOpen since openedOn closedOn figure value threshold'),
    ...plain('C1', 'rulesVersion asOf'),
  },
  ways: {
    customer: inRisk(one('Customer', 'customer', 'customer_id', 'customer_id')),
    cause: { ...inRisk(one('Customer', 'customer', 'customer_id', 'cause_id')), across: true },
    account: { ...inRisk(one('Account', 'account', 'id', 'account_id')), across: true },
    transaction: inRisk(one('Transaction', 'transaction', 'id', 'transaction_id')),
    creditAssessment: inRisk(one('CreditAssessment', 'credit_assessment', 'id', 'assessment_id')),
    relationship: {
      ...inRisk(one('PartyRelationship', 'party_relationship', 'id', 'relationship_id')),
      rows: (parent, { bank }) =>
        bank
          .where('party_relationship', 'customer_id', parent.customer_id as number)
          .filter(({ id }) => id === parent.relationship_id),
    },
    group: {
      ...inRisk(one('PartyGroup', 'party_group', 'id', 'group_id')),
      rows: (parent, { bank }) =>
        bank
          .where('party_group', 'customer_id', parent.customer_id as number)
          .filter(({ id }) => id === parent.group_id),
    },
  },
  orders: {
    ...orders('RISK', 'RULE SINCE OPENED_ON CLOSED_ON'),
    LEVEL: { column: 'level_rank', dataClass: 'RISK' },
  },
  filters: filters('RISK', 'rule level isOpen since openedOn closedOn'),
};

import type { Standing } from '../matrix';
import { clocksOfComplaint, extensionsOfComplaint } from './complaint-clock.model';
import {
  amounts,
  ascending,
  codeFilter,
  descending,
  type FieldModel,
  filters,
  moneyFilter,
  one,
  orders,
  page,
  plain,
  reachedAs,
  type TypeModel,
} from './model';
import { serviceModels } from './service.model';

const customer = one('Customer', 'customer', 'customer_id', 'customer_id');
const owned = { key: 'id', scope: 'customer' } as const;
const account = one('Account', 'account', 'id', 'account_id');
const product = one('Product', 'product', 'id', 'product_id');

const confidants = new Set<Standing>(['RELATIONSHIP_MANAGER', 'COMPLIANCE_OFFICER']);

/** What was said in confidence is for its author, for whom the customer is assigned to and for compliance. */
function inConfidence(fields: TypeModel['fields']): TypeModel['fields'] {
  const isClosed: FieldModel['isClosed'] = (row, context, item) =>
    row.confidentiality === 'CONFIDENTIAL' &&
    row.employee_id !== context.reader.employee.id &&
    !reachedAs(item, context)?.some((standing) => confidants.has(standing));
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, isClosed }]));
}

export const recordModels: readonly TypeModel[] = [
  {
    ...owned,
    name: 'ProductHolding',
    table: 'product_holding',
    prefix: 'hld',
    since: 'opened_on',
    fields: {
      ...plain('C1', 'status openedOn maturesOn closedOn recordedAt'),
      ...plain('MONEY', 'rate'),
      ...amounts({ amount: 'amount_minor', instalment: 'instalment_minor' }),
    },
    ways: {
      customer,
      product,
      account,
      months: page('HoldingMonth', 'holding_month', 'holding_id', 'id', [descending('month')]),
    },
    orders: orders('C1', 'OPENED_ON MATURES_ON'),
    filters: {
      ...filters('C1', 'status openedOn maturesOn closedOn'),
      productCode: codeFilter('product_id', 'product'),
      amount: moneyFilter('amount_minor'),
    },
  },
  {
    ...owned,
    name: 'HoldingMonth',
    table: 'holding_month',
    key: 'month',
    since: 'month',
    fields: { ...plain('C1', 'month'), ...amounts({ value: 'value_minor' }) },
    ways: {},
    orders: orders('C1', 'MONTH'),
    filters: filters('C1', 'month'),
  },
  {
    ...owned,
    name: 'Interaction',
    table: 'interaction',
    prefix: 'int',
    since: 'at',
    fields: {
      ...plain('C1', 'at channel direction purpose nextStepDue nextStepDoneAt confidentiality campaign recordedAt'),
      ...plain('C1', 'version updatedAt'),
      ...plain('NOTES', 'nextStep', 'NAME'),
      ...inConfidence({
        ...plain('NOTES', 'subject notes outcome', 'NAME'),
        ...plain('NOTES', 'attachments'),
      }),
    },
    ways: { customer, employee: one('Employee', 'employee', 'id', 'employee_id') },
    orders: orders('C1', 'AT NEXT_STEP_DUE'),
    filters: {
      ...filters('C1', 'at channel direction purpose nextStepDue nextStepDoneAt confidentiality campaign'),
      employeeStaffNumber: codeFilter('employee_id', 'employee', 'staff_number'),
    },
  },
  {
    ...owned,
    name: 'Complaint',
    table: 'complaint',
    prefix: 'cmp',
    since: 'received_at',
    fields: {
      ...plain('C1', 'reference receivedAt channel category status acknowledgeDueAt dueAt acknowledgedAt closedAt'),
      ...plain('C1', 'outcome business ground escalation escalatedAt version recordedAt updatedAt'),
      ...plain('NOTES', 'reason rootCause', 'NAME'),
      ...plain('RISK', 'severity'),
      ...amounts({ redress: 'redress_minor' }),
    },
    ways: {
      customer,
      product,
      account,
      owner: one('Employee', 'employee', 'id', 'owner_employee_id'),
      concerns: { ...one('Employee', 'employee', 'id', 'concerns_employee_id'), dataClass: 'NOTES' },
      handlingUnit: one('OrgUnit', 'org_unit', 'id', 'handling_unit_id'),
      cause: one('RootCause', 'root_cause', 'id', 'root_cause_id'),
      clocks: clocksOfComplaint,
      extensions: extensionsOfComplaint,
      events: page('ComplaintEvent', 'complaint_event', 'complaint_id', 'id', [ascending('at')]),
    },
    orders: orders(
      'C1',
      'REFERENCE RECEIVED_AT ACKNOWLEDGE_DUE_AT DUE_AT CLOSED_AT ESCALATION ESCALATED_AT UPDATED_AT',
    ),
    filters: {
      ...filters('C1', 'reference receivedAt channel category status acknowledgeDueAt dueAt acknowledgedAt closedAt'),
      ...filters('C1', 'outcome business ground escalation escalatedAt updatedAt'),
      ...filters('RISK', 'severity'),
      handlingUnitCode: codeFilter('handling_unit_id', 'org_unit'),
      ownerStaffNumber: codeFilter('owner_employee_id', 'employee', 'staff_number'),
      productCode: codeFilter('product_id', 'product'),
    },
  },
  {
    ...owned,
    name: 'ComplaintEvent',
    table: 'complaint_event',
    prefix: 'cev',
    fields: { ...plain('C1', 'at fromStatus toStatus'), ...plain('NOTES', 'note', 'NAME') },
    ways: {
      complaint: one('Complaint', 'complaint', 'id', 'complaint_id'),
      employee: one('Employee', 'employee', 'id', 'employee_id'),
    },
    orders: orders('C1', 'AT'),
    filters: filters('C1', 'at fromStatus toStatus'),
  },
  {
    ...owned,
    name: 'ChangeEvent',
    table: 'change_event',
    prefix: 'evt',
    since: 'at',
    fields: plain('C1', 'type at subjectId fields version'),
    ways: { customer, employee: one('Employee', 'employee', 'id', 'employee_id') },
    orders: {},
    filters: filters('C1', 'type at'),
  },
  {
    ...owned,
    name: 'ProfileValue',
    table: 'profile_value',
    prefix: 'pfv',
    since: 'at',
    fields: { ...plain('C1', 'field at'), ...plain('NOTES', 'source', 'NAME') },
    ways: { customer, employee: one('Employee', 'employee', 'id', 'employee_id') },
    orders: {},
    filters: filters('C1', 'field at'),
  },
  {
    ...owned,
    name: 'SatisfactionSurvey',
    table: 'satisfaction_survey',
    prefix: 'sat',
    since: 'answered_at',
    fields: {
      ...plain('C1', 'answeredAt channel touchpoint recordedAt'),
      ...plain('RISK', 'csat nps'),
      ...plain('NOTES', 'comment', 'NAME'),
    },
    ways: { customer },
    orders: { ...orders('C1', 'ANSWERED_AT'), ...orders('RISK', 'CSAT NPS') },
    filters: { ...filters('C1', 'answeredAt channel touchpoint'), ...filters('RISK', 'csat nps') },
  },
  ...serviceModels,
  {
    ...owned,
    name: 'CreditAssessment',
    table: 'credit_assessment',
    prefix: 'cra',
    fields: {
      ...plain('C1', 'validFrom validTo recordedAt'),
      ...plain('RISK', 'score pd lgd'),
      ...plain('RISK', 'creditGrade qualificationGrade', 'NAME'),
    },
    ways: { customer },
    orders: { ...orders('RISK', 'SCORE'), ...orders('C1', 'VALID_FROM') },
    filters: {
      ...filters('RISK', 'creditGrade qualificationGrade score pd lgd'),
      ...filters('C1', 'validFrom validTo'),
    },
  },
  {
    ...owned,
    name: 'Collateral',
    table: 'collateral',
    prefix: 'col',
    fields: {
      ...plain('C1', 'kind valuedOn validFrom validTo recordedAt'),
      ...plain('NOTES', 'description', 'NAME'),
      ...amounts({ value: 'value_minor' }),
    },
    ways: { customer, account },
    orders: orders('C1', 'VALUED_ON VALID_FROM'),
    filters: { ...filters('C1', 'kind valuedOn validFrom validTo'), value: moneyFilter('value_minor') },
  },
  {
    ...owned,
    name: 'Guarantee',
    table: 'guarantee',
    prefix: 'gua',
    fields: { ...plain('C1', 'kind validFrom validTo recordedAt'), ...amounts({ amount: 'amount_minor' }) },
    ways: { customer, account, guarantor: { kind: 'linked', partyColumn: 'guarantor_party_id' } },
    orders: orders('C1', 'VALID_FROM'),
    filters: { ...filters('C1', 'kind validFrom validTo'), amount: moneyFilter('amount_minor') },
  },
];

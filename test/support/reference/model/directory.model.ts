import { validOn } from '../reader';
import { everyRow } from './every-row';
import { knowledgeArticlesWay, knowledgeModel } from './knowledge.model';
import {
  ascending,
  codeFilter,
  descending,
  type EdgeModel,
  filters,
  one,
  orders,
  page,
  plain,
  type TypeModel,
} from './model';

const byName = [ascending('sort_name')];

export const directoryModels: readonly TypeModel[] = [
  knowledgeModel,
  {
    name: 'OrgUnit',
    table: 'org_unit',
    prefix: 'org',
    key: 'id',
    scope: 'everybody',
    fields: plain('C1', 'code name level'),
    ways: {
      parent: one('OrgUnit', 'org_unit', 'id', 'parent_id'),
      children: page('OrgUnit', 'org_unit', 'parent_id', 'id', [ascending('code')]),
      customers: page('Customer', 'customer', 'org_unit_id', 'id', byName),
      complaints: page('Complaint', 'complaint', 'handling_unit_id', 'id', [descending('received_at')]),
    },
    orders: orders('C1', 'CODE NAME'),
    filters: filters('C1', 'code level'),
  },
  {
    name: 'Employee',
    table: 'employee',
    prefix: 'emp',
    key: 'id',
    scope: 'everybody',
    fields: plain('C1', 'staffNumber name jobTitle status'),
    ways: {
      orgUnit: one('OrgUnit', 'org_unit', 'id', 'org_unit_id'),
      customers: {
        kind: 'page',
        to: 'Customer',
        order: byName,
        rows: (parent, { bank, today }) => {
          const assigned = bank
            .where('portfolio_assignment', 'employee_id', parent.id as number)
            .filter((assignment) => validOn(today, assignment))
            .map((assignment) => assignment.customer_id as number);
          return [...new Set(assigned)].flatMap((id) => bank.where('customer', 'customer_id', id));
        },
      },
      interactions: page('Interaction', 'interaction', 'employee_id', 'id', [descending('at')]),
      complaints: page('Complaint', 'complaint', 'owner_employee_id', 'id', [descending('received_at')]),
    },
    orders: {},
    filters: {},
  },
  {
    name: 'Viewer',
    table: 'employee',
    key: 'id',
    scope: 'everybody',
    fields: plain('C1', 'staffNumber name'),
    ways: {
      orgUnit: one('OrgUnit', 'org_unit', 'id', 'org_unit_id'),
      grants: {
        kind: 'list',
        to: 'Grant',
        order: [ascending('role'), ascending('valid_from')],
        rows: (parent, { bank, today }) =>
          bank.where('role_grant', 'employee_id', parent.id as number).filter((grant) => validOn(today, grant)),
      },
    },
    orders: {},
    filters: {},
  },
  {
    name: 'Grant',
    table: 'role_grant',
    key: 'id',
    scope: 'everybody',
    fields: plain('C1', 'role kinds validFrom validTo'),
    ways: { orgUnit: one('OrgUnit', 'org_unit', 'id', 'org_unit_id') },
    orders: {},
    filters: {},
  },
  {
    name: 'Product',
    table: 'product',
    prefix: 'prd',
    key: 'id',
    scope: 'everybody',
    fields: plain('C1', 'code name category riskLevel tailored description soldUntil'),
    ways: {
      accounts: page('Account', 'account', 'product_id', 'id', [ascending('opened_on')]),
      holdings: page('ProductHolding', 'product_holding', 'product_id', 'id', [descending('opened_on')]),
      complaints: page('Complaint', 'complaint', 'product_id', 'id', [descending('received_at')]),
    },
    orders: orders('C1', 'CODE NAME CATEGORY'),
    filters: filters('C1', 'code category riskLevel tailored soldUntil'),
  },
];

/** The fields of Query that lead to rows. */
export const rootWays: TypeModel['ways'] = {
  node: { kind: 'node' },
  nodes: { kind: 'nodes' },
  viewer: { kind: 'one', to: 'Viewer', order: [], rows: (_parent, { reader }) => [reader.employee] },
  orgUnits: everyRow('OrgUnit', 'org_unit', [ascending('code')]),
  products: everyRow('Product', 'product', [ascending('code')]),
  customers: everyRow('Customer', 'customer', byName),
  accounts: everyRow('Account', 'account', [ascending('opened_on')]),
  interactions: everyRow('Interaction', 'interaction', [descending('at')]),
  followUps: {
    kind: 'page',
    to: 'Interaction',
    order: [ascending('next_step_due')],
    rows: (_parent, { bank }) =>
      bank.rows('interaction').filter((row) => row.next_step_due !== null && row.next_step_done_at === null),
  },
  events: everyRow('ChangeEvent', 'change_event', [ascending('id')]),
  bankEvents: everyRow('BankEvent', 'bank_event', [ascending('id')]),
  holdings: everyRow('ProductHolding', 'product_holding', [descending('opened_on')]),
  complaints: everyRow('Complaint', 'complaint', [descending('received_at')]),
  knowledgeArticles: knowledgeArticlesWay,
  serviceTickets: everyRow('ServiceTicket', 'service_ticket', [ascending('due_at')]),
  feedback: everyRow('Feedback', 'feedback', [descending('received_at')]),
  orgUnit: keyed('OrgUnit', 'org_unit', 'org', 'code', 'code'),
  product: keyed('Product', 'product', 'prd', 'code', 'code'),
  customer: { ...keyed('Customer', 'customer', 'cus', 'customerNumber', 'customer_number'), namedBy: 'id' },
  account: {
    kind: 'one',
    to: 'Account',
    order: [],
    idPrefix: 'acc',
    rows: (_parent, { bank }, { id }) => bank.where('account', 'public_id', String(id)),
  },
};

/** One record by its id or by a code of its own. */
function keyed(to: string, table: TypeModel['table'], idPrefix: string, argument: string, column: string): EdgeModel {
  return {
    kind: 'one',
    to,
    order: [],
    idPrefix,
    exactlyOne: ['id', argument],
    rows: (_parent, { bank }, args) =>
      args.id === undefined || args.id === null
        ? bank.where(table, column, String(args[argument]))
        : bank.where(table, 'public_id', String(args.id)),
  };
}

export const unitCode = codeFilter('org_unit_id', 'org_unit');

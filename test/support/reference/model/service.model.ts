import { codeFilter, filters, one, orders, plain, type TypeModel } from './model';

const customer = one('Customer', 'customer', 'customer_id', 'customer_id');
const owned = { key: 'id', scope: 'customer' } as const;
const owner = one('Employee', 'employee', 'id', 'owner_employee_id');

export const serviceModels: readonly TypeModel[] = [
  {
    ...owned,
    name: 'ServiceTicket',
    table: 'service_ticket',
    prefix: 'tkt',
    since: 'opened_at',
    fields: {
      ...plain('C1', 'reference channel topic priority status openedAt dueAt rulesVersion resolvedAt closedAt'),
      ...plain('C1', 'version recordedAt updatedAt'),
      ...plain('NOTES', 'subject description resolution', 'NAME'),
    },
    ways: {
      customer,
      owner,
      queue: one('OrgUnit', 'org_unit', 'id', 'queue_unit_id'),
      article: one('KnowledgeArticle', 'knowledge_article', 'id', 'article_id'),
    },
    orders: orders('C1', 'REFERENCE OPENED_AT DUE_AT UPDATED_AT'),
    filters: {
      ...filters('C1', 'reference channel topic priority status openedAt dueAt resolvedAt closedAt updatedAt'),
      queueUnitCode: codeFilter('queue_unit_id', 'org_unit'),
      ownerStaffNumber: codeFilter('owner_employee_id', 'employee', 'staff_number'),
    },
  },
  {
    ...owned,
    name: 'Feedback',
    table: 'feedback',
    prefix: 'fbk',
    since: 'received_at',
    fields: {
      ...plain('C1', 'kind channel status changeMade receivedAt answeredAt version recordedAt updatedAt'),
      ...plain('NOTES', 'text answer', 'NAME'),
    },
    ways: {
      customer,
      owner,
      orgUnit: one('OrgUnit', 'org_unit', 'id', 'org_unit_id'),
      product: one('Product', 'product', 'id', 'product_id'),
    },
    orders: orders('C1', 'RECEIVED_AT ANSWERED_AT'),
    filters: {
      ...filters('C1', 'kind channel status receivedAt answeredAt'),
      orgUnitCode: codeFilter('org_unit_id', 'org_unit'),
      productCode: codeFilter('product_id', 'product'),
      ownerStaffNumber: codeFilter('owner_employee_id', 'employee', 'staff_number'),
    },
  },
];

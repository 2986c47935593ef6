import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { addToTimeline } from '../customer/timeline.edges';
import { Employee } from '../employee/employee.type';
import { KnowledgeArticle } from '../knowledge/knowledge-article.type';
import { OrgUnit } from '../org-unit/org-unit.type';
import { serviceTicket } from './service-ticket.table';
import { ServiceTicket } from './service-ticket.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;
const soonestDue = [by(serviceTicket.dueAt)];

toPage({
  from: QueryRoot,
  name: 'serviceTickets',
  to: ServiceTicket,
  description:
    'The tickets of customers in the reader’s scope, what is due first at the top; by `filter` the queue of a unit, or of one person.',
  order: soonestDue,
  on: () => undefined,
});

toPage({
  from: Customer,
  name: 'serviceTickets',
  to: ServiceTicket,
  description: 'What the customer has asked of the bank, what is due first at the top.',
  order: soonestDue,
  on: ofCustomer,
});

toOne({ from: ServiceTicket, name: 'customer', to: Customer, description: 'Who asks.', on: ofCustomer });

toOne({
  from: ServiceTicket,
  name: 'queue',
  to: OrgUnit,
  description: 'The unit in whose queue it is.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.queueUnitId}`,
});

toOne({
  from: ServiceTicket,
  name: 'owner',
  to: Employee,
  description: 'Who sees to it; null where nobody has taken it out of the queue.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.ownerEmployeeId}`,
});

toOne({
  from: ServiceTicket,
  name: 'article',
  to: KnowledgeArticle,
  description: 'The article with whose help it was done; null where none helped.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.articleId}`,
});

addToTimeline({ to: ServiceTicket, at: serviceTicket.openedAt, on: ofCustomer });

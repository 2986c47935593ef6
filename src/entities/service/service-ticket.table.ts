import { foreignKey, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { factColumns, key, moment, oneOf, recordedAt } from '../../database/columns';
import { channels, factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';
import { knowledgeArticle, serviceTopics } from '../knowledge/knowledge-article.table';
import { orgUnit } from '../org-unit/org-unit.table';

export const ticketPriorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];
export const ticketStatuses = [
  'OPEN',
  'IN_PROGRESS',
  'WAITING_FOR_CUSTOMER',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** What a customer asks of the bank, in the queue of a unit until it is done. */
export const serviceTicket = pgTable(
  'service_ticket',
  {
    ...factColumns('tkt_'),
    reference: text('reference').notNull(),
    channel: text('channel', { enum: channels }).notNull(),
    topic: text('topic', { enum: serviceTopics }).notNull(),
    subject: text('subject').notNull(),
    description: text('description'),
    priority: text('priority', { enum: ticketPriorities }).notNull(),
    status: text('status', { enum: ticketStatuses }).notNull(),
    queueUnitId: key('queue_unit_id').notNull(),
    ownerEmployeeId: key('owner_employee_id'),
    openedAt: moment('opened_at').notNull(),
    dueAt: moment('due_at').notNull(),
    /** The version of the rules that say by when it is due. */
    rulesVersion: text('rules_version').notNull(),
    resolvedAt: moment('resolved_at'),
    closedAt: moment('closed_at'),
    resolution: text('resolution'),
    /** The article with whose help it was done. */
    articleId: key('article_id'),
    version: integer('version').notNull().default(1),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    factKey('service_ticket', table),
    scopeReference('service_ticket', table),
    unique('service_ticket_reference_key').on(table.customerId, table.reference),
    index('service_ticket_customer_due_index').on(table.customerId, table.dueAt, table.id),
    index('service_ticket_scope_status_due_index').on(
      table.scopeKey,
      table.status,
      table.dueAt,
      table.customerId,
      table.id,
    ),
    index('service_ticket_due_index').on(table.dueAt, table.customerId, table.id),
    index('service_ticket_queue_index').on(table.queueUnitId, table.dueAt, table.id),
    index('service_ticket_owner_index').on(table.ownerEmployeeId, table.dueAt, table.id),
    foreignKey({ name: 'service_ticket_queue_fk', columns: [table.queueUnitId], foreignColumns: [orgUnit.id] }),
    foreignKey({ name: 'service_ticket_owner_fk', columns: [table.ownerEmployeeId], foreignColumns: [employee.id] }),
    foreignKey({
      name: 'service_ticket_article_fk',
      columns: [table.articleId],
      foreignColumns: [knowledgeArticle.id],
    }),
    oneOf('service_ticket', table.channel, channels),
    oneOf('service_ticket', table.topic, serviceTopics),
    oneOf('service_ticket', table.priority, ticketPriorities),
    oneOf('service_ticket', table.status, ticketStatuses),
  ],
);

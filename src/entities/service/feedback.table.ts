import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { factColumns, key, moment, oneOf, recordedAt } from '../../database/columns';
import { channels, factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';

export const feedbackKinds = ['SUGGESTION', 'PRAISE'] as const;
export const feedbackStatuses = ['RECEIVED', 'ANSWERED', 'ADOPTED', 'DECLINED'] as const;
export type FeedbackStatus = (typeof feedbackStatuses)[number];

/** What a customer suggests or praises, about a unit or a product where it is about one, and what came of it. */
export const feedback = pgTable(
  'feedback',
  {
    ...factColumns('fbk_'),
    kind: text('kind', { enum: feedbackKinds }).notNull(),
    channel: text('channel', { enum: channels }).notNull(),
    text: text('text').notNull(),
    orgUnitId: key('org_unit_id'),
    productId: key('product_id'),
    ownerEmployeeId: key('owner_employee_id').notNull(),
    status: text('status', { enum: feedbackStatuses }).notNull(),
    answer: text('answer'),
    changeMade: text('change_made'),
    receivedAt: moment('received_at').notNull(),
    answeredAt: moment('answered_at'),
    version: integer('version').notNull().default(1),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    factKey('feedback', table),
    scopeReference('feedback', table),
    index('feedback_customer_received_index').on(table.customerId, table.receivedAt, table.id),
    index('feedback_scope_received_index').on(table.scopeKey, table.receivedAt, table.customerId, table.id),
    index('feedback_received_index').on(table.receivedAt, table.customerId, table.id),
    index('feedback_owner_index').on(table.ownerEmployeeId, table.receivedAt, table.id),
    foreignKey({ name: 'feedback_unit_fk', columns: [table.orgUnitId], foreignColumns: [orgUnit.id] }),
    foreignKey({ name: 'feedback_product_fk', columns: [table.productId], foreignColumns: [product.id] }),
    foreignKey({ name: 'feedback_owner_fk', columns: [table.ownerEmployeeId], foreignColumns: [employee.id] }),
    oneOf('feedback', table.kind, feedbackKinds),
    oneOf('feedback', table.channel, channels),
    oneOf('feedback', table.status, feedbackStatuses),
    check('feedback_about_check', sql`num_nonnulls(${table.orgUnitId}, ${table.productId}) < 2`),
    check('feedback_answer_check', sql`${table.status} = 'RECEIVED' or ${table.answer} is not null`),
    check('feedback_change_check', sql`${table.status} <> 'ADOPTED' or ${table.changeMade} is not null`),
  ],
);

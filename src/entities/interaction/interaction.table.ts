import { foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { day, factColumns, key, moment, oneOf, recordedAt } from '../../database/columns';
import { channels, factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';

export const interactionDirections = ['INBOUND', 'OUTBOUND'] as const;
export const interactionPurposes = [
  'SERVICE',
  'ADVICE',
  'SALES',
  'MARKETING',
  'CARE',
  'COMPLAINT',
  'COLLECTION',
  'DATA_UPDATE',
  'OTHER',
] as const;
export const confidentialities = ['PUBLIC', 'CONFIDENTIAL'] as const;

/** One contact of the bank with a customer: who, when, why, what came of it and what comes next. */
export const interaction = pgTable(
  'interaction',
  {
    ...factColumns('int_'),
    at: moment('at').notNull(),
    channel: text('channel', { enum: channels }).notNull(),
    direction: text('direction', { enum: interactionDirections }).notNull(),
    purpose: text('purpose', { enum: interactionPurposes }).notNull(),
    subject: text('subject'),
    notes: text('notes'),
    outcome: text('outcome'),
    nextStep: text('next_step'),
    nextStepDue: day('next_step_due'),
    nextStepDoneAt: moment('next_step_done_at'),
    confidentiality: text('confidentiality', { enum: confidentialities }).notNull().default('PUBLIC'),
    employeeId: key('employee_id'),
    campaign: text('campaign'),
    /** Where what belongs to it is kept: references into the bank’s document store. */
    attachments: text('attachments').array().notNull().default([]),
    version: integer('version').notNull().default(1),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    factKey('interaction', table),
    scopeReference('interaction', table),
    index('interaction_customer_at_index').on(table.customerId, table.at, table.id),
    index('interaction_scope_at_index').on(table.scopeKey, table.at, table.customerId, table.id),
    index('interaction_employee_index').on(table.employeeId, table.at, table.id),
    index('interaction_at_index').on(table.at, table.customerId, table.id),
    foreignKey({ name: 'interaction_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
    oneOf('interaction', table.channel, channels),
    oneOf('interaction', table.direction, interactionDirections),
    oneOf('interaction', table.purpose, interactionPurposes),
    oneOf('interaction', table.confidentiality, confidentialities),
  ],
);

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import {
  type ComplaintStatus,
  complaintBusinesses,
  complaintCategories,
  complaintGrounds,
  complaintStatuses,
} from '../../complaints/terms';
import { currency, factColumns, key, minor, moment, oneOf, recordedAt } from '../../database/columns';
import { account } from '../account/account.table';
import { channels, factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';
import { rootCause } from '../root-cause/root-cause.table';

export { complaintBusinesses, complaintCategories, complaintGrounds, complaintStatuses };

/** While it waits for the bank's answer. */
export const openComplaints: readonly ComplaintStatus[] = [
  'RECEIVED',
  'ACKNOWLEDGED',
  'INVESTIGATING',
  'AWAITING_CUSTOMER',
];
export const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export const complaintOutcomes = ['UPHELD', 'PARTLY_UPHELD', 'REJECTED'] as const;

/** A customer's complaint; its history is in `complaint_event`. */
export const complaint = pgTable(
  'complaint',
  {
    ...factColumns('cmp_'),
    reference: text('reference').notNull(),
    receivedAt: moment('received_at').notNull(),
    channel: text('channel', { enum: channels }).notNull(),
    category: text('category', { enum: complaintCategories }).notNull(),
    business: text('business', { enum: complaintBusinesses }),
    ground: text('ground', { enum: complaintGrounds }),
    reason: text('reason'),
    productId: key('product_id'),
    accountId: key('account_id'),
    severity: text('severity', { enum: severities }).notNull(),
    status: text('status', { enum: complaintStatuses }).notNull(),
    ownerEmployeeId: key('owner_employee_id'),
    handlingUnitId: key('handling_unit_id').notNull(),
    /** The member of staff who is complained about, and who therefore never handles it. */
    concernsEmployeeId: key('concerns_employee_id'),
    acknowledgeDueAt: moment('acknowledge_due_at'),
    dueAt: moment('due_at').notNull(),
    acknowledgedAt: moment('acknowledged_at'),
    closedAt: moment('closed_at'),
    outcome: text('outcome', { enum: complaintOutcomes }),
    currency: currency(),
    redressMinor: minor('redress'),
    rootCause: text('root_cause'),
    rootCauseId: key('root_cause_id'),
    /** How far it was taken up by itself: 0 not at all. */
    escalation: integer('escalation').notNull().default(0),
    escalatedAt: moment('escalated_at'),
    version: integer('version').notNull().default(1),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    factKey('complaint', table),
    scopeReference('complaint', table),
    unique('complaint_reference_key').on(table.customerId, table.reference),
    index('complaint_customer_received_index').on(table.customerId, table.receivedAt, table.id),
    index('complaint_scope_status_due_index').on(table.scopeKey, table.status, table.dueAt, table.customerId, table.id),
    index('complaint_status_due_index').on(table.status, table.dueAt, table.customerId, table.id),
    index('complaint_owner_index').on(table.ownerEmployeeId, table.receivedAt, table.id),
    index('complaint_unit_index').on(table.handlingUnitId, table.receivedAt, table.id),
    index('complaint_product_index').on(table.productId, table.receivedAt, table.id),
    index('complaint_root_cause_index').on(table.rootCauseId, table.receivedAt, table.id),
    index('complaint_received_index').on(table.receivedAt, table.customerId, table.id),
    foreignKey({ name: 'complaint_product_fk', columns: [table.productId], foreignColumns: [product.id] }),
    foreignKey({ name: 'complaint_owner_fk', columns: [table.ownerEmployeeId], foreignColumns: [employee.id] }),
    foreignKey({
      name: 'complaint_concerns_fk',
      columns: [table.concernsEmployeeId],
      foreignColumns: [employee.id],
    }),
    check('complaint_recusal_check', sql`${table.ownerEmployeeId} <> ${table.concernsEmployeeId}`),
    foreignKey({ name: 'complaint_handling_unit_fk', columns: [table.handlingUnitId], foreignColumns: [orgUnit.id] }),
    foreignKey({ name: 'complaint_root_cause_fk', columns: [table.rootCauseId], foreignColumns: [rootCause.id] }),
    foreignKey({
      name: 'complaint_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('complaint', table.channel, channels),
    oneOf('complaint', table.category, complaintCategories),
    oneOf('complaint', table.business, complaintBusinesses),
    oneOf('complaint', table.ground, complaintGrounds),
    oneOf('complaint', table.severity, severities),
    oneOf('complaint', table.status, complaintStatuses),
    oneOf('complaint', table.outcome, complaintOutcomes),
    check('complaint_redress_check', sql`${table.redressMinor} is null or ${table.currency} is not null`),
  ],
);

/** One step in the handling of a complaint. */
export const complaintEvent = pgTable(
  'complaint_event',
  {
    ...factColumns('cev_'),
    complaintId: key('complaint_id').notNull(),
    at: moment('at').notNull(),
    fromStatus: text('from_status', { enum: complaintStatuses }),
    toStatus: text('to_status', { enum: complaintStatuses }).notNull(),
    employeeId: key('employee_id'),
    note: text('note'),
  },
  (table) => [
    factKey('complaint_event', table),
    scopeReference('complaint_event', table),
    index('complaint_event_complaint_index').on(table.customerId, table.complaintId, table.at, table.id),
    foreignKey({
      name: 'complaint_event_complaint_fk',
      columns: [table.customerId, table.complaintId],
      foreignColumns: [complaint.customerId, complaint.id],
    }),
    foreignKey({ name: 'complaint_event_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
    oneOf('complaint_event', table.fromStatus, complaintStatuses),
    oneOf('complaint_event', table.toStatus, complaintStatuses),
  ],
);

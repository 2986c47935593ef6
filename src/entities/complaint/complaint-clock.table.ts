import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { factColumns, key, moment, recordedAt, scopeKey } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';
import { complaint } from './complaint.table';

/** More time that a clock was granted. */
export const complaintExtension = pgTable(
  'complaint_extension',
  {
    ...factColumns('cex_'),
    complaintId: key('complaint_id').notNull(),
    regime: text('regime').notNull(),
    clock: text('clock').notNull(),
    extension: text('extension').notNull(),
    grantedAt: moment('granted_at').notNull(),
    employeeId: key('employee_id'),
    reason: text('reason'),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('complaint_extension', table),
    scopeReference('complaint_extension', table),
    index('complaint_extension_complaint_index').on(table.customerId, table.complaintId, table.grantedAt, table.id),
    foreignKey({
      name: 'complaint_extension_complaint_fk',
      columns: [table.customerId, table.complaintId],
      foreignColumns: [complaint.customerId, complaint.id],
    }),
    foreignKey({ name: 'complaint_extension_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
  ],
);

/** The same clock has the same key whenever it is set: of 52 bits, which JavaScript's numbers hold. */
const rowKey = `(hashtextextended(complaint_id::text || ' ' || regime || ' ' || clock, 0) & 4503599627370495)`;

/** A legal clock of a complaint, as its steps, its extensions and the rules set it; whoever changes one of them sets it anew. */
export const complaintClock = pgTable(
  'complaint_clock',
  {
    customerId: key('customer_id').notNull(),
    id: key('id').notNull().generatedAlwaysAs(sql.raw(rowKey)),
    scopeKey: scopeKey(),
    complaintId: key('complaint_id').notNull(),
    regime: text('regime').notNull(),
    clock: text('clock').notNull(),
    timeZone: text('time_zone').notNull(),
    startedAt: moment('started_at').notNull(),
    dueAt: moment('due_at').notNull(),
    pausedSince: moment('paused_since'),
    pausedDays: integer('paused_days').notNull(),
    stoppedAt: moment('stopped_at'),
    extension: text('extension'),
    isProvisional: boolean('is_provisional').notNull(),
    rulesVersion: text('rules_version').notNull(),
    calendarVersion: text('calendar_version').notNull(),
  },
  (table) => [
    factKey('complaint_clock', table),
    scopeReference('complaint_clock', table),
    index('complaint_clock_complaint_index').on(table.customerId, table.complaintId),
    index('complaint_clock_due_index').on(table.dueAt, table.customerId, table.id).where(sql`stopped_at is null`),
    index('complaint_clock_scope_due_index')
      .on(table.scopeKey, table.dueAt, table.customerId, table.id)
      .where(sql`stopped_at is null`),
    foreignKey({
      name: 'complaint_clock_complaint_fk',
      columns: [table.customerId, table.complaintId],
      foreignColumns: [complaint.customerId, complaint.id],
    }),
    check('complaint_clock_paused_check', sql`${table.pausedSince} is null or ${table.stoppedAt} is null`),
  ],
);

import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { key, moment } from '../../database/columns';

/** What a statement tells of a clock at the moment of the request; PostgreSQL holds no table of it. */
export const complaintClockNow = pgTable('complaint_clock_now', {
  customerId: key('customer_id').notNull(),
  id: key('id').primaryKey(),
  scopeKey: integer('scope_key').notNull(),
  complaintId: key('complaint_id').notNull(),
  handlingUnitId: key('handling_unit_id').notNull(),
  ownerEmployeeId: key('owner_employee_id'),
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
  isPaused: boolean('is_paused').notNull(),
  isBreached: boolean('is_breached').notNull(),
  remainingDays: integer('remaining_days').notNull(),
});

import type { Row } from '../values';
import {
  ascending,
  type Context,
  codeFilter,
  type EdgeModel,
  filters,
  one,
  orders,
  page,
  plain,
  type TypeModel,
} from './model';
import { isBelowUnit } from './risk-alert.model';

/** The calendar day of a moment in a time zone, by its own clock. */
const dayIn = (timeZone: string, moment: string) => new Date(moment).toLocaleDateString('sv-SE', { timeZone });
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** A clock as it stands now: one that is stopped or paused stands where it came to stand. */
function clockNow(row: Row, { bank, now }: Context): Row {
  const complaint = bank.one('complaint', 'id', row.complaint_id as number);
  const stands = String(row.stopped_at ?? row.paused_since ?? now);
  const zone = String(row.time_zone);
  return {
    ...row,
    handling_unit_id: complaint?.handling_unit_id ?? null,
    owner_employee_id: complaint?.owner_employee_id ?? null,
    is_paused: row.paused_since !== null,
    is_breached: Date.parse(stands) > Date.parse(String(row.due_at)),
    remaining_days: daysBetween(dayIn(zone, stands), dayIn(zone, String(row.due_at))),
  };
}

export const clocksOfComplaint: EdgeModel = {
  kind: 'list',
  to: 'ComplaintClock',
  order: [ascending('due_at'), ascending('regime'), ascending('clock')],
  ofToday: true,
  most: 20,
  rows: (parent, context) =>
    context.bank.where('complaint_clock', 'complaint_id', parent.id as number).map((row) => clockNow(row, context)),
};

/** The clocks that have not stopped, of all or of the customers of a unit. */
export const complaintClocksWay: EdgeModel = {
  kind: 'page',
  to: 'ComplaintClock',
  order: [ascending('due_at')],
  rows: (_parent, context, args) =>
    context.bank
      .rows('complaint_clock')
      .filter((row) => row.stopped_at === null && isBelowUnit(args.orgUnit, row, context.bank.now))
      .map((row) => clockNow(row, context)),
};

export const complaintClockModels: readonly TypeModel[] = [
  {
    name: 'ComplaintClock',
    table: 'complaint_clock',
    key: 'id',
    scope: 'customer',
    isMade: true,
    fields: {
      ...plain('C1', 'regime clock startedAt dueAt remainingDays isBreached isPaused pausedSince pausedDays stoppedAt'),
      ...plain('C1', 'extension timeZone isProvisional rulesVersion calendarVersion'),
    },
    ways: { complaint: one('Complaint', 'complaint', 'id', 'complaint_id') },
    orders: orders('C1', 'STARTED_AT DUE_AT REMAINING_DAYS'),
    filters: {
      ...filters('C1', 'regime clock startedAt dueAt remainingDays isBreached isPaused extension'),
      handlingUnitCode: codeFilter('handling_unit_id', 'org_unit'),
      ownerStaffNumber: codeFilter('owner_employee_id', 'employee', 'staff_number'),
    },
  },
  {
    name: 'ComplaintExtension',
    table: 'complaint_extension',
    prefix: 'cex',
    key: 'id',
    scope: 'customer',
    since: 'granted_at',
    fields: {
      ...plain('C1', 'regime clock extension grantedAt recordedAt'),
      ...plain('NOTES', 'reason', 'NAME'),
    },
    ways: {
      complaint: one('Complaint', 'complaint', 'id', 'complaint_id'),
      employee: one('Employee', 'employee', 'id', 'employee_id'),
    },
    orders: orders('C1', 'GRANTED_AT'),
    filters: filters('C1', 'regime clock extension grantedAt'),
  },
];

export const extensionsOfComplaint = page('ComplaintExtension', 'complaint_extension', 'complaint_id', 'id', [
  ascending('granted_at'),
]);

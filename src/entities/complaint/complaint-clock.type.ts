import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { readerOf, stored } from '../../graph/declare/stored';
import { employee } from '../employee/employee.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { complaintClockNow as row } from './complaint-clock.rows';
import { complaintExtension } from './complaint-clock.table';

const asked = { filter: true, order: true } as const;

@entity({
  name: 'ComplaintClock',
  description:
    'A time within which something must be done about a complaint, by law or by the bank’s own word; each complaint has several. Regimes, days, pauses and extensions stand in `clocks.rules.yaml`, business days in `calendars.yaml`.',
  table: row,
  row: row.id,
  owner: row.customerId,
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class ComplaintClock {
  @stored(row.regime, 'C1', 'The rules that it comes from, such as CN, UK, US, or BANK for the bank’s own.', {
    filter: true,
  })
  regime!: string;

  @stored(row.clock, 'C1', 'What must be done, as the rules call it, such as ANSWER.', { filter: true })
  clock!: string;

  @stored(row.startedAt, 'C1', 'When it started: when the complaint came in.', asked)
  startedAt!: string;

  @stored(
    row.dueAt,
    'C1',
    'The last moment: the end of a day of its calendar. Of a clock that is paused, as if it went on at once.',
    asked,
  )
  dueAt!: string;

  @stored(
    row.remainingDays,
    'C1',
    'Days until the one on which it runs out; 0: today, below 0: over. It stands where the clock does.',
    asked,
  )
  remainingDays!: number;

  @stored(row.isBreached, 'C1', 'It ran out before it stopped, or before now.', { filter: true })
  isBreached!: boolean;

  @stored(row.isPaused, 'C1', 'It stands still, because the customer has to answer.', { filter: true })
  isPaused!: boolean;

  @stored(row.pausedSince, 'C1', 'Since when it is paused; null unless it is.')
  pausedSince?: string;

  @stored(
    row.pausedDays,
    'C1',
    'Days of its calendar that were left out so far, since it was paused, or stopped and reopened.',
  )
  pausedDays!: number;

  @stored(row.stoppedAt, 'C1', 'When what it waited for was done; null as long as it runs or is paused.')
  stoppedAt?: string;

  @stored(row.extension, 'C1', 'The last extension that was granted; null where none was.', { filter: true })
  extension?: string;

  @stored(row.timeZone, 'C1', 'The time zone by whose days it counts.')
  timeZone!: string;

  @stored(
    row.isProvisional,
    'C1',
    'It counts business days of a year whose holidays are not known yet, by weekends alone.',
  )
  isProvisional!: boolean;

  @stored(row.rulesVersion, 'C1', 'The version of the rules by which it was set.')
  rulesVersion!: string;

  @stored(row.calendarVersion, 'C1', 'The version of the calendars by which it was set.')
  calendarVersion!: string;
}

const unitCodes = { id: orgUnit.id, code: orgUnit.code };
const unit = filterOnCode(
  readerOf(row.handlingUnitId),
  unitCodes,
  'By the code of the unit that handles the complaint.',
);
addFilter(ComplaintClock, 'handlingUnitCode', unit);
const staffNumbers = { id: employee.id, code: employee.staffNumber };
const owner = filterOnCode(
  readerOf(row.ownerEmployeeId),
  staffNumbers,
  'By the staff number of who handles the complaint.',
);
addFilter(ComplaintClock, 'ownerStaffNumber', owner);

@entity({
  name: 'ComplaintExtension',
  description: 'More time that a clock of a complaint was granted.',
  table: complaintExtension,
  id: {
    prefix: 'cex',
    column: complaintExtension.publicId,
    owner: complaintExtension.customerId,
    row: complaintExtension.id,
  },
  scope: ownedBy(complaintExtension.customerId, complaintExtension.scopeKey),
  since: complaintExtension.grantedAt,
})
export class ComplaintExtension {
  @stored(complaintExtension.regime, 'C1', 'The rules of the clock.', { filter: true })
  regime!: string;

  @stored(complaintExtension.clock, 'C1', 'The clock.', { filter: true })
  clock!: string;

  @stored(complaintExtension.extension, 'C1', 'Which of the extensions of the clock, as the rules call it.', {
    filter: true,
  })
  extension!: string;

  @stored(complaintExtension.grantedAt, 'C1', 'When it was granted.', asked)
  grantedAt!: string;

  @stored(complaintExtension.reason, 'NOTES', 'Why it was granted.')
  reason?: string;

  @stored(complaintExtension.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}

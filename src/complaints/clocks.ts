import { dayIn } from '../clock';
import { type Calendar, isBusinessDay, knows } from './calendars';
import { dayAfter, endOfDay } from './days';
import type { ClockRule, Clockwork } from './rules';
import type { ComplaintCategory, ComplaintStatus } from './terms';

export interface ComplaintCourse {
  readonly receivedAt: Date;
  readonly category: ComplaintCategory;
  /** In the order of time. */
  readonly steps: readonly { readonly at: Date; readonly toStatus: ComplaintStatus }[];
  readonly extensions: readonly Extension[];
}

interface Extension {
  readonly regime: string;
  readonly clock: string;
  readonly code: string;
  readonly at: Date;
}

export interface Clock {
  readonly regime: string;
  readonly clock: string;
  readonly timeZone: string;
  readonly startedAt: Date;
  /** The last millisecond of the day by which it must be done. */
  readonly dueAt: Date;
  /** Null unless it is paused. */
  readonly pausedSince: Date | null;
  /** How many of its days were left out, because it was paused or stopped for a time. */
  readonly pausedDays: number;
  /** Null as long as it runs or is paused. */
  readonly stoppedAt: Date | null;
  /** The last extension that was granted. */
  readonly extension: string | null;
  /** It counts business days of a year that the calendar does not know, by weekends alone. */
  readonly isProvisional: boolean;
}

/**
 * All clocks that run for a complaint, by regime and clock. An extension counts where its clock declares it, the one
 * before it was granted, and the clock had not run out. While a clock is paused, its due time is the one it had when it
 * was paused; it moves on when the clock does.
 */
export function clocksOf(course: ComplaintCourse, { rules, calendars }: Clockwork): Clock[] {
  return rules.inForce.flatMap((regime) => {
    const { calendar: name, clocks } = rules.regimes[regime] as Clockwork['rules']['regimes'][string];
    const calendar = calendars.calendars[name] as Calendar;
    return Object.entries(clocks)
      .filter(([, rule]) => isFor(rule, course.category))
      .map(([clock, rule]) => {
        const granted = course.extensions.filter((one) => one.regime === regime && one.clock === clock);
        return { regime, clock, ...clockOf(rule, calendar, { ...course, extensions: granted }) };
      });
  });
}

const isFor = ({ categories, notCategories }: ClockRule, category: ComplaintCategory) =>
  (categories?.includes(category) ?? true) && !notCategories?.includes(category);

function clockOf(rule: ClockRule, calendar: Calendar, course: ComplaintCourse): Omit<Clock, 'regime' | 'clock'> {
  const { receivedAt } = course;
  const standing = standingOf(rule, course);
  const count = (days: number) => counted(rule, calendar, receivedAt, days, standing.breaks);
  let last = count(rule.days);
  let extension: string | null = null;
  const granted = new Set<string>();
  for (const { code, at } of [...course.extensions].sort((one, other) => Number(one.at) - Number(other.at))) {
    const declared = rule.extensions[code];
    const follows = declared && (declared.after === undefined || granted.has(declared.after));
    if (!follows || granted.has(code) || at > endOfDay(calendar.timeZone, last.day)) continue;
    granted.add(code);
    const next = count(declared.days);
    if (next.day <= last.day) continue;
    last = next;
    extension = code;
  }
  return {
    timeZone: calendar.timeZone,
    startedAt: receivedAt,
    dueAt: endOfDay(calendar.timeZone, last.day),
    pausedSince: standing.pausedSince,
    pausedDays: last.leftOut,
    stoppedAt: standing.stoppedAt,
    extension,
    isProvisional: last.isProvisional,
  };
}

/** A time in which a clock did not run: from a moment to another. */
type Break = readonly [from: Date, to: Date];

/** Where a clock stands after the steps taken so far, and when it stood still before. */
function standingOf({ pausedBy, stoppedBy }: ClockRule, { receivedAt, steps }: ComplaintCourse) {
  const breaks: Break[] = [];
  let pausedSince: Date | null = null;
  let stoppedAt: Date | null = null;
  for (const step of steps) {
    // A step that was written down late cannot have stopped what had not begun.
    const at = step.at < receivedAt ? receivedAt : step.at;
    const stops = stoppedBy.includes(step.toStatus);
    const pauses = pausedBy.includes(step.toStatus);
    if (stoppedAt && !stops) breaks.push([stoppedAt, at]);
    if (pausedSince && !pauses) breaks.push([pausedSince, at]);
    stoppedAt = stops ? (stoppedAt ?? at) : null;
    pausedSince = pauses ? (pausedSince ?? at) : null;
  }
  return { breaks, pausedSince, stoppedAt };
}

/**
 * The day on which the last of so many days falls. Each day after the start counts that is of the unit and does not lie
 * within a break; a break holds the days after the one on which it began, up to the one on which it ended.
 */
function counted(rule: ClockRule, calendar: Calendar, start: Date, days: number, breaks: readonly Break[]) {
  const dayOf = (moment: Date) => dayIn(calendar.timeZone, moment);
  const still = breaks.map(([from, to]) => [dayOf(from), dayOf(to)] as const);
  const wanted = rule.unit === 'WEEKS' ? days * 7 : days;
  let day = dayOf(start);
  let [reached, leftOut, isProvisional] = [0, 0, false];
  while (reached < wanted) {
    day = dayAfter(day);
    if (rule.unit === 'BUSINESS') {
      if (!knows(calendar, day)) isProvisional = true;
      if (!isBusinessDay(calendar, day)) continue;
    }
    if (still.some(([from, to]) => from < day && day <= to)) leftOut += 1;
    else reached += 1;
  }
  return { day, leftOut, isProvisional };
}

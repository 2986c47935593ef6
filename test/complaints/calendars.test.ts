import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Calendar, isBusinessDay, knows, readCalendars } from '../../src/complaints/calendars';
import { dayAfter, endOfDay } from '../../src/complaints/days';
import { readClockwork } from '../../src/complaints/rules';

const { calendars } = readCalendars();
const businessDays = (name: string, year: number) => {
  let count = 0;
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = dayAfter(day))
    if (isBusinessDay(calendars[name] as Calendar, day)) count += 1;
  return count;
};

describe('the calendars that ship with the product', () => {
  test.each([
    ['CN', '2026-02-14', true], // Saturday, worked for the spring festival
    ['CN', '2026-02-16', false], // Monday of the spring festival
    ['CN', '2026-02-24', true],
    ['CN', '2026-09-20', true], // Sunday, worked for the national days
    ['CN', '2025-01-26', true], // Sunday, worked for the spring festival
    ['CN', '2025-10-08', false],
    ['CN', '2025-10-11', true], // Saturday
    ['GB', '2026-12-28', false], // Boxing day falls on a Saturday
    ['GB', '2027-03-29', false], // Easter Monday
    ['US', '2026-07-03', false], // Independence day falls on a Saturday
    ['US', '2027-12-31', false], // New year's day of 2028 falls on a Saturday
    ['US', '2026-11-26', false], // Thanksgiving
  ])('%s %s', (name, day, isWorked) => {
    expect(isBusinessDay(calendars[name] as Calendar, day)).toBe(isWorked);
  });

  // 2025, 2026 and 2027 have 261 days from Monday to Friday each.
  test.each([
    ['CN', 2025, 261 - 13],
    ['CN', 2026, 261 - 13],
    ['GB', 2025, 261 - 8],
    ['GB', 2026, 261 - 8],
    ['GB', 2027, 261 - 8],
    ['US', 2025, 261 - 11],
    ['US', 2026, 261 - 11],
    ['US', 2027, 261 - 12],
  ])('%s has in %i as many business days as the law leaves', (name, year, count) => {
    expect(businessDays(name, year)).toBe(count);
  });

  test('know their years alone', () => {
    const asked = ['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01'];

    expect(asked.map((day) => knows(calendars.CN as Calendar, day))).toEqual([false, true, true, false]);
    expect(businessDays('CN', 2027)).toBe(261);
  });
});

describe('the end of a day', () => {
  test.each([
    ['Asia/Shanghai', '2026-06-16', '2026-06-16T15:59:59.999Z'],
    ['Europe/London', '2026-03-29', '2026-03-29T22:59:59.999Z'],
    ['Europe/London', '2026-10-25', '2026-10-25T23:59:59.999Z'],
    ['Pacific/Kiritimati', '2026-06-16', '2026-06-16T09:59:59.999Z'],
    ['Pacific/Pago_Pago', '2026-06-16', '2026-06-17T10:59:59.999Z'],
    // The hour from midnight is left out on the next day, which begins at one o'clock.
    ['Africa/Cairo', '2026-04-23', '2026-04-23T21:59:59.999Z'],
  ])('in %s on %s', (timeZone, day, end) => {
    expect(endOfDay(timeZone, day).toISOString()).toBe(end);
  });
});

describe('files that do not say it rightly', () => {
  const folder = mkdtempSync(join(tmpdir(), 'c360-clocks-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const written = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const calendar = (years: string, zone = 'Asia/Shanghai') =>
    `version: "1"\ncalendars: { CN: { timeZone: ${zone}, weekend: [SATURDAY, SUNDAY], years: ${years} } }`;

  test.each([
    ['a day under another year', '{ 2025: { holidays: ["2026-01-01"] } }', '2026-01-01 stands under 2025'],
    ['a day that is not there', '{ 2025: { holidays: ["2025-02-30"] } }', 'days that are in the calendar'],
    ['a range that ends before', '{ 2025: { holidays: [2025-02-03/2025-02-01] } }', 'the first day before the last'],
    [
      'a Monday worked',
      '{ 2025: { holidays: [], workingDays: ["2025-01-27"] } }',
      '2025-01-27 is a working day as it is',
    ],
    ['both', '{ 2025: { holidays: ["2025-01-26"], workingDays: ["2025-01-26"] } }', 'both a holiday and a working day'],
  ])('%s', (_what, years, fault) => {
    expect(() => readCalendars(written('calendars.yaml', calendar(years)))).toThrow(fault);
  });

  test('no time zone', () => {
    expect(() => readCalendars(written('calendars.yaml', calendar('{}', 'Asia/Nowhere')))).toThrow(
      'calendars.CN.timeZone: a time zone such as Asia/Shanghai',
    );
  });

  const rules = (clock: string, inForce = 'CN', calendarName = 'CN') =>
    `version: "1"\ninForce: [${inForce}]\nregimes: { CN: { source: none, calendar: ${calendarName}, clocks: { ANSWER: { days: 15, unit: CALENDAR, ${clock} } } } }`;

  test.each([
    ['a regime that is not there', rules('stoppedBy: [RESOLVED]', 'FR'), 'inForce: FR is no regime of the file'],
    ['a calendar that is not there', rules('stoppedBy: [RESOLVED]', 'CN', 'FR'), 'there is no calendar FR'],
    ['no end', rules('stoppedBy: []'), 'regimes.CN.clocks.ANSWER.stoppedBy'],
    ['one status for two', rules('stoppedBy: [RESOLVED], pausedBy: [RESOLVED]'), 'RESOLVED both pauses and stops it'],
    [
      'an extension after none',
      rules('stoppedBy: [RESOLVED], extensions: { SPECIAL: { days: 60, after: COMPLEX } }'),
      'SPECIAL comes after COMPLEX, which is no extension of it',
    ],
    [
      'an extension to fewer days',
      rules('stoppedBy: [RESOLVED], extensions: { COMPLEX: { days: 15 } }'),
      'COMPLEX gives no more days than there were',
    ],
  ])('%s', (_what, text, fault) => {
    expect(() => readClockwork(written('rules.yaml', text))).toThrow(fault);
  });
});

import { join } from 'node:path';
import { z } from 'zod';
import { isTimeZone } from '../config';
import { readRules } from '../rules-file';
import { dayAfter, weekdayOf } from './days';

const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

const isDay = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;
const dayText = z.iso.date();
/** A day, or the first and the last of several. */
const days = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/, 'a day, or the first and the last day of several')
  .refine((text) => text.split('/').every(isDay), 'days that are in the calendar')
  .transform(daysOf)
  .refine((list) => list.length > 0, 'the first day before the last');

function daysOf(text: string): string[] {
  const [first = text, last = first] = text.split('/');
  const list: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) list.push(day);
  return list;
}

const calendar = z
  .strictObject({
    timeZone: z.string().refine(isTimeZone, 'a time zone such as Asia/Shanghai'),
    weekend: z.array(z.enum(weekdays)).max(6),
    years: z.record(
      z.string().regex(/^\d{4}$/, 'a year'),
      z.strictObject({ holidays: z.array(days), workingDays: z.array(dayText).default([]) }),
    ),
  })
  .transform(({ timeZone, weekend, years }, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message });
    const rest = new Set(weekend.map((name) => weekdays.indexOf(name)));
    const holidays = new Set<string>();
    const workingDays = new Set<string>();
    for (const [year, told] of Object.entries(years)) {
      for (const day of told.holidays.flat()) holidays.add(day);
      for (const day of told.workingDays) workingDays.add(day);
      const strays = [...told.holidays.flat(), ...told.workingDays].filter((day) => !day.startsWith(year));
      if (strays.length > 0) fault(`${strays.join(', ')} stands under ${year}`);
    }
    for (const day of workingDays) {
      if (!rest.has(weekdayOf(day))) fault(`${day} is a working day as it is`);
      if (holidays.has(day)) fault(`${day} is both a holiday and a working day`);
    }
    return { timeZone, weekend: rest, years: new Set(Object.keys(years)), holidays, workingDays };
  });

const shape = z.strictObject({ version: z.string().min(1), calendars: z.record(z.string(), calendar) });

export type Calendar = z.infer<typeof calendar>;
export type Calendars = z.infer<typeof shape>;

const shipped = join(__dirname, 'calendars.yaml');

/** Reads the calendars of business days; throws where the file does not say them rightly. */
export const readCalendars = (file = shipped): Calendars => readRules(shape, file);

/** Whether banks work on a day, YYYY-MM-DD; by weekends alone in a year that the calendar does not know. */
export const isBusinessDay = ({ weekend, holidays, workingDays }: Calendar, day: string): boolean =>
  workingDays.has(day) || !(weekend.has(weekdayOf(day)) || holidays.has(day));

/** Whether the calendar knows the holidays of the day's year. */
export const knows = ({ years }: Calendar, day: string): boolean => years.has(day.slice(0, 4));

import { join } from 'node:path';
import { z } from 'zod';
import { readRules } from '../rules-file';
import { type Calendars, readCalendars } from './calendars';
import { complaintCategories, complaintStatuses } from './terms';

/** How many clocks a complaint may have. */
export const mostClocks = 20;

const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/, 'a code in capitals');
const days = z.number().int().min(1).max(400);
const statuses = z.array(z.enum(complaintStatuses));
const categories = z.array(z.enum(complaintCategories));

const clock = z
  .strictObject({
    days,
    unit: z.enum(['CALENDAR', 'BUSINESS', 'WEEKS']),
    categories: categories.optional(),
    notCategories: categories.optional(),
    pausedBy: statuses.default([]),
    stoppedBy: statuses.min(1),
    extensions: z.record(code, z.strictObject({ days, after: code.optional() })).default({}),
  })
  .superRefine(({ pausedBy, stoppedBy, extensions, days: usual }, { addIssue }) => {
    const fault = (message: string) => addIssue({ code: 'custom', message });
    for (const status of pausedBy) if (stoppedBy.includes(status)) fault(`${status} both pauses and stops it`);
    for (const [name, one] of Object.entries(extensions)) {
      const before = one.after === undefined ? usual : extensions[one.after]?.days;
      if (before === undefined) fault(`${name} comes after ${one.after}, which is no extension of it`);
      else if (one.days <= before) fault(`${name} gives no more days than there were`);
    }
  });

const shape = z
  .strictObject({
    version: z.string().min(1),
    inForce: z.array(code).min(1),
    regimes: z.record(code, z.strictObject({ source: z.string(), calendar: code, clocks: z.record(code, clock) })),
  })
  .superRefine(({ inForce, regimes }, { addIssue }) => {
    for (const name of inForce)
      if (!regimes[name]) addIssue({ code: 'custom', path: ['inForce'], message: `${name} is no regime of the file` });
    const count = inForce.reduce((sum, name) => sum + Object.keys(regimes[name]?.clocks ?? {}).length, 0);
    if (count > mostClocks)
      addIssue({ code: 'custom', path: ['inForce'], message: `a complaint has at most ${mostClocks} clocks` });
  });

export type ClockRule = z.infer<typeof clock>;
export type ClockRules = z.infer<typeof shape>;

/** By what clocks are set: the rules, and the calendars that they name. */
export interface Clockwork {
  readonly rules: ClockRules;
  readonly calendars: Calendars;
}

const shipped = join(__dirname, 'clocks.rules.yaml');

/** Reads the rules of all clocks with their calendars; throws where the files do not say them rightly. */
export function readClockwork(file = shipped, calendarsFile?: string): Clockwork {
  const rules = readRules(shape, file);
  const calendars = readCalendars(calendarsFile);
  for (const [name, { calendar }] of Object.entries(rules.regimes))
    if (!calendars.calendars[calendar]) throw new Error(`${file}: regimes.${name}: there is no calendar ${calendar}`);
  return { rules, calendars };
}

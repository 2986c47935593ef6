/** Tells the present moment; handed in wherever time decides, so that a test can choose the day. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

// A formatter costs a millisecond to make, and every request asks for the day.
const formatters = new Map<string, Intl.DateTimeFormat>();

function dayFormatter(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

// To format costs more than all else that a request asks of its clock, and a day begins with a whole second everywhere.
const lastTold = new Map<string, { readonly second: number; readonly day: string }>();

/** The calendar day of a moment in a time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, moment: Date): string {
  const second = Math.floor(moment.getTime() / 1000);
  const last = lastTold.get(timeZone);
  if (last?.second === second) return last.day;
  const day = dayFormatter(timeZone).format(moment);
  lastTold.set(timeZone, { second, day });
  return day;
}

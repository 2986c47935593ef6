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

/** The calendar day of a moment in a time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, moment: Date): string {
  return dayFormatter(timeZone).format(moment);
}

/** Tells the present moment; handed in wherever time decides, so that a test can choose the day. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** The calendar day of a moment in a time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    moment,
  );
}

import { dayIn } from '../clock';

const millisecondsOfDay = 86_400_000;

/** The day so many days after another, both as YYYY-MM-DD. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * millisecondsOfDay).toISOString().slice(0, 10);

/** The day of the week, 0 for Sunday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay();

// To find where a day ends asks the time zone thirty times, and the clocks of a bank end on few days.
const ends = new Map<string, number>();

/** The last millisecond of a day in a time zone, however long the day is there. */
export function endOfDay(timeZone: string, day: string): Date {
  const key = `${timeZone} ${day}`;
  let end = ends.get(key);
  if (end === undefined) {
    end = lastSecond(timeZone, day) * 1000 + 999;
    ends.set(key, end);
  }
  return new Date(end);
}

/** Clocks of the earth lie between UTC−12 and UTC+14, and every day begins with a whole second. */
function lastSecond(timeZone: string, day: string): number {
  const noon = Date.parse(day) / 1000 + 43_200;
  let [within, after] = [noon - 14 * 3600, noon + 28 * 3600];
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2);
    if (dayIn(timeZone, new Date(middle * 1000)) <= day) within = middle;
    else after = middle;
  }
  return within;
}

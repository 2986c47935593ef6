/** Days as YYYY-MM-DD. */
type Day = string;

const partsOf = (day: Day) => day.split('-').map(Number) as [year: number, month: number, day: number];
const dayOf = (year: number, month: number, day: number): Day =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

export const lengthOfMonth = (day: Day): number => {
  const [year, month] = partsOf(day);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** The last day of the month so many months before the day's own. */
export const lastOfMonth = (day: Day, ago: number): Day => {
  const [year, month] = partsOf(day);
  return dayOf(year, month - ago + 1, 0);
};

/** How many calendar months lie between the months of two days. */
export const monthsApart = (earlier: Day, later: Day): number => {
  const [[year, month], [otherYear, otherMonth]] = [partsOf(earlier), partsOf(later)];
  return otherYear * 12 + otherMonth - (year * 12 + month);
};

/** Months that have gone by from one day to another; a month is over on the same day of the next. */
export const wholeMonths = (from: Day, to: Day): number =>
  from > to ? -wholeMonths(to, from) : monthsApart(from, to) - (partsOf(to)[2] < partsOf(from)[2] ? 1 : 0);

export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The same day so many months before, or the last of its month where that has no such day. */
export const monthsBefore = (day: Day, months: number): Day => {
  const last = lastOfMonth(day, months);
  return `${last.slice(0, 8)}${String(Math.min(partsOf(day)[2], partsOf(last)[2])).padStart(2, '0')}`;
};

export const nextDay = (day: Day): Day => {
  const [year, month, of] = partsOf(day);
  return dayOf(year, month, of + 1);
};

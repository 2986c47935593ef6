import type { Arguments, Context } from './model';

const dayOfArgument = (value: unknown) => (value ? new Date(value as string).toISOString().slice(0, 10) : null);

export const daysFrom = (day: string, more: number) =>
  new Date(Date.parse(day) + more * 86_400_000).toISOString().slice(0, 10);

/** The first and the last day of the period asked for: a year up to today where nothing is said. */
export function periodOf(args: Arguments, { today }: Context): readonly [first: string, last: string] {
  const from = dayOfArgument(args.from);
  const last = dayOfArgument(args.to) ?? (from !== null && from > today ? from : today);
  return [from ?? daysFrom(last, -364), last];
}

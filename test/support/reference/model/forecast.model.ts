import type { Row } from '../values';
import { amounts, ascending, plain, type TypeModel, type WayModel } from './model';
import { type Month, monthsAhead } from './overview-months';

const [z80, z95] = [1.2815515655446004, 1.959963984540054];
const hundreds = (value: number) => Math.round(value / 100) * 100;

/** The random walk with drift over months without a gap. */
export function forecastOf(months: readonly Month[], args: Readonly<Record<string, unknown>>): Row[] {
  const values = months.map((month) => (args.of === 'LOANS' ? month.loans_minor : month.deposits_minor));
  const [first, t] = [values[0] as number, values.length];
  const hasGap = months.some(({ month }, n) => month !== monthsAhead(months[0]?.month as string, n));
  if (t < 12 || hasGap) return [];
  const last = values[t - 1] as number;
  const drift = (last - first) / (t - 1);
  let squares = 0;
  for (let n = 1; n < t; n += 1) squares += ((values[n] as number) - (values[n - 1] as number) - drift) ** 2;
  const s = Math.sqrt(squares / (t - 2));
  const missed: number[] = [];
  for (let n = t - 6; n < t; n += 1) {
    const [before, value] = [values[n - 1] as number, values[n] as number];
    if (value > 0) missed.push(Math.abs(value - before - (before - first) / (n - 1)) / value);
  }
  const error = missed.length === 0 ? null : missed.reduce((sum, one) => sum + one, 0) / missed.length;
  return Array.from({ length: Number(args.ahead ?? 3) }, (_, at): Row => {
    const h = at + 1;
    const expected = Math.max(0, last + h * drift);
    const scatter = s * Math.sqrt(h * (1 + h / (t - 1)));
    return {
      customer_id: 0,
      reached: months[0]?.reached as string[],
      currency: months[0]?.currency as string,
      month: monthsAhead(months[t - 1]?.month as string, h),
      expected_minor: hundreds(expected),
      low80_minor: hundreds(Math.max(0, expected - z80 * scatter)),
      high80_minor: hundreds(expected + z80 * scatter),
      low95_minor: hundreds(Math.max(0, expected - z95 * scatter)),
      high95_minor: hundreds(expected + z95 * scatter),
      back_test_error: error === null ? null : Number((100 * error).toFixed(2)),
    };
  });
}

export const forecastModel: TypeModel = {
  isMade: true,
  table: 'customer',
  scope: 'made',
  dataClass: 'MONEY',
  ways: {},
  name: 'BusinessForecast',
  key: 'month',
  fields: {
    ...plain('C1', 'month'),
    ...plain('MONEY', 'backTestError'),
    ...amounts({
      expected: 'expected_minor',
      low80: 'low80_minor',
      high80: 'high80_minor',
      low95: 'low95_minor',
      high95: 'high95_minor',
    }),
  },
  orders: {},
  filters: {},
};

export const forecastWay = {
  kind: 'list',
  dataClass: 'MONEY',
  most: 12,
  to: 'BusinessForecast',
  choices: { of: { DEPOSITS: 'MONEY', LOANS: 'MONEY' } },
  ranges: { ahead: [1, 12] },
  order: [ascending('month')],
} satisfies Partial<WayModel>;

import type { Row } from '../values';
import { made, measuredRows, money, standingFor } from './measured';
import { type Arguments, type Context, type EdgeModel, plain, type TypeModel } from './model';

const held: Readonly<Record<string, string>> = {
  ASSETS: 'aum_minor',
  DEPOSITS: 'deposit_adb_minor',
  LOANS: 'loan_adb_minor',
  CONTRIBUTION: 'contribution_minor',
};

const rounded = (value: number, digits: number) => Number(Number(value.toPrecision(15)).toFixed(digits));

function concentrationOf(context: Context, args: Arguments): Row[] {
  const column = held[String(args.of)] as string;
  const holders = measuredRows(context, args).filter((row) => (row[column] as number) > 0);
  if (holders.length === 0) return [];
  const falling = holders.map((row) => row[column] as number).sort((one, other) => other - one);
  const n = falling.length;
  const total = falling.reduce((all, one) => all + one, 0);
  const upTo = (places: number) => falling.slice(0, places).reduce((all, one) => all + one, 0);
  const fewestWith = (part: number) => falling.findIndex((_, at) => upTo(at + 1) >= part * total) + 1;
  const rising = [...falling].reverse();
  const tenths = new Map<number, number>();
  rising.forEach((value, at) => {
    const tenth = Math.ceil(((at + 1) * 10) / n);
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + value);
  });
  const top = Math.ceil((n * Number(args.top ?? 20)) / 100);
  return [
    {
      ...standingFor(holders, context),
      total_minor: total,
      top_share: rounded((100 * upTo(top)) / total, 4),
      holders_of80: rounded((100 * fewestWith(0.8)) / n, 4),
      holders_of90: rounded((100 * fewestWith(0.9)) / n, 4),
      hhi: rounded(
        falling.reduce((all, one) => all + (one / total) ** 2, 0),
        6,
      ),
      gini: rounded((2 * rising.reduce((all, one, at) => all + (at + 1) * one, 0)) / (n * total) - (n + 1) / n, 6),
      tenths: [...tenths].sort(([one], [other]) => one - other).map(([, value]) => rounded((100 * value) / total, 4)),
    },
  ];
}

export const concentrationModel: TypeModel = {
  ...made,
  name: 'BusinessConcentration',
  key: 'customer_id',
  fields: {
    ...plain('C1', 'asOf customers'),
    ...plain('MONEY', 'topShare holdersOf80 holdersOf90 hhi gini tenths'),
    total: money('MONEY', 'total_minor'),
  },
  orders: {},
  filters: {},
};

export const concentrationWay: EdgeModel = {
  kind: 'one',
  to: 'BusinessConcentration',
  across: true,
  among: 'CustomerMeasures',
  choices: { of: { ASSETS: 'MONEY', DEPOSITS: 'MONEY', LOANS: 'MONEY', CONTRIBUTION: 'RISK' } },
  ranges: { top: [0, 100] },
  order: [],
  rows: (_parent, context, args) => concentrationOf(context, args),
};

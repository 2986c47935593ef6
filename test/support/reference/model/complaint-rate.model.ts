import type { Row } from '../values';
import { listedIn } from './listed';
import {
  type Arguments,
  ascending,
  type Context,
  descending,
  type EdgeModel,
  filters,
  orders,
  plain,
  type TypeModel,
} from './model';
import { periodOf } from './period';
import { exactRatio } from './ratios';

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

interface Told {
  readonly row: Row;
  readonly received: string;
  readonly due: string;
  readonly closed: string | null;
}

function ratesOf(context: Context, args: Arguments): Row[] {
  const { bank, dayOf, reader } = context;
  const [first, last] = periodOf(args, context);
  const unitOf = (row: Row) => bank.one('customer', 'customer_id', row.customer_id as number)?.org_unit_id as number;
  const valuesBy: Readonly<Record<string, (one: Told) => unknown>> = {
    CATEGORY: ({ row }) => row.category,
    CHANNEL: ({ row }) => row.channel,
    BUSINESS: ({ row }) => row.business,
    GROUND: ({ row }) => row.ground,
    CAUSE: ({ row }) =>
      row.root_cause_id === null ? null : bank.one('root_cause', 'id', row.root_cause_id as number)?.code,
    PRODUCT: ({ row }) => (row.product_id === null ? null : bank.one('product', 'id', row.product_id as number)?.code),
    UNIT: ({ row }) => bank.one('org_unit', 'id', unitOf(row))?.code,
    MONTH: ({ received }) => `${received.slice(0, 7)}-01`,
  };
  const told = listedIn(bank.rows('complaint'), context, args.orgUnit)
    .map((row): Told => {
      const closed = row.closed_at === null ? null : dayOf(String(row.closed_at));
      return { row, received: dayOf(String(row.received_at)), due: dayOf(String(row.due_at)), closed };
    })
    .filter(({ received, closed }) => received <= last && (closed === null || closed >= first));
  const customers = listedIn(bank.rows('customer'), context, args.orgUnit).length;
  const groups = new Map<unknown, Told[]>();
  for (const one of told) {
    const value = valuesBy[String(args.by)]?.(one) ?? null;
    groups.set(value, [...(groups.get(value) ?? []), one]);
  }
  return [...groups].map(([value, all]): Row => {
    const owner = Math.min(...all.map(({ row }) => row.customer_id as number));
    const received = all.filter((one) => one.received >= first);
    const closed = all.filter((one) => one.closed !== null && one.closed >= first && one.closed <= last);
    const open = all.filter((one) => one.closed === null || one.closed > last);
    const openFor = (least: number, most: number) =>
      open.filter((one) => daysBetween(one.received, last) >= least && daysBetween(one.received, last) <= most).length;
    const days = closed.reduce((sum, one) => sum + daysBetween(one.received, one.closed as string), 0);
    return {
      customer_id: 0,
      reached: [...reader.reaches(owner)],
      key: String(value ?? ''),
      value: value as string | null,
      received: received.length,
      closed: closed.length,
      open: open.length,
      overdue: open.filter(({ due }) => due <= last).length,
      mean_days_to_close: closed.length === 0 ? null : exactRatio(days, closed.length, 1),
      open_up_to3: openFor(0, 3),
      open_up_to15: openFor(4, 15),
      open_up_to60: openFor(16, 60),
      open_longer: openFor(61, Number.POSITIVE_INFINITY),
      per_thousand_customers: customers === 0 ? null : exactRatio(received.length * 1000, customers, 2),
    };
  });
}

export const complaintRateModel: TypeModel = {
  isMade: true,
  table: 'customer',
  scope: 'made',
  name: 'ComplaintRate',
  key: 'key',
  fields: {
    ...plain('C1', 'value received closed open overdue meanDaysToClose openUpTo3 openUpTo15 openUpTo60 openLonger'),
    ...plain('C1', 'perThousandCustomers'),
  },
  ways: {},
  orders: orders('C1', 'RECEIVED OPEN OVERDUE'),
  filters: filters('C1', 'received open overdue'),
};

const classes = Object.fromEntries(
  ['CATEGORY', 'CHANNEL', 'BUSINESS', 'GROUND', 'CAUSE', 'PRODUCT', 'UNIT', 'MONTH'].map((name) => [
    name,
    'C1' as const,
  ]),
);

export const complaintRatesWay: EdgeModel = {
  kind: 'page',
  to: 'ComplaintRate',
  across: true,
  choices: { by: classes },
  order: [descending('received'), ascending('key')],
  rows: (_parent, context, args) => ratesOf(context, args),
  period: ['from', 'to'],
};

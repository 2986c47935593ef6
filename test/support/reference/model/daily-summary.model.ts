import type { Row } from '../values';
import { listedIn } from './listed';
import { lastRunUpTo } from './measure.model';
import { amounts, type Context, plain, type TypeModel, type WayModel } from './model';
import { factorOf, parts10 } from './overview-months';

type Counted = Record<string, number>;

function summaryOf(context: Context, args: Readonly<Record<string, unknown>>): Row[] {
  const { bank, reader, dayOf } = context;
  const day = args.day ? new Date(args.day as string).toISOString().slice(0, 10) : context.today;
  const customers = listedIn(bank.rows('customer'), context, args.orgUnit, 'MONEY').sort(
    (one, other) => (one.customer_id as number) - (other.customer_id as number),
  );
  const [first] = customers;
  if (!first) return [];
  const keys = new Set(customers.map((row) => row.customer_id));
  const run = lastRunUpTo('9999-12-31', context);
  const currency = bank.rows('customer_measure').find((row) => row.as_of === run)?.currency as string | undefined;
  const ofThem = (table: Parameters<typeof bank.rows>[0]) =>
    bank.rows(table).filter((row) => keys.has(row.customer_id));
  const dayIn = (row: Row, column: string) => {
    if (row[column] === null) return null;
    return bank.typeOf(row.table as never, column).startsWith('timestamp') ? dayOf(String(row[column])) : row[column];
  };
  const on = (table: Parameters<typeof bank.rows>[0], column: string) =>
    ofThem(table).filter((row) => dayIn({ ...row, table }, column) === day);
  const booked = on('transaction', 'booked_at').map((row) => {
    const factor = currency === undefined ? undefined : factorOf(row.currency, { currency, as_of: day }, context);
    return { isIn: row.direction === 'CRDT', worth: factor && BigInt(row.amount_minor as number) * factor };
  });
  const amount = (isIn: boolean) => {
    const sum = booked.filter((one) => one.isIn === isIn).reduce((all, { worth = 0n }) => all + worth, 0n);
    return currency === undefined ? null : Number((sum + parts10 / 2n) / parts10);
  };
  const complaints = ofThem('complaint').map((row) => ({
    received: dayOf(String(row.received_at)),
    due: dayOf(String(row.due_at)),
    closed: row.closed_at === null ? null : dayOf(String(row.closed_at)),
  }));
  const counts: Counted = {
    customers: customers.length,
    customers_opened: customers.filter((row) => row.onboarded_on === day).length,
    accounts_opened: on('account', 'opened_on').length,
    accounts_closed: on('account', 'closed_on').length,
    products_taken: on('product_holding', 'opened_on').length,
    transactions: booked.length,
    without_rate: booked.filter(({ worth }) => worth === undefined).length,
    interactions: on('interaction', 'at').length,
    follow_ups_due: on('interaction', 'next_step_due').filter((row) => row.next_step_done_at === null).length,
    complaints_received: complaints.filter(({ received }) => received === day).length,
    complaints_closed: complaints.filter(({ closed }) => closed === day).length,
    complaints_overdue: complaints.filter(
      ({ received, due, closed }) => received <= day && due <= day && (closed === null || closed > day),
    ).length,
    tickets_opened: on('service_ticket', 'opened_at').length,
    alerts_opened: on('risk_alert', 'opened_on').length,
  };
  const reached = [...reader.reaches(first.customer_id as number)];
  return [
    {
      customer_id: 0,
      reached,
      day,
      currency: currency ?? null,
      in_minor: amount(true),
      out_minor: amount(false),
      ...counts,
    },
  ];
}

export const dailySummaryModel: TypeModel = {
  isMade: true,
  table: 'customer',
  scope: 'made',
  dataClass: 'MONEY',
  ways: {},
  name: 'DailySummary',
  key: 'customer_id',
  fields: {
    ...plain(
      'C1',
      'day customers customersOpened accountsOpened accountsClosed productsTaken transactions withoutRate',
    ),
    ...plain('C1', 'interactions followUpsDue complaintsReceived complaintsClosed complaintsOverdue ticketsOpened'),
    ...plain('RISK', 'alertsOpened'),
    ...amounts({ moneyIn: 'in_minor', moneyOut: 'out_minor' }),
  },
  orders: {},
  filters: {},
};

export const dailySummaryWay: WayModel = {
  kind: 'one',
  to: 'DailySummary',
  order: [],
  across: true,
  rows: (_parent, context, args) => summaryOf(context, args),
};

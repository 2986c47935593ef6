import { effectFor, type Standing } from '../matrix';
import { amountText, plainDecimal, type Row } from '../values';
import { forecastModel, forecastOf, forecastWay } from './forecast.model';
import { lastRunUpTo } from './measure.model';
import { amounts, ascending, type Context, type EdgeModel, type FieldModel, one, plain, type TypeModel } from './model';
import { type Month, monthsOf } from './overview-months';
import { away, exactPercent } from './ratios';

/** In the order of their scope keys. */
export const kinds = ['INDIVIDUAL', 'CORPORATE', 'INSTITUTION'];

const lists = ({ reader }: Context) => reader.listing.filter((standing) => effectFor(standing, 'MONEY') === 'FULL');

/** What the run has summed up of a day is told as it is today. */
const asKnownNow = (context: Context): Context => ({ ...context, bank: context.bank.now });

interface Part {
  readonly standings: ReadonlySet<Standing>;
  readonly customers: readonly Row[];
  readonly isWhole: boolean;
}

/** The customers of a kind that count, and as what the reader reaches them. */
function partOf(unit: Row, kind: string, measured: readonly Row[], context: Context): Part {
  const { bank, reader } = context;
  const customerOf = (row: Row) => bank.now.one('customer', 'customer_id', row.customer_id as number) as Row;
  const isIn = (row: Row, place: Row) => reader.isBelow(customerOf(row).org_unit_id as number, place.id as number);
  const below = measured.filter((row) => customerOf(row).kind === kind && isIn(row, unit));
  const all = new Set(lists(context));
  if ([...all].some((standing) => reader.reachesUnit(unit.id as number, kind, standing)))
    return { standings: all, customers: below, isWhole: below.length > 0 };
  const reached = below.filter((row) => {
    const reaching = reader.reaches(row.customer_id as number);
    return [...all].some((standing) => reaching.has(standing));
  });
  return { standings: all, customers: reached, isWhole: false };
}

function overviewOf(unit: Row, context: Context): Row[] {
  const { bank, today } = context;
  const day = lastRunUpTo(today, context);
  const measured = bank.rows('customer_measure').filter((row) => row.as_of === day);
  const parts = kinds
    .map((kind) => partOf(unit, kind, measured, context))
    .filter(({ customers }) => customers.length > 0);
  if (day === undefined || parts.length === 0) return [];
  const rows = parts.flatMap(({ customers }) => customers);
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
  const count = (test: (row: Row) => boolean) => rows.filter(test).length;
  const customerOf = (row: Row) => bank.now.one('customer', 'customer_id', row.customer_id as number) as Row;
  const monthStart = `${day.slice(0, 7)}-01`;
  const ofClass = (name: string) => count((row) => row.customer_class === name);
  return [
    {
      customer_id: 0,
      reached: [...new Set(parts.flatMap(({ standings }) => [...standings]))],
      org_unit_id: unit.id as number,
      as_of: day,
      is_whole: parts.every(({ isWhole }) => isWhole),
      currency: rows[0]?.currency as string,
      customers: rows.length,
      depositors: count((row) => (row.deposit_adb_minor as number) > 0),
      borrowers: count((row) => (row.loan_adb_minor as number) > 0),
      aum_minor: sum('aum_minor'),
      deposit_adb_minor: sum('deposit_adb_minor'),
      loan_adb_minor: sum('loan_adb_minor'),
      contribution_minor: sum('contribution_minor'),
      sleeping: ofClass('SLEEPING'),
      low_value: ofClass('LOW_VALUE'),
      valuable: ofClass('VALUABLE'),
      high_value_added: ofClass('HIGH_VALUE_ADDED'),
      products: sum('product_count'),
      cross_holders: count((row) => Number(row.cross_holding_rate) >= 20),
      acquired: count((row) => {
        const since = customerOf(row).onboarded_on;
        return since !== null && String(since) >= monthStart && String(since) <= day;
      }),
      churned: count((row) => customerOf(row).status === 'CHURNED'),
      csat_answers: sum('csat_answers'),
      csat_content: sum('csat_content'),
      nps_answers: sum('nps_answers'),
      nps_balance: sum('nps_balance'),
      members: rows.map((row) => row.customer_id as number),
    },
  ];
}

const inMoney = (read: FieldModel['read']): FieldModel => ({ dataClass: 'MONEY', mask: null, read });
const amountOf = (minor: number, currency: unknown) => ({ amount: amountText(minor, String(currency)), currency });

const perHead = (amount: string, heads: string) =>
  inMoney((row) =>
    (row[heads] as number) > 0 ? amountOf(away((row[amount] as number) / (row[heads] as number)), row.currency) : null,
  );

const inClear = (read: FieldModel['read']): FieldModel => ({ dataClass: 'C1', mask: null, read });
const percent = (part: string, whole: string, dataClass: 'C1' | 'RISK' = 'C1'): FieldModel => ({
  dataClass,
  mask: null,
  read: (row) => (row[whole] ? exactPercent(row[part] as number, row[whole] as number, 4) : null),
});

const each = (month: Month, amount: string, heads: string): number | null =>
  (month[heads] as number) > 0 ? (month[amount] as number) / (month[heads] as number) : null;

/** Least squares over this year's months; null where it has fewer than two. */
const slope = (amount: string, heads: string) =>
  inMoney((row, context) => {
    const points = monthsOf(row, asKnownNow(context))
      .map((month, n): [string, number, number | null] => [month.month, n, each(month, amount, heads)])
      .filter(([month, , value]) => month.slice(0, 4) === String(row.as_of).slice(0, 4) && value !== null)
      .map(([, n, value]): [number, number] => [n, value as number]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [x, y] = [mean(points.map(([n]) => n)), mean(points.map(([, value]) => value))];
    const spread = points.reduce((sum, [n]) => sum + (n - x) ** 2, 0);
    const shared = points.reduce((sum, [n, value]) => sum + (n - x) * (value - y), 0);
    return spread === 0 || points.length === 0 ? null : amountOf(away(shared / spread), row.currency);
  });

const yearOnYear = (amount: string, heads: string) =>
  inMoney((row, context) => {
    const at = (month: string) => {
      const found = monthsOf(row, asKnownNow(context)).find((one) => one.month === month);
      return found ? each(found, amount, heads) : null;
    };
    const last = `${String(row.as_of).slice(0, 7)}-01`;
    const [now, before] = [at(last), at(`${Number(last.slice(0, 4)) - 1}${last.slice(4)}`)];
    return now === null || !before ? null : plainDecimal(((100 * (now - before)) / before).toFixed(4));
  });

const made = { isMade: true, table: 'customer', scope: 'made', dataClass: 'MONEY', orders: {}, filters: {} } as const;

export const overviewModels: readonly TypeModel[] = [
  forecastModel,
  {
    ...made,
    name: 'BusinessOverview',
    key: 'org_unit_id',
    fields: {
      ...plain('C1', 'asOf isWhole customers depositors borrowers products acquired churned'),
      ...plain('RISK', 'sleeping lowValue valuable highValueAdded csatAnswers npsAnswers'),
      satisfactionCsat: percent('csat_content', 'csat_answers', 'RISK'),
      netPromoterScore: percent('nps_balance', 'nps_answers', 'RISK'),
      ...amounts({ assetsUnderManagement: 'aum_minor', deposits: 'deposit_adb_minor', loans: 'loan_adb_minor' }),
      contribution: {
        dataClass: 'RISK',
        mask: null,
        read: (row) => amountOf(row.contribution_minor as number, row.currency),
      },
      depositPerCustomer: perHead('deposit_adb_minor', 'depositors'),
      loanPerCustomer: perHead('loan_adb_minor', 'borrowers'),
      depositPerCustomerSlope: slope('deposits_minor', 'depositors'),
      loanPerCustomerSlope: slope('loans_minor', 'borrowers'),
      depositPerCustomerYearOnYear: yearOnYear('deposits_minor', 'depositors'),
      loanPerCustomerYearOnYear: yearOnYear('loans_minor', 'borrowers'),
      crossHoldingRate: percent('cross_holders', 'customers'),
    },
    ways: {
      orgUnit: { ...one('OrgUnit', 'org_unit', 'id', 'org_unit_id'), dataClass: 'MONEY' },
      months: {
        kind: 'list',
        dataClass: 'MONEY',
        most: 24,
        to: 'BusinessMonth',
        order: [ascending('month')],
        rows: (overview, context) => monthsOf(overview, asKnownNow(context)),
      },
      forecast: {
        ...forecastWay,
        rows: (overview, context, args) => forecastOf(monthsOf(overview, asKnownNow(context)), args),
      },
    },
  },
  {
    ...made,
    name: 'BusinessMonth',
    key: 'month',
    fields: {
      ...plain('C1', 'month depositors borrowers holders retained acquired crossSold'),
      lost: inClear((row) =>
        row.holders_before === null ? null : (row.holders_before as number) - (row.retained as number),
      ),
      retentionRate: percent('retained', 'holders_before'),
      churnRate: inClear((row) => {
        const before = row.holders_before as number | null;
        return before ? plainDecimal((100 - Number(exactPercent(row.retained as number, before, 4))).toFixed(4)) : null;
      }),
      acquisitionRate: percent('acquired', 'holders_before'),
      crossSellRate: percent('cross_sold', 'holders'),
      ...amounts({ deposits: 'deposits_minor', loans: 'loans_minor' }),
      depositPerCustomer: perHead('deposits_minor', 'depositors'),
      loanPerCustomer: perHead('loans_minor', 'borrowers'),
    },
    ways: {},
  },
];

export const overviewWay: EdgeModel = {
  kind: 'one',
  to: 'BusinessOverview',
  order: [],
  across: true,
  rows: (_parent, known, { orgUnit }) => {
    const context = asKnownNow(known);
    const { bank } = context;
    const units =
      orgUnit === undefined || orgUnit === null
        ? bank.where('org_unit', 'level', 'HEAD_OFFICE')
        : bank.where('org_unit', 'code', String(orgUnit));
    return units.flatMap((unit) => overviewOf(unit, context));
  },
};

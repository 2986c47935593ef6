import { validOn } from '../reader';
import type { Row } from '../values';
import { divided, earnedMonths, minor, parts8 } from './earned';
import { listedIn } from './listed';
import { made, money } from './measured';
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
import { factorOf, parts10 } from './overview-months';
import { daysFrom, periodOf } from './period';
import { exactPercent } from './ratios';

const currency = 'CNY';

type Kind = 'transactions' | 'contacts' | 'requests' | 'openings';
type Sum = 'turnover' | 'opened' | 'deposits' | 'loans' | 'margin' | 'fees' | 'cost';

/** Something that one handled for a customer: a piece of business, or what an account earned. */
interface Done {
  readonly handler: unknown;
  readonly customer: number;
  readonly kind?: Kind;
  readonly sums?: Partial<Record<Sum, bigint>>;
}

const sumOf = (done: readonly Done[], name: Sum) => done.reduce((all, { sums }) => all + (sums?.[name] ?? 0n), 0n);

function doneIn(context: Context, args: Arguments): Done[] {
  const { bank, dayOf } = context;
  const [first, last] = periodOf(args, context);
  const customers = new Map(
    listedIn(bank.rows('customer'), context, args.orgUnit, 'MONEY').map((row) => [row.customer_id as number, row]),
  );
  const within = (day: string) => day >= first && day <= last;
  const ofThem = (table: 'transaction' | 'interaction' | 'service_ticket' | 'product_holding' | 'account') =>
    bank.rows(table).filter((row) => customers.has(row.customer_id as number));
  const accountOf = (row: Row) =>
    bank.where('account', 'id', row.account_id as number).find((one) => one.customer_id === row.customer_id);
  const unit = (key: unknown) => bank.one('org_unit', 'id', key as number)?.code ?? null;
  const employee = (key: unknown) => bank.one('employee', 'id', key as number);
  const manager = (row: Row, day: string) => {
    const [assigned] = bank
      .where('portfolio_assignment', 'customer_id', row.customer_id as number)
      .filter((one) => one.role === 'PRIMARY_RM' && validOn(day, one));
    return assigned ? (employee(assigned.employee_id)?.staff_number ?? null) : null;
  };
  const lastTouch = (row: Row, opened: string) =>
    bank
      .where('interaction', 'customer_id', row.customer_id as number)
      .filter(({ at }) => dayOf(String(at)) <= opened && dayOf(String(at)) > daysFrom(opened, -30))
      .sort((one, other) => (String(one.at) + one.id < String(other.at) + other.id ? 1 : -1))[0]?.channel ?? null;
  const pick = (values: Readonly<Record<string, () => unknown>>) => values[String(args.by)]?.() ?? null;
  const worth = (amount: unknown, own: unknown) => {
    const factor = factorOf(own, { currency, as_of: last } as unknown as Row, context);
    return factor === undefined || amount === null ? 0n : minor(amount) * factor;
  };
  const opener = (row: Row, account: Row | undefined) => {
    const opened = String(row.opened_on);
    return pick({
      UNIT: () => unit(account?.booking_unit_id ?? customers.get(row.customer_id as number)?.org_unit_id),
      EMPLOYEE: () => manager(row, opened),
      CHANNEL: () => lastTouch(row, opened),
    });
  };
  const done = (row: Row, handler: unknown, rest: Pick<Done, 'kind' | 'sums'>): Done => ({
    handler,
    customer: row.customer_id as number,
    ...rest,
  });
  return [
    ...ofThem('transaction')
      .filter((row) => row.customer_initiated && within(dayOf(String(row.booked_at))))
      .map((row) => {
        const handler = pick({
          UNIT: () => unit(accountOf(row)?.booking_unit_id),
          EMPLOYEE: () => manager(row, dayOf(String(row.booked_at))),
          CHANNEL: () => row.channel,
        });
        return done(row, handler, {
          kind: 'transactions',
          sums: { turnover: worth(row.amount_minor, row.currency) },
        });
      }),
    ...ofThem('interaction')
      .filter((row) => within(dayOf(String(row.at))))
      .map((row) => {
        const handler = pick({
          UNIT: () => unit(employee(row.employee_id)?.org_unit_id),
          EMPLOYEE: () => employee(row.employee_id)?.staff_number,
          CHANNEL: () => row.channel,
        });
        return done(row, handler, { kind: 'contacts' });
      }),
    ...ofThem('service_ticket')
      .filter((row) => within(dayOf(String(row.opened_at))))
      .map((row) => {
        const handler = pick({
          UNIT: () => unit(row.queue_unit_id),
          EMPLOYEE: () => employee(row.owner_employee_id)?.staff_number,
          CHANNEL: () => row.channel,
        });
        return done(row, handler, { kind: 'requests' });
      }),
    ...ofThem('product_holding')
      .filter((row) => row.status !== 'PENDING' && within(String(row.opened_on)))
      .map((row) =>
        done(row, opener(row, accountOf(row)), {
          kind: 'openings',
          sums: { opened: worth(row.amount_minor, row.currency) },
        }),
      ),
    ...ofThem('account')
      .filter((row) => within(String(row.opened_on)))
      .flatMap((row) => {
        const handler = opener(row, row);
        return [{}, ...earnedMonths(row, [first, last], context)].map((sums) => done(row, handler, { sums }));
      }),
  ];
}

function handledIn(context: Context, args: Arguments): Row[] {
  const { bank, reader } = context;
  const [first, last] = periodOf(args, context);
  const days = BigInt(Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1);
  const groups = new Map<unknown, Done[]>();
  for (const one of doneIn(context, args)) {
    const own = groups.get(one.handler);
    if (own) own.push(one);
    else groups.set(one.handler, [one]);
  }
  const nameOf = (value: unknown) => {
    if (args.by === 'UNIT') return bank.one('org_unit', 'code', String(value))?.name ?? null;
    return args.by === 'EMPLOYEE' ? (bank.one('employee', 'staff_number', String(value))?.name ?? null) : null;
  };
  const rows = [...groups].map(([value, own]): Row & Record<'pieces' | 'turnover_minor' | 'profit_minor', number> => {
    const count = (kind: Kind) => own.filter((one) => one.kind === kind).length;
    const sum = (name: Sum, unit: bigint) => divided(sumOf(own, name), unit);
    const [margin, fees, cost] = [sum('margin', 12n * parts8 * parts10), sum('fees', parts10), sum('cost', parts10)];
    return {
      customer_id: 0,
      reached: [...reader.reaches(Math.min(...own.map(({ customer }) => customer)))],
      from: first,
      to: last,
      key: String(value ?? ''),
      value: value as string | null,
      name: nameOf(value) as string | null,
      currency,
      customers: new Set(own.map(({ customer }) => customer)).size,
      pieces: own.filter(({ kind }) => kind !== undefined).length,
      transactions: count('transactions'),
      contacts: count('contacts'),
      requests: count('requests'),
      openings: count('openings'),
      turnover_minor: sum('turnover', parts10),
      opened_amount_minor: sum('opened', parts10),
      deposits_minor: sum('deposits', days * parts10),
      loans_minor: sum('loans', days * parts10),
      margin_minor: margin,
      fees_minor: fees,
      cost_minor: cost,
      profit_minor: margin + fees - cost,
    };
  });
  const beside = (row: (typeof rows)[number], column: 'pieces' | 'turnover_minor' | 'profit_minor') => {
    const all = rows.reduce((total, one) => total + one[column], 0);
    return {
      share: exactPercent(row[column], all, 4),
      rank: 1 + rows.filter((one) => one[column] > row[column]).length,
      toAverage: exactPercent(row[column] * rows.length, all, 4),
    };
  };
  return rows.map((row) => {
    const [pieces, turnover, profit] = [
      beside(row, 'pieces'),
      beside(row, 'turnover_minor'),
      beside(row, 'profit_minor'),
    ];
    return {
      ...row,
      share_of_pieces: pieces.share,
      share_of_turnover: turnover.share,
      share_of_profit: profit.share,
      rank_by_pieces: pieces.rank,
      rank_by_turnover: turnover.rank,
      rank_by_profit: profit.rank,
      pieces_to_average: pieces.toAverage,
      turnover_to_average: turnover.toAverage,
      profit_to_average: profit.toAverage,
    };
  });
}

export const businessHandledModel: TypeModel = {
  ...made,
  name: 'BusinessHandled',
  key: 'key',
  fields: {
    ...plain('C1', 'from to value name customers pieces transactions contacts requests openings'),
    ...plain('C1', 'shareOfPieces rankByPieces piecesToAverage'),
    ...plain('MONEY', 'shareOfTurnover shareOfProfit rankByTurnover rankByProfit turnoverToAverage profitToAverage'),
    turnover: money('MONEY', 'turnover_minor'),
    openedAmount: money('MONEY', 'opened_amount_minor'),
    deposits: money('MONEY', 'deposits_minor'),
    loans: money('MONEY', 'loans_minor'),
    margin: money('MONEY', 'margin_minor'),
    fees: money('MONEY', 'fees_minor'),
    cost: money('MONEY', 'cost_minor'),
    profit: money('MONEY', 'profit_minor'),
  },
  orders: {
    ...orders('C1', 'CUSTOMERS PIECES OPENINGS'),
    TURNOVER: { column: 'turnover_minor', dataClass: 'MONEY' },
    DEPOSITS: { column: 'deposits_minor', dataClass: 'MONEY' },
    PROFIT: { column: 'profit_minor', dataClass: 'MONEY' },
  },
  filters: filters('C1', 'customers pieces openings'),
};

export const businessHandledWay: EdgeModel = {
  kind: 'page',
  to: 'BusinessHandled',
  across: true,
  choices: { by: { UNIT: 'C1', EMPLOYEE: 'C1', CHANNEL: 'C1' } },
  order: [descending('pieces'), ascending('key')],
  rows: (_parent, context, args) => handledIn(context, args),
  period: ['from', 'to'],
};

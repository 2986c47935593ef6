import type { MeasureRules } from '../../src/entities/measure/measures.rules';
import { type BankRows, grouped } from './bank-rows';
import { lastOfMonth, monthsApart } from './calendar';
import { knownBank } from './known-bank';
import { figuresOf } from './naive-figures';
import type { Stored } from './stored';

export type UnitRow = Record<string, number | string>;
type Table = Map<string, UnitRow>;

/** A unit and all above it, from parent to parent. */
const upwards = ({ units }: BankRows) => {
  const parents = new Map(units.map(({ id, parent }) => [id, parent]));
  return (unit: string): string[] => {
    const path: string[] = [];
    for (let at: string | null = unit; at !== null; at = parents.get(at) ?? null) path.push(at);
    return path;
  };
};

function add(table: Table, key: string, values: UnitRow): void {
  const row = table.get(key) ?? {};
  for (const [name, value] of Object.entries(values))
    row[name] = typeof value === 'number' ? Number(row[name] ?? 0) + value : value;
  table.set(key, row);
}

/** What the measures stored of a day come to, for each unit with all below it and each kind; by unit and kind. */
export function countUnits(rows: BankRows, asOf: string, stored: ReadonlyMap<string, Stored>): Table {
  const above = upwards(rows);
  const table: Table = new Map();
  for (const customer of rows.customers) {
    const of = stored.get(customer.id) as Stored;
    const amount = (name: string) => Number(of[`${name}_minor`]);
    const isIn = (name: string) => Number(of.customer_class === name);
    const values = {
      customers: 1,
      depositors: Number(amount('deposit_adb') > 0),
      borrowers: Number(amount('loan_adb') > 0),
      aum_minor: amount('aum'),
      deposit_adb_minor: amount('deposit_adb'),
      loan_adb_minor: amount('loan_adb'),
      contribution_minor: amount('contribution'),
      sleeping: isIn('SLEEPING'),
      low_value: isIn('LOW_VALUE'),
      valuable: isIn('VALUABLE'),
      high_value_added: isIn('HIGH_VALUE_ADDED'),
      products: Number(of.product_count),
      // Of two of ten categories and more.
      cross_holders: Number(Number(of.cross_holding_rate) >= 20),
      acquired: Number(customer.onboardedOn?.slice(0, 7) === asOf.slice(0, 7) && customer.onboardedOn <= asOf),
      churned: Number(customer.status === 'CHURNED'),
      csat_answers: Number(of.csat_answers),
      csat_content: Number(of.csat_content),
      nps_answers: Number(of.nps_answers),
      nps_balance: Number(of.nps_balance),
    };
    for (const unit of above(customer.unit)) add(table, `${unit} ${customer.kind}`, values);
  }
  return table;
}

/** What the accounts kept with a unit's customers held in each month, and how many of the customers owned any of it. */
export function countUnitMonths(rows: BankRows, asOf: string, rules: MeasureRules): Table {
  const bank = knownBank(rows, asOf, rules);
  const above = upwards(rows);
  const table: Table = new Map();
  const customers = new Map(rows.customers.map((customer) => [customer.id, customer]));
  const note = (customer: string, month: string, values: UnitRow) => {
    const { unit, kind } = customers.get(customer) as (typeof rows.customers)[number];
    for (const one of above(unit)) add(table, `${one} ${kind} ${month}`, values);
  };
  const none = {
    ...{ deposits_minor: 0, loans_minor: 0, depositors: 0, borrowers: 0 },
    ...{ holders: 0, retained: 0, acquired: 0, cross_sold: 0 },
  };
  const holdings = grouped(rows.holdings, ({ customer }) => customer);
  for (const { account: key, month, average } of rows.months) {
    const account = bank.account(key);
    const { category } = bank.product(account.product);
    const worth = bank.worthOf(account.currency);
    if (worth === null || month > asOf || monthsApart(month, asOf) >= rules.history) continue;
    const held = Math.max(average, 0) * worth;
    if (category === 'DEPOSIT') note(account.keeper, month, { ...none, deposits_minor: held });
    if (category === 'LOAN' || category === 'CARD') note(account.keeper, month, { ...none, loans_minor: held });
  }
  for (const customer of rows.customers) {
    const { depositMonths, loanMonths } = figuresOf(bank, customer);
    const monthOf = (ago: number) => `${lastOfMonth(asOf, ago).slice(0, 8)}01`;
    for (const ago of depositMonths) note(customer.id, monthOf(ago), { ...none, depositors: 1 });
    for (const ago of loanMonths) note(customer.id, monthOf(ago), { ...none, borrowers: 1 });
    const held = new Set([...depositMonths, ...loanMonths]);
    for (const ago of held)
      note(customer.id, monthOf(ago), { ...none, holders: 1, retained: Number(held.has(ago + 1)) });
    const { onboardedOn: since } = customer;
    const isTold = (day: string) => day <= asOf && monthsApart(`${day.slice(0, 7)}-01`, asOf) < rules.history;
    if (since && isTold(since)) note(customer.id, `${since.slice(0, 7)}-01`, { ...none, acquired: 1 });
    const own = holdings.get(customer.id) ?? [];
    const sales = own.filter(({ openedOn: day }) =>
      own.some(({ openedOn, closedOn }) => openedOn < day && (closedOn === null || closedOn > day)),
    );
    for (const month of new Set(
      sales
        .map(({ openedOn }) => openedOn)
        .filter(isTold)
        .map((day) => day.slice(0, 7)),
    ))
      note(customer.id, `${month}-01`, { ...none, cross_sold: 1 });
  }
  return table;
}

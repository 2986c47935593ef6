import type { MeasureRules } from '../../src/entities/measure/measures.rules';
import { type Account, type BankRows, grouped, holds } from './bank-rows';
import { lastOfMonth, monthsBefore, nextDay } from './calendar';

const ownAssets = ['WEALTH', 'FUND', 'INSURANCE', 'CUSTODY'];
const decimals: Readonly<Record<string, number>> = { JPY: 0 };
const minorOf = (currency: string) => 10 ** (decimals[currency] ?? 2);

/** What the bank knows on a day, asked for one customer, account or price at a time. */
export type KnownBank = ReturnType<typeof knownBank>;

export function knownBank(rows: BankRows, asOf: string, rules: MeasureRules) {
  const accounts = new Map(rows.accounts.map((account) => [account.key, account]));
  const products = new Map(rows.products.map((product) => [product.id, product]));
  const months = grouped(rows.months, ({ account }) => account);
  const roles = grouped(rows.roles, ({ party }) => party);
  const holdings = grouped(rows.holdings, ({ customer }) => customer);
  const values = grouped(rows.values, ({ holding }) => holding);
  const assessments = grouped(rows.assessments, ({ customer }) => customer);
  const contacts = grouped(rows.contacts, ({ customer }) => customer);
  const surveys = grouped(rows.surveys, ({ customer }) => customer);
  const alerts = grouped(rows.alerts, ({ customer }) => customer);
  const salaries = grouped(rows.salaries, ({ customer }) => customer);
  const today = <Row extends { from: string; to: string | null }>(found: readonly Row[], day = asOf) =>
    found.filter((row) => holds(row, day));

  /** What one minor unit is worth in those of the base currency; null for a currency without a rate. */
  const worthOf = (currency: string): number | null => {
    if (currency === rules.baseCurrency) return 1;
    const rate = today(rows.exchange.filter((row) => row.currency === currency)).at(-1)?.rate;
    return rate === undefined ? null : (rate * minorOf(rules.baseCurrency)) / minorOf(currency);
  };
  const inBase = (amount: number | null | undefined, currency: string | null | undefined): number | null => {
    const worth = currency ? worthOf(currency) : null;
    return amount === null || amount === undefined || worth === null ? null : amount * worth;
  };
  const account = (key: string): Account => accounts.get(key) as Account;
  const product = (id: string) => products.get(id) as BankRows['products'][number];

  return {
    asOf,
    rules,
    worthOf,
    inBase,
    account,
    product,
    persons: new Map(rows.persons.map((person) => [person.customer, person])),
    organisations: new Map(rows.organisations.map((organisation) => [organisation.customer, organisation])),
    monthsOf: (key: string) => months.get(key) ?? [],
    ownerships: (party: string) =>
      today(roles.get(party) ?? []).flatMap(({ account: key, share }) =>
        share === null ? [] : [{ account: key, share }],
      ),
    assessmentOf: (customer: string) => today(assessments.get(customer) ?? []).at(-1),
    alertsOf: (customer: string) => today(alerts.get(customer) ?? []),
    chargeOf: (category: string) => today(rows.charges.filter((row) => row.category === category)).at(-1),

    /** The yearly price of the longest term that is not longer than the account's, as it was when the month ended. */
    priceOf: ({ currency, type }: Account, ago: number): number => {
      const day = ago === 0 ? asOf : lastOfMonth(asOf, ago);
      const term = (rules.tenors as Readonly<Record<string, number>>)[type] ?? 0;
      const curve = today(rows.prices, day).filter((row) => row.currency === currency && row.tenor <= term);
      const longest = Math.max(...curve.map(({ tenor }) => tenor));
      return curve.filter(({ tenor }) => tenor === longest).at(-1)?.rate ?? 0;
    },

    /** What the customer holds, with the value of what is an asset and not an account that is counted already. */
    heldBy: (customer: string) =>
      (holdings.get(customer) ?? [])
        .filter(({ status }) => status === 'ACTIVE' || status === 'DEFAULTED')
        .filter(({ openedOn, closedOn }) => openedOn <= asOf && (closedOn === null || closedOn > asOf))
        .map((holding) => {
          const { category, tailored } = product(holding.product);
          const isAccount = holding.account !== null && account(holding.account).product === holding.product;
          const told = (values.get(holding.key) ?? []).filter(
            (value) => value.month <= asOf && value.currency === holding.currency,
          );
          const last = told.sort((one, other) => (one.month < other.month ? -1 : 1)).at(-1);
          const value = inBase(last?.value ?? holding.amount, holding.currency) ?? 0;
          return {
            product: holding.product,
            category,
            tailored,
            value: ownAssets.includes(category) && !isAccount ? value : 0,
          };
        }),

    /** Contacts of the year up to the day. */
    contactsWith: (customer: string): number =>
      (contacts.get(customer) ?? []).filter(({ at }) => at >= monthsBefore(asOf, 12) && at < nextDay(asOf)).length,

    /** What the customer answered in the year up to the day. */
    answersOf: (customer: string) =>
      (surveys.get(customer) ?? []).filter(({ at }) => at >= monthsBefore(asOf, 12) && at < nextDay(asOf)),

    /** A salary came in the last six months, but none in the last two. */
    salaryStopped: (customer: string): boolean => {
      const came = (salaries.get(customer) ?? [])
        .map(({ at }) => at)
        .filter((at) => at >= monthsBefore(asOf, 6) && at < nextDay(asOf))
        .sort();
      return came.length > 0 && (came.at(-1) as string) < monthsBefore(asOf, 2);
    },
  };
}

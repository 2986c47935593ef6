import type { MeasureRules } from '../../src/entities/measure/measures.rules';
import type { Customer } from './bank-rows';
import { daysBetween, wholeMonths } from './calendar';
import type { KnownBank } from './known-bank';
import { ownedBy } from './naive-accounts';

/** What is known of a customer on a day, from which measures are made; amounts in minor units of the base currency. */
export type Figures = ReturnType<typeof figuresOf>;

const classes = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'];
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The slope of a straight line through values at 1, 2, 3 …, by least squares. */
export function slopeOf(values: readonly number[]): number {
  const n = values.length;
  const x = values.map((_, at) => at + 1);
  const xy = sum(values.map((value, at) => value * (at + 1)));
  return (n * xy - sum(x) * sum(values)) / (n * sum(x.map((at) => at * at)) - sum(x) ** 2);
}

/** BG/NBD of months, counted back, in which something was done. */
export function aliveOf(months: readonly number[], { r, alpha, a, b }: MeasureRules['alive']): number | null {
  if (months.length === 0) return null;
  const x = months.length - 1;
  if (x === 0) return 1;
  const [newest, oldest] = [Math.min(...months), Math.max(...months)];
  const [t, T] = [oldest - newest, oldest + 1];
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + t)) ** (r + x));
}

/** What the customer declares or, from what he is, is thought to own in all. */
function totalOf(bank: KnownBank, { id }: Customer, { potential }: MeasureRules): number | null {
  const [person, organisation] = [bank.persons.get(id), bank.organisations.get(id)];
  const income = bank.inBase(person?.income, person?.currency);
  if (income !== null) return income * potential.incomeYears;
  const assets = bank.inBase(organisation?.currentAssets, organisation?.currency);
  if (assets !== null) return assets * potential.liquidPart;
  const bands: Readonly<Record<string, number>> = { ...potential.incomes, ...potential.scales };
  const modelled = bands[person?.incomeBand ?? ''] ?? bands[organisation?.scale ?? ''];
  return modelled === undefined ? null : modelled * 100;
}

export function figuresOf(bank: KnownBank, customer: Customer) {
  const { asOf, rules } = bank;
  const { period } = rules;
  const accounts = ownedBy(bank, customer.id);
  const deposits = accounts.filter(({ category }) => category === 'DEPOSIT');
  const loans = accounts.filter(({ category }) => category === 'LOAN' || category === 'CARD');
  const held = bank.heldBy(customer.id);
  const assessment = bank.assessmentOf(customer.id);
  const profile = customer.kind === 'INDIVIDUAL' ? bank.persons.get(customer.id) : bank.organisations.get(customer.id);
  const all = (of: typeof accounts, figure: (account: (typeof accounts)[number]) => number) => sum(of.map(figure));
  const inMonths = (from: number, to: number) => all(accounts, ({ initiated }) => sum(initiated.slice(from, to)));
  const monthsWith = (of: typeof accounts, figure: 'initiated' | 'averages') =>
    Array.from({ length: rules.history }, (_, ago) => ago).filter((ago) =>
      of.some((one) => (one[figure][ago] ?? 0) > 0),
    );

  const aum = all(accounts, (one) => (one.isAsset ? one.closing : 0)) + sum(held.map(({ value }) => value));
  const exposure = all(loans, ({ closing }) => closing);
  const depositMargin = all(deposits, ({ earned }) => sum(earned.slice(0, period)));
  const loanMargin = all(loans, ({ earned }) => sum(earned.slice(0, period)));
  const fees = all(accounts, (one) => sum(one.fees.slice(0, period)));
  const cost = all(accounts, (one) => sum(one.cost.slice(0, period)));
  const { pd = null, lgd = null } = assessment ?? {};
  const loss = (pd ?? rules.credit.pd) * (lgd ?? rules.credit.lgd) * exposure;
  const contribution = depositMargin + loanMargin + fees - cost - loss;
  const capital = all(accounts, (one) => one.closing * one.capitalRate);
  const byMonth = Array.from({ length: period }, (_, at) => period - 1 - at).map((ago) =>
    all(accounts, (one) => (one.earned[ago] ?? 0) + (one.fees[ago] ?? 0) - (one.cost[ago] ?? 0)),
  );
  const active = monthsWith(accounts, 'initiated');
  const wealthTotal = totalOf(bank, customer, rules);
  const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;
  return {
    customer,
    peerGroup: `${customer.kind} ${customer.tier ?? 'STANDARD'}`,
    aum,
    depositAdb: all(deposits, ({ adb }) => adb),
    loanAdb: all(loans, ({ adb }) => adb),
    balance: all([...deposits, ...loans], ({ closing }) => closing),
    exposure,
    depositMargin,
    loanMargin,
    fees,
    cost,
    loss,
    contribution,
    capital,
    charge: all(accounts, (one) => one.closing * one.capitalRate * one.hurdleRate),
    growth: slopeOf(byMonth) * rules.growth.horizon,
    points: all(deposits, (one) => (one.adb / 100) * one.pointWeight) / rules.depositPointUnit,
    potential: wealthTotal === null ? null : Math.max(wealthTotal - aum, 0) * rules.potential.margin,
    active,
    alive: aliveOf(active, rules.alive),
    depositMonths: monthsWith(deposits, 'averages'),
    loanMonths: monthsWith(loans, 'averages'),
    transactionsNow: inMonths(0, 3),
    transactionsBefore: inMonths(3, 6),
    depositNow: all(deposits, ({ averages }) => sum(averages.slice(0, 3))),
    depositBefore: all(deposits, ({ averages }) => sum(averages.slice(3, 6))),
    loanChange: all(loans, ({ averages }) => sum(averages.slice(0, 3)) - sum(averages.slice(3, 6))) / 3,
    categories: new Set(held.map(({ category }) => category)).size,
    productCount: new Set(held.map(({ product }) => product)).size,
    tailored: held.some(({ tailored }) => tailored),
    grade: rules.grades[assessment?.grade ?? bank.organisations.get(customer.id)?.grade ?? ''] ?? null,
    pastDue: Math.max(0, ...accounts.map(({ pastDue }) => pastDue)),
    fiveClass: Math.max(1, ...accounts.map(({ fiveClass }) => classes.indexOf(fiveClass) + 1)),
    alertDegree: Math.max(1, ...bank.alertsOf(customer.id).map(({ level }) => rules.risk.alerts[level])),
    completeness: (profile?.known ?? 0) / 8,
    days: customer.onboardedOn === null ? null : daysBetween(customer.onboardedOn, asOf),
    csat: bank.answersOf(customer.id).flatMap(({ csat }) => (csat === null ? [] : [csat])),
    nps: bank.answersOf(customer.id).flatMap(({ nps }) => (nps === null ? [] : [nps])),
    salaryStopped: bank.salaryStopped(customer.id),
    /** Those compared with peers'; amounts and ratios so rounded that what is equal is equal. */
    compared: {
      tenure: customer.onboardedOn === null ? null : wholeMonths(customer.onboardedOn, asOf),
      products: new Set(held.map(({ product }) => product)).size,
      wallet: wealthTotal === null || wealthTotal <= 0 ? null : round(Math.min(aum / wealthTotal, 1), 8),
      channels: bank.contactsWith(customer.id) + active.filter((ago) => ago < 12).length,
      rarorac: capital === 0 ? null : round(contribution / capital, 8),
      recency: active.length === 0 ? null : -Math.min(...active),
      transactions: inMonths(0, period),
      turnover: Math.round(all(accounts, (one) => sum(one.turnover.slice(0, period)))),
    } satisfies Record<string, number | null>,
  };
}

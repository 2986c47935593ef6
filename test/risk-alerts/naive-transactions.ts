import type { AlertRules } from '../../src/risk-alerts/rules';
import { type AlertBank, type AlertRow, daysBefore, inBase, levels, sum } from './alert-rows';

const text = (value: unknown) => value as string;
const count = (value: unknown) => (value ?? 0) as number;

/** What must have been told of transactions as they came and still stands on a day. */
export function abnormalTransactions(
  bank: AlertBank,
  asOf: string,
  rule: AlertRules['ABNORMAL_TRANSACTION'],
): AlertRow[] {
  const marks = rule.figures.TIMES_OF_USUAL;
  return bank.transactions.flatMap((one): AlertRow[] => {
    const amount = inBase(bank, asOf, one.amount_minor, one.currency);
    const isLooked = rule.kinds.includes(one.kind as never) && amount !== null && amount >= rule.leastAmount * 100;
    if (!isLooked || text(one.day) <= daysBefore(asOf, rule.days)) return [];
    const before = bank.transactions.filter(
      (other) =>
        other.account_id === one.account_id &&
        other.direction === one.direction &&
        count(other.at) < count(one.at) &&
        count(other.at) >= count(one.at) - rule.historyDays * 86_400,
    );
    if (before.length < rule.leastBookings) return [];
    const value = count(one.amount_minor) / (sum(before.map((other) => count(other.amount_minor))) / before.length);
    const reached = marks.filter((mark) => mark <= value).length;
    if (reached === 0) return [];
    const isNew =
      one.counterparty_name !== null &&
      before.every(({ counterparty_name }) => counterparty_name !== one.counterparty_name);
    return [
      {
        customer: text(one.customer_id),
        rule: 'ABNORMAL_TRANSACTION',
        subject: text(one.id),
        level: levels[Math.min(2, reached - 1 + (isNew ? 1 : 0))] as string,
        figure: 'TIMES_OF_USUAL',
        value,
        cause: null,
      },
    ];
  });
}

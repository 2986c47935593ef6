import type { Session } from '../database/work';
import { type AlertRules, readAlertRules } from './rules';
import type { AlertRun } from './run';

/**
 * Sets by what transactions are looked at as they arrive from now on; the look itself is a trigger of the table. Days
 * are those of the time zone.
 */
export async function watchTransactions(
  session: Session,
  timeZone: string,
  rules: AlertRules = readAlertRules(),
): Promise<void> {
  const { kinds, leastAmount, historyDays, leastBookings, figures } = rules.ABNORMAL_TRANSACTION;
  await session`
    insert into transaction_watch (rule, rules_version, base_currency, time_zone, kinds, least_amount, history_days,
      least_bookings, levels)
    values ('ABNORMAL_TRANSACTION', ${rules.version}, ${rules.baseCurrency}, ${timeZone}, ${kinds}, ${leastAmount},
      ${historyDays}, ${leastBookings}, ${[...figures.TIMES_OF_USUAL]})
    on conflict (rule) do update set (rules_version, base_currency, time_zone, kinds, least_amount, history_days,
      least_bookings, levels) = (excluded.rules_version, excluded.base_currency, excluded.time_zone, excluded.kinds,
      excluded.least_amount, excluded.history_days, excluded.least_bookings, excluded.levels)`;
}

/** Closes what has stood long enough; nothing is opened, for that was done when the transaction came. */
export async function closeOldTransactions({ session, asOf, rules }: AlertRun): Promise<number> {
  const closed = await session`
    update risk_alert set closed_on = opened_on + ${rules.ABNORMAL_TRANSACTION.days}::int
    where rule = 'ABNORMAL_TRANSACTION' and closed_on is null
      and opened_on + ${rules.ABNORMAL_TRANSACTION.days}::int <= ${asOf}::date`;
  return closed.count;
}

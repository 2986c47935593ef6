import type { Held } from '../database/held';
import { inTransaction, readWholeTables, type Session, whileLocked } from '../database/work';
import { type AlertRule, alertRules } from '../entities/risk-alert/risk-alert.table';
import { othersRules } from './others-rules';
import { ownRules } from './own-rules';
import { type AlertRules, readAlertRules } from './rules';
import type { AlertRun } from './run';
import { closeOldTransactions } from './transactions';
import { applyRule, type Changes } from './write-alerts';

export interface AlertOptions {
  /** A connection of the system login. */
  readonly held: Held;
  /** The day, YYYY-MM-DD. */
  readonly asOf: string;
  readonly rules?: AlertRules;
  /** Told the rules done of all. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface AlertReport extends Changes {
  /** How many stand open afterwards. */
  readonly open: number;
  readonly seconds: number;
}

const byRun = { ...ownRules, ...othersRules };

/**
 * Applies every rule of early warning for a day, each in a transaction of its own, so that a run that was broken off is
 * simply begun again. Alerts are history: throws RangeError for a day before the last.
 */
export async function raiseAlerts(options: AlertOptions): Promise<AlertReport> {
  const { held, asOf, rules = readAlertRules(), progress } = options;
  const began = performance.now();
  return whileAlerting(held, async () => {
    const last = await lastAlertDay(held.sql);
    if (last !== null && asOf < last) throw new RangeError(`Alerts stand as of ${last}; ${asOf} lies before it`);
    let [opened, closed] = [0, 0];
    for (const [done, code] of alertRules.entries()) {
      progress?.(done, alertRules.length, 'alerts');
      await inTransaction(held, async (session) => {
        await readWholeTables(session);
        const changes = await apply({ session, asOf, rules }, code);
        opened += changes.opened;
        closed += changes.closed;
        await session`
          insert into risk_alert_run (rule, as_of, rules_version) values (${code}, ${asOf}, ${rules.version})
          on conflict (rule) do update set as_of = excluded.as_of, rules_version = excluded.rules_version`;
      });
    }
    await held.sql`analyze risk_alert`;
    progress?.(alertRules.length, alertRules.length, 'alerts');
    const [counted] = await held.sql<{ open: number }[]>`
      select count(*)::int as open from risk_alert where closed_on is null`;
    return { opened, closed, open: counted?.open ?? 0, seconds: (performance.now() - began) / 1000 };
  });
}

/** The day up to which rules have been applied; null where none was. */
export async function lastAlertDay(session: Session): Promise<string | null> {
  const [row] = await session<{ day: string | null }[]>`select max(as_of)::text as day from risk_alert_run`;
  return row?.day ?? null;
}

async function apply(run: AlertRun, code: AlertRule): Promise<Changes> {
  if (code === 'ABNORMAL_TRANSACTION') return { opened: 0, closed: await closeOldTransactions(run) };
  return applyRule(run, code, byRun[code](run));
}

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x616c72] as const;

const busy = () => new Error('Alerts are being raised on this database already; wait until that has ended');

const whileAlerting = <Result>(held: Held, work: () => Promise<Result>): Promise<Result> =>
  whileLocked(held, lock, busy, work);

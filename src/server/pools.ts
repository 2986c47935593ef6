import { type Connection, connect } from '../database/connect';
import type { Gate } from '../database/gate';

const servingConnections = 10;
const statementTimeoutMs = 10_000;
// Every answer waits for its entry in the audit trail; one that cannot be written is better told soon.
const auditTimeoutMs = 5_000;
// One statement reads the whole report, as fast as its caller takes it.
const reportTimeoutMs = 3_600_000;

/** The connections of a serving process, all on the serving login. */
export interface Pools {
  readonly serving: Connection;
  /** For the audit trail alone, so that it never waits behind what is read. */
  readonly audit: Connection;
  /** A connection for one report. */
  report(gate: Gate): Connection;
  end(): Promise<void>;
}

export function openPools(appUrl: string): Pools {
  const serving = connect(appUrl, {
    name: 'c360 serve',
    max: servingConnections,
    statementTimeoutMs,
    // PostgreSQL's estimates would have some statements planned for each request, which takes as long as running them.
    plansForAnyValues: true,
  });
  const audit = connect(appUrl, { name: 'c360 audit', max: 1, statementTimeoutMs: auditTimeoutMs });
  return {
    serving,
    audit,
    report: (gate) => connect(appUrl, { name: 'c360 report', max: 1, statementTimeoutMs: reportTimeoutMs, gate }),
    end: async () => void (await Promise.all([audit.end(), serving.end()])),
  };
}

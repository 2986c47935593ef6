import type { Sql, Statements } from '../../database/connect';
import { transaction } from '../../database/held';
import { faultOfAnchors } from './anchor-walk';
import { EntryWalk } from './entry-walk';

/** How much there is, and the first place where it is not what was written; without one the trail is whole. */
export interface Verification {
  readonly entries: number;
  readonly chains: number;
  readonly fault?: string;
}

interface VerifyOptions {
  /** On the system login. */
  readonly sql: Sql;
  /**
   * The newest first. An anchor may be of any of them: were all made with the oldest, one that was betrayed would be
   * trusted for ever, though a new one was put in its place.
   */
  readonly keys: readonly Buffer[];
  /** Codes of anchors, in hexadecimal digits, that were told outside the database. */
  readonly evidence?: readonly string[];
}

/** Walks all anchors and all chains as of one moment, and finds whatever was changed, taken out, put in or moved. */
export async function verifyAudit({ sql, keys, evidence = [] }: VerifyOptions): Promise<Verification> {
  const read = async (reading: Statements): Promise<Verification> => {
    const walk = new EntryWalk();
    await walk.through(reading);
    const fault = (await faultOfAnchors(reading, keys)) ?? walk.fault ?? (await faultOfEvidence(reading, evidence));
    return { entries: walk.entries, chains: walk.chains, ...(fault !== undefined && { fault }) };
  };
  return transaction(sql, read, 'isolation level repeatable read read only');
}

async function faultOfEvidence(sql: Statements, evidence: readonly string[]): Promise<string | undefined> {
  const [lost] = await sql<{ code: string }[]>`
    select code from unnest(${evidence}::text[]) with ordinality as told(code, position)
    where not exists (select from audit_anchor a where a.code = decode(told.code, 'hex'))
    order by position limit 1`;
  return lost && `the anchor ${lost.code}, which the log tells of, is missing`;
}

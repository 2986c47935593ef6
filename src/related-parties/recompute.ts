import type { Held } from '../database/held';
import { readFacts } from './group-facts';
import { allGroups, type Group, groupsAround } from './groups';
import { recomputeChangedHidden, recomputeHidden } from './hidden/hidden-relations';
import { type OwnershipRules, readOwnershipRules } from './ownership/rules';
import { type ResultRows, Rows } from './result-rows';
import { resultOf, tiesByCompany } from './results';
import { beginRun, finishRun, lastRun, reachedParty } from './run-state';
import { inTransaction, type Session, whileLocked } from './session';
import { clearOthers, clearResults, writeResults } from './write-results';

export interface RecomputeOptions {
  /** A connection of the system login. */
  readonly held: Held;
  /** The day whose relations count, in the bank's time zone. */
  readonly today: string;
  readonly rules?: OwnershipRules;
  /** Told the groups done of all that are to be done. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface RecomputeReport {
  readonly groups: number;
  readonly rows: number;
  /** Sides of hidden relations written. */
  readonly hidden: number;
  readonly seconds: number;
  /** How long the oldest of the changes had waited, in seconds; absent where none was. */
  readonly lag?: number;
}

const partiesAtOnce = 5_000;

/**
 * Works out all groups anew and replaces what stood before, many groups in one transaction each, so that a reader sees
 * the old figures of a group or the new ones. A run that was broken off on the same day by the same rules goes on where
 * it stopped.
 */
export async function recomputeAll(options: RecomputeOptions): Promise<RecomputeReport> {
  const { held, today, rules = readOwnershipRules() } = options;
  const began = performance.now();
  return whileLocked(held, async () => {
    const last = await lastRun(held.sql);
    const goesOn = last && !last.finished && last.asOf === today && last.rulesVersion === rules.version;
    const groups = await inTransaction(held, async (session) => {
      if (!goesOn) await beginRun(session, today, rules.version);
      const found = await allGroups(session, today);
      if (!goesOn) await clearOthers(session, found.flat());
      return found;
    });
    const left = goesOn ? groups.filter(([first]) => (first as bigint) > last.through) : groups;
    const rows = await replaceAll(options, left, rules, reachedParty);
    const hidden = await inTransaction(held, (session) => recomputeHidden(session, today));
    await finishRun(held.sql);
    return { groups: left.length, rows, hidden, seconds: (performance.now() - began) / 1000 };
  });
}

/** Works out anew the groups whose relations have changed, began or ended since they were worked out. */
export async function recomputeChanged(options: RecomputeOptions): Promise<RecomputeReport> {
  const { held, today, rules = readOwnershipRules() } = options;
  const began = performance.now();
  return whileLocked(held, () =>
    inTransaction(held, async (session) => {
      const changed = await session<{ party: bigint; waited: number }[]>`
        delete from related_party_change
        returning customer_id as party, extract(epoch from now() - changed_at)::float8 as waited`;
      const turned = await session<{ party: bigint }[]>`
        select customer_id as party from party_relationship, related_party_run as run
        where shapes_ownership(type) and (
          valid_from > run.as_of and valid_from <= ${today} or valid_to > run.as_of and valid_to <= ${today})`;
      const parties = new Set([...changed, ...turned].map(({ party }) => party));
      const groups = await groupsAround(session, [...parties], today);
      const rows = await replaceAll(options, groups, rules);
      const { rows: hidden, waited } = await recomputeChangedHidden(session, today);
      await session`update related_party_run set as_of = ${today}, at = now() where finished`;
      const report = { groups: groups.length, rows, hidden, seconds: (performance.now() - began) / 1000 };
      const waits = [...changed.map((change) => change.waited), ...waited];
      if (waits.length === 0) return report;
      return { ...report, lag: waits.reduce((longest, wait) => Math.max(longest, wait), 0) };
    }),
  );
}

/** With `reached`, batch by batch in transactions of their own; else within the one that is open. */
async function replaceAll(
  { held, today, progress }: RecomputeOptions,
  groups: readonly Group[],
  rules: OwnershipRules,
  reached?: (session: Session, through: bigint) => Promise<unknown>,
): Promise<number> {
  let [rows, done] = [0, 0];
  progress?.(0, groups.length, 'groups');
  for (const batch of batchesOf(groups)) {
    const members = batch.flat();
    const replace = async (session: Session) => {
      const made = await rowsOf(session, batch, rules, today);
      await clearResults(session, members);
      rows += await writeResults(session, made);
      await reached?.(session, batch.at(-1)?.[0] as bigint);
    };
    await (reached ? inTransaction(held, replace) : replace(held.sql));
    done += batch.length;
    progress?.(done, groups.length, 'groups');
  }
  return rows;
}

async function rowsOf(
  session: Session,
  batch: readonly Group[],
  rules: OwnershipRules,
  today: string,
): Promise<ResultRows> {
  const facts = await readFacts(session, batch.flat(), today);
  const ties = tiesByCompany(facts.ties);
  const rows = new Rows(facts, rules, today);
  for (const group of batch) rows.add(resultOf(group, facts, ties, rules));
  return rows.rows;
}

function* batchesOf(groups: readonly Group[]): Generator<Group[]> {
  let batch: Group[] = [];
  let parties = 0;
  for (const group of groups) {
    batch.push(group);
    parties += group.length;
    if (parties < partiesAtOnce) continue;
    yield batch;
    [batch, parties] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

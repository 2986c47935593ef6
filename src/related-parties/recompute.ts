import type { Held } from '../database/held';
import { sideBySide } from '../database/side-by-side';
import { businessGroups, householdGroups, type Rules, type Work } from './aspects';
import { forgetAll, forgetOthers } from './changed';
import { allGroups, type Group, groupsAround } from './groups';
import { recomputeChangedHidden, recomputeHidden } from './hidden/hidden-relations';
import { readOwnershipRules } from './ownership/rules';
import { endOtherPositions } from './party-groups/positions';
import { readGroupRules } from './party-groups/rules';
import { anyGroupStands, endOtherGroups, replaceCustomGroups } from './party-groups/write-groups';
import { beginRun, finishRun, inOrder, lastRun, reachedParty } from './run-state';
import { inTransaction, type Session, whileLocked } from './session';
import { anyResultStands, endOthers } from './write-results';

export interface RecomputeOptions {
  /** A connection of the system login. */
  readonly held: Held;
  /** More of them, on which all groups are worked out beside it; the last one finds hidden relations first. */
  readonly others?: readonly Held[];
  /** The day whose relations count, in the bank's time zone. */
  readonly today: string;
  readonly rules?: Rules;
  /** Compares every row that stands, also of whom nothing else is found than was written last. */
  readonly anew?: boolean;
  /** Parties of one transaction, more where a group is larger; five thousand unless told. */
  readonly partiesAtOnce?: number;
  /** Told the groups done of all that are to be done. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface RecomputeReport {
  readonly groups: number;
  /** Rows of those of whom something else was found than was noted as written. */
  readonly rows: number;
  /** Sides of hidden relations written. */
  readonly hidden: number;
  readonly seconds: number;
  /** How long the oldest of the changes had waited, in seconds; absent where none was. */
  readonly lag?: number;
}

const shippedRules = (): Rules => ({ ownership: readOwnershipRules(), groups: readGroupRules() });

/**
 * Works out all groups anew and replaces what stood before of those of whom something else is found, many groups in one
 * transaction each, so that a reader sees the old figures of a group or the new ones. A run that was broken off on the
 * same day by the same rules goes on where it stopped, unless all is to be compared `anew`.
 */
export async function recomputeAll(options: RecomputeOptions): Promise<RecomputeReport> {
  const { held, others = [], today, anew = false, rules = shippedRules() } = options;
  const began = performance.now();
  const version = `${rules.ownership.version} ${rules.groups.version}`;
  return whileLocked(held, async () => {
    const last = await lastRun(held.sql);
    inOrder(last, today);
    const goesOn = !anew && last && !last.finished && last.asOf === today && last.rulesVersion === version;
    const isFirst = !goesOn && !(await anyResultStands(held.sql)) && !(await anyGroupStands(held.sql));
    const [business, households] = [
      businessGroups(rules, { today, isFirst }),
      householdGroups(rules, { today, isFirst }),
    ];
    // Hidden relations rest on nothing else that is worked out: they are found meanwhile, where there is a connection.
    const aside = others.at(-1) ?? held;
    const findingHidden = inTransaction(aside, (session) => recomputeHidden(session, today));
    const afterHidden = findingHidden.then(() => aside);
    const settled = Promise.allSettled([afterHidden]);
    const sessions = aside === held ? [await afterHidden] : [held, ...others.slice(0, -1), afterHidden];
    try {
      const found = await inTransaction(held, async (session) => {
        if (!goesOn) await beginRun(session, today, version);
        if (isFirst || anew) await forgetAll(session);
        return allGroups(session, today, business.joints, 'CORPORATE');
      });
      const groups = goesOn ? found.filter(([first]) => (first as bigint) > last.through) : found;
      let rows = await replaceAll(options, sessions, business, groups, {
        reached: reachedParty,
        aside: async (session) => {
          const parties = found.flat();
          await endOthers(session, parties, today);
          await endWork(session, business, parties, today);
        },
      });
      const families = await inTransaction(held, (session) => allGroups(session, today, households.joints));
      rows += await replaceAll(options, sessions, households, families, {
        aside: (session) => endWork(session, households, families.flat(), today),
      });
      rows += await inTransaction(held, async (session) => {
        const written = await replaceCustomGroups(session, { today, rules: rules.groups }, null);
        await endOtherPositions(session, today);
        return written;
      });
      const hidden = await findingHidden;
      await finishRun(held.sql);
      return { groups: groups.length, rows, hidden, seconds: (performance.now() - began) / 1000 };
    } finally {
      // A connection is given back once nothing is being done on it.
      await settled;
    }
  });
}

/** Ends the groups of whoever is in none of them any more, and forgets what was noted of him. */
async function endWork(session: Session, { kinds, side }: Work, parties: readonly bigint[], today: string) {
  await endOtherGroups(session, today, kinds, parties);
  await forgetOthers(session, side, parties);
}

/** Works out anew the groups whose relations have changed, began or ended since they were worked out. */
export async function recomputeChanged(options: RecomputeOptions): Promise<RecomputeReport> {
  const { held, today, rules = shippedRules() } = options;
  const began = performance.now();
  return whileLocked(held, () =>
    inTransaction(held, async (session) => {
      inOrder(await lastRun(session), today);
      const changed = await session<{ party: bigint; waited: number }[]>`
        delete from related_party_change
        returning customer_id as party, extract(epoch from now() - changed_at)::float8 as waited`;
      const turned = await session<{ party: bigint }[]>`
        select party from related_party_run as run, lateral (
          select customer_id as party, valid_from, valid_to from party_relationship where shapes_groups(type)
          union all
          select party_id, valid_from, valid_to from party_group_member where kind = 'CUSTOM'
        ) as dated
        where valid_from > run.as_of and valid_from <= ${today} or valid_to > run.as_of and valid_to <= ${today}`;
      const parties = [...new Set([...changed, ...turned].map(({ party }) => party))];
      const report = { groups: 0, rows: 0, hidden: 0, seconds: 0 };
      for (const work of [businessGroups(rules, { today }), householdGroups(rules, { today })]) {
        const groups = await groupsAround(session, today, work.joints, parties);
        for (const batch of batchesOf(groups, options)) report.rows += await work.replace(session, batch);
        report.groups ||= groups.length;
      }
      report.rows += await replaceCustomGroups(session, { today, rules: rules.groups }, parties);
      const { rows: hidden, waited } = await recomputeChangedHidden(session, today);
      report.hidden = hidden;
      await session`update related_party_run set as_of = ${today}, at = now() where finished`;
      report.seconds = (performance.now() - began) / 1000;
      const waits = [...changed.map((change) => change.waited), ...waited];
      if (waits.length === 0) return report;
      return { ...report, lag: waits.reduce((longest, wait) => Math.max(longest, wait), 0) };
    }),
  );
}

/** What is done with the batches. */
interface Beside {
  /** Ends what stands of whoever is in none of the groups; it begins first, on one of the connections. */
  readonly aside: (session: Session) => Promise<void>;
  /** Told how far it has come. */
  readonly reached?: (session: Session, through: bigint) => Promise<unknown>;
}

/**
 * Puts all groups in the place of what stood, batch by batch in transactions of their own. Told how far it has come is
 * only what has nothing undone before it.
 */
async function replaceAll(
  options: RecomputeOptions,
  sessions: readonly (Held | Promise<Held>)[],
  work: Work,
  groups: readonly Group[],
  { aside, reached }: Beside,
): Promise<number> {
  const { progress } = options;
  let [rows, done] = [0, 0];
  let before = Promise.resolve();
  progress?.(0, groups.length, work.label);
  let batches = 0;
  const replace = async (own: Held, batch: readonly Group[], earlier: Promise<void>) => {
    const isFirst = batches++ === 0;
    const written = await inTransaction(own, (session) => work.replace(session, batch));
    rows += written;
    // Without statistics a table that was empty would be read from end to end for each batch to come.
    if (isFirst) for (const table of work.tables) await own.sql`analyze ${own.sql(table)}`;
    await earlier;
    await reached?.(own.sql, batch.at(-1)?.[0] as bigint);
    done += batch.length;
    progress?.(done, groups.length, work.label);
  };
  function* pieces() {
    yield (own: Held) => inTransaction(own, aside);
    for (const batch of batchesOf(groups, options))
      yield (own: Held) => {
        before = replace(own, batch, before);
        return before;
      };
  }
  await sideBySide(sessions, pieces(), (own, piece) => piece(own));
  return rows;
}

function* batchesOf(
  groups: readonly Group[],
  { partiesAtOnce = 5_000 }: Pick<RecomputeOptions, 'partiesAtOnce'>,
): Generator<Group[]> {
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

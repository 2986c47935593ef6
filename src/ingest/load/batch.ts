import { type ComplaintKey, writeClocks } from '../../complaints/write-clocks';
import { codeOf } from '../../database/fault';
import { holdKeys, type Run } from '../../database/keys-in-use';
import { retried } from '../../database/retried';
import { renewIdentifiersOf } from '../../entities/party/reseal';
import type { LoadPlan, TargetPlan } from '../plan';
import type { RowFault } from '../rejects';
import type { SourceRow } from '../source/source.row';
import type { Candidate, Deed } from './candidate';
import { RowRefused } from './evaluate';
import { saveRecords, saveSeen } from './record';
import { type Context, resolveRows } from './resolve';
import { insertRows, updateRows } from './row';

/** What became of the rows of a batch. */
export interface Outcome {
  readonly faults: RowFault[];
  readonly deeds: ReadonlyMap<TargetPlan, readonly Deed['action'][]>;
}

/** Rows that are loaded together or not at all. */
export type Group = readonly SourceRow[];

/**
 * Loads groups of rows in one transaction each time it can, and in halves where the database refuses one, down to
 * the group at fault. `done` is told after each commit.
 */
export async function loadGroups(
  context: Context,
  load: LoadPlan,
  groups: readonly Group[],
  done: (outcome: Outcome) => void,
): Promise<void> {
  try {
    done(
      await retried(() =>
        context.session.transaction(context.plan.timeZone, () => write(context, load, groups.flat())),
      ),
    );
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    if (groups.length > 1) {
      const middle = Math.ceil(groups.length / 2);
      await loadGroups(context, load, groups.slice(0, middle), done);
      await loadGroups(context, load, groups.slice(middle), done);
      return;
    }
    done({ faults: groups.flat().map(({ line }) => refusal.at(line)), deeds: new Map() });
  }
}

async function write(context: Context, load: LoadPlan, rows: readonly SourceRow[]): Promise<Outcome> {
  const { session, keys } = context;
  const run: Run = (text, parameters) => session.rows(text, parameters);
  await holdKeys(run, keys);
  const { ready, refused } = await resolveRows(context, load, rows);
  for (const target of load.targets) {
    const deeds = ready.flatMap((candidate) => candidate.deeds.get(target) ?? []);
    const inserted = deeds.filter(({ action }) => action === 'insert');
    const updated = deeds.filter(({ action }) => action === 'update');
    const adopted = deeds.filter(({ action }) => action === 'adopt');
    const renewed = deeds.filter(({ action, hash, record }) => action === 'keep' && ![hash, ''].includes(record.hash));
    if (target.entity.name === 'party_identifier')
      await renewIdentifiersOf(run, keys, ownersOf([...inserted, ...updated]));
    if (inserted.length > 0) await insertRows(session, target.entity, inserted);
    if (updated.length > 0) await updateRows(session, target.entity, updated);
    const saved = [
      ...[...inserted, ...updated, ...adopted].map(({ key, record }) => ({ key, ...record })),
      ...renewed.map(({ key, record, hash }) => ({ key, ...record, hash })),
    ];
    const complaints = complaintsOf(target.entity.name, [...inserted, ...updated]);
    if (complaints.length > 0) await writeClocks(run, complaints);
    if (saved.length > 0) await saveRecords(session, target.entity, saved);
    await saveSeen(session, target.entity, seenOf(load, target, ready));
  }
  const faults = refused.map(({ refused: fault, row }) => (fault as RowRefused).at(row.line));
  const deeds = load.targets.map(
    (target) => [target, ready.flatMap((candidate) => candidate.deeds.get(target)?.action ?? [])] as const,
  );
  return { faults, deeds: new Map(deeds) };
}

const ownersOf = (deeds: readonly Deed[]): string[] => [
  ...new Set(deeds.flatMap(({ values }) => values.get('customer_id') ?? [])),
];

/** Which complaints have other clocks after rows of a table were written. */
function complaintsOf(table: string, deeds: readonly Deed[]): ComplaintKey[] {
  if (!table.startsWith('complaint')) return [];
  const keys = deeds.map(({ values, record }) => {
    const id = table === 'complaint' ? record.rowKey : (values.get('complaint_id') ?? '');
    return { customerId: values.get('customer_id') ?? record.ownerKey ?? '', id };
  });
  return [...new Map(keys.map((one) => [`${one.customerId} ${one.id}`, one])).values()];
}

function seenOf(load: LoadPlan, target: TargetPlan, ready: readonly Candidate[]) {
  return ready.flatMap(({ row, deeds }) => {
    const deed = deeds.get(target);
    if (!deed || deed.action === 'repeat') return [];
    return [{ key: deed.key, source: load.source.name, line: row.line, hash: deed.hash }];
  });
}

/** Why the database refused a row, or null where the error is not about the rows. */
function refusalOf(error: unknown): RowRefused | null {
  if (error instanceof RowRefused) return error;
  // Classes of SQL state: data, constraints, limits, raised by a trigger.
  if (!/^(22|23|54|P0)/.test(codeOf(error) ?? '') || !(error instanceof Error)) return null;
  const { column_name: column, constraint_name: constraint, detail } = error as Error & Record<string, unknown>;
  // Other details show the whole row.
  const reason =
    typeof detail === 'string' && detail.startsWith('Key ') ? `${error.message}; ${detail}` : error.message;
  return new RowRefused(String(column ?? constraint ?? ''), '', reason);
}

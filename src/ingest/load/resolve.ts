import { createHash } from 'node:crypto';
import type { ProtectionRing } from '../../entities/party/protection-keys';
import type { ImportPlan, LoadPlan, TargetPlan } from '../plan';
import type { SourceRow } from '../source/source.row';
import { references, referenceText, render } from '../template';
import { Candidate, type Deed } from './candidate';
import { evaluateFields, evaluateKey, RowRefused } from './evaluate';
import { resolveJoin } from './join';
import { isProtected, protect } from './protect';
import { findLoaded, findSeen, type LoadedRecord } from './record';
import { adoptable, dealKeys } from './row';
import type { Session } from './session';

export interface Context {
  readonly session: Session;
  readonly plan: ImportPlan;
  readonly keys: ProtectionRing;
}

export interface Resolved {
  readonly ready: Candidate[];
  readonly refused: Candidate[];
}

/** Decides for every row of a batch what it does in every target, before anything is written. */
export async function resolveRows(context: Context, load: LoadPlan, rows: readonly SourceRow[]): Promise<Resolved> {
  const refused: Candidate[] = [];
  let remaining = rows;
  // A row may rely on a record that a refused one was to bring, so the others are decided anew without it.
  for (;;) {
    const candidates = remaining.map((row) => new Candidate(row, context.plan.constants));
    for (const join of load.joins) await resolveJoin(context.session, context.keys, join, standing(candidates));
    for (const target of load.targets) await resolveTarget(context, load, target, standing(candidates));
    const ready = standing(candidates);
    refused.push(...candidates.filter((candidate) => candidate.refused));
    if (ready.length === remaining.length || ready.length === 0) return { ready, refused };
    remaining = ready.map((candidate) => candidate.row);
  }
}

const standing = (candidates: readonly Candidate[]) => candidates.filter((candidate) => !candidate.refused);

interface Draft {
  readonly candidate: Candidate;
  readonly key: string;
  readonly values: ReadonlyMap<string, string | null>;
  readonly hash: string;
  /** The same under older keys, by which an earlier import may have kept it. */
  readonly olderHashes: readonly string[];
}

async function resolveTarget(
  { session, keys }: Context,
  load: LoadPlan,
  target: TargetPlan,
  candidates: readonly Candidate[],
): Promise<void> {
  const drafts = candidates.flatMap((candidate) => candidate.attempt(() => draft(target, candidate, keys)) ?? []);
  const loaded = await findLoaded(
    session,
    target.entity,
    drafts.map(({ key }) => key),
  );
  const seen = await findSeen(
    session,
    target.entity,
    drafts.map(({ key }) => key),
  );
  const adopted = await adoptable(
    session,
    target,
    drafts.map(({ values }) => values),
  );
  const thereFor = (place: number, { scopes }: Candidate) =>
    adopted.get(place) ?? [...new Set(target.adoptFound.flatMap((row) => render(row, scopes) ?? []))];
  const dealt = await dealKeys(session, target.entity, drafts.length - loaded.size);
  const first = new Map<string, Draft & { readonly deed: Deed }>();
  for (const [place, one] of drafts.entries()) {
    const { candidate, key, hash, values } = one;
    candidate.attempt(() => {
      const before = first.get(key);
      const earlier = before
        ? { source: load.source.name, line: before.candidate.row.line, hash: before.hash }
        : seen.get(key);
      if (earlier) refuseRepeat(target, one, earlier);
      const known = loaded.get(place) ?? before?.deed.record;
      if (earlier && known) return candidate.decide(target, { action: 'repeat', key, values, hash, record: known });
      const owner = ownerOf(target, values);
      const deed: Deed = known
        ? { ...decideAgain(target, one, known, owner), key, values, hash }
        : { ...decideNew(target, one, thereFor(place, candidate), dealt, owner), key, values, hash };
      candidate.decide(target, deed);
      first.set(key, { ...one, deed });
    });
  }
}

function draft(target: TargetPlan, candidate: Candidate, [newest, ...older]: ProtectionRing): Draft {
  const { name } = target.entity;
  const key = evaluateKey(target.name, target.key, candidate.scopes);
  const given = evaluateFields(target, candidate.scopes);
  const values = protect(name, given, newest);
  const hash = hashOf(values);
  const olderHashes = isProtected(name) ? older.map((keys) => hashOf(protect(name, given, keys))) : [];
  if (isProtected(name)) values.set('key_version', String(newest.version));
  return { candidate, key, values, hash, olderHashes };
}

const hashOf = (values: ReadonlyMap<string, string | null>): string =>
  createHash('sha256')
    .update(JSON.stringify([...values].sort()))
    .digest('hex')
    .slice(0, 32);

const ownerOf = (target: TargetPlan, values: ReadonlyMap<string, string | null>): string | null =>
  target.entity.columns.has('customer_id') ? (values.get('customer_id') ?? null) : null;

const keyFault = (target: TargetPlan, key: string, reason: string) =>
  new RowRefused(references(target.key).map(referenceText).join(', '), key, `${target.name}: ${reason}`);

function refuseRepeat(
  target: TargetPlan,
  { key, hash }: Draft,
  earlier: { source: string; line: number; hash: string },
): void {
  const where = `line ${earlier.line} of ${earlier.source}`;
  if (!target.repeats) throw keyFault(target, key, `is there already, from ${where}`);
  if (earlier.hash !== hash) throw keyFault(target, key, `says otherwise than ${where}`);
}

function decideAgain(
  target: TargetPlan,
  { key, hash, olderHashes }: Draft,
  known: LoadedRecord,
  owner: string | null,
): Pick<Deed, 'action' | 'record'> {
  if (known.hash === '' || [hash, ...olderHashes].includes(known.hash)) return { action: 'keep', record: known };
  if (owner !== null && owner !== known.ownerKey)
    throw keyFault(target, key, 'belongs to another customer than before');
  return { action: 'update', record: { ...known, hash } };
}

function decideNew(
  target: TargetPlan,
  { key, hash, values }: Draft,
  there: readonly string[],
  dealt: string[],
  owner: string | null,
): Pick<Deed, 'action' | 'record'> {
  const [adopted] = there;
  if (there.length > 1) throw keyFault(target, key, `${there.length} rows could be adopted`);
  if (adopted !== undefined) return { action: 'adopt', record: { rowKey: adopted, ownerKey: null, hash: '' } };
  const { entity } = target;
  const rowKey =
    entity.identity === null
      ? values.get(entity.keys.filter((name) => name.endsWith('_id')).at(-1) ?? '')
      : dealt.pop();
  if (!rowKey) throw new Error(`No key was dealt for ${entity.name}`);
  return { action: 'insert', record: { rowKey, ownerKey: entity.name === 'party' ? rowKey : owner, hash } };
}

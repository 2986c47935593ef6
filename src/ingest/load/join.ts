import type { ProtectionRing } from '../../entities/party/protection-keys';
import type { IdentifiedJoin, JoinPlan, LoadedJoin, SourceJoin } from '../plan';
import { references, referenceText, render, type Template } from '../template';
import type { Candidate } from './candidate';
import { evaluateKey, RowRefused } from './evaluate';
import { findIdentified } from './identified';
import { findLoaded } from './record';
import type { Session } from './session';
import { findStaged } from './stage';

const columnOf = (templates: readonly Template[]) => templates.flatMap(references).map(referenceText).join(', ');

/** Gives each candidate what a join finds for it; refuses those for whom it finds nothing, or more than one row. */
export function resolveJoin(
  session: Session,
  keys: ProtectionRing,
  join: JoinPlan,
  candidates: readonly Candidate[],
): Promise<void> {
  if (join.kind === 'source') return fromSource(session, join, candidates);
  if (join.kind === 'loaded') return fromLoaded(session, join, candidates);
  return fromIdentified(session, keys, join, candidates);
}

async function fromSource(session: Session, join: SourceJoin, candidates: readonly Candidate[]): Promise<void> {
  const sought = candidates.map(({ scopes }) => join.values.map((template) => render(template, scopes)));
  const found = await findStaged(session, join.stage, sought);
  for (const [place, candidate] of candidates.entries()) {
    const match = found.get(place);
    if (match?.matches === 1) {
      const names = join.stage.source.columns.map(({ name }) => name);
      candidate.scopes.set(join.name, new Map(names.map((name, column) => [name, match.values[column] ?? null])));
    } else if (!match && join.optional) {
      candidate.scopes.set(join.name, new Map());
    } else {
      const what = match
        ? `${match.matches} rows of ${join.stage.source.name} match`
        : `no row of ${join.stage.source.name} matches`;
      const value = sought[place]?.map((part) => part ?? '').join(', ') ?? '';
      candidate.refuse(new RowRefused(columnOf(join.values), value, `${join.name}: ${what}`));
    }
  }
}

async function fromLoaded(session: Session, join: LoadedJoin, candidates: readonly Candidate[]): Promise<void> {
  const keys = candidates.map((candidate) => {
    if (join.optional) return render(join.key, candidate.scopes);
    return candidate.attempt(() => evaluateKey(join.name, join.key, candidate.scopes)) ?? null;
  });
  const found = await findLoaded(session, join.entity, keys);
  for (const [place, candidate] of candidates.entries()) {
    const record = found.get(place);
    if (record) {
      candidate.scopes.set(
        join.name,
        new Map([
          ['row', record.rowKey],
          ['owner', record.ownerKey],
        ]),
      );
    } else if (join.optional) {
      candidate.scopes.set(join.name, new Map());
    } else if (!candidate.refused) {
      const reason = `${join.name}: no ${join.entity.name} has been loaded for it`;
      candidate.refuse(new RowRefused(columnOf([join.key]), keys[place] ?? '', reason));
    }
  }
}

async function fromIdentified(
  session: Session,
  keys: ProtectionRing,
  join: IdentifiedJoin,
  candidates: readonly Candidate[],
): Promise<void> {
  const numbers = candidates.map(({ scopes }) => render(join.value, scopes));
  const found = await findIdentified(session, keys, join.scheme, numbers);
  for (const [place, candidate] of candidates.entries()) {
    const [party, ...others] = found.get(place) ?? [];
    if (party !== undefined && others.length === 0) {
      candidate.scopes.set(
        join.name,
        new Map([
          ['row', party],
          ['owner', party],
        ]),
      );
    } else if (party === undefined && join.optional) {
      candidate.scopes.set(join.name, new Map());
    } else {
      const what = party === undefined ? 'no party has' : `${others.length + 1} parties have`;
      const reason = `${join.name}: ${what} this ${join.scheme}`;
      candidate.refuse(new RowRefused(columnOf([join.value]), numbers[place] ?? '', reason));
    }
  }
}

import { hash } from 'node:crypto';
import type { RelatedPartySide } from '../entities/ownership/related-party-digest.table';
import { keysOf, type Session } from './session';
import type { Day } from './standing';

export type Side = RelatedPartySide;

const nothing: readonly string[] = [];

/** 128 bits of SHA-256 as a UUID. */
export const digestOf = (texts: readonly string[]): string => hash('sha256', texts.join('\n')).slice(0, 32);

/**
 * Of some parties those of whom something else is told now, as text, than when their results were written last; it is
 * noted for the next time. Whoever is not in `told` has nothing told of him.
 */
export async function changedOf(
  session: Session,
  side: Side,
  parties: readonly bigint[],
  told: ReadonlyMap<bigint, readonly string[]>,
  { isFirst }: Day,
): Promise<readonly bigint[]> {
  const keys = keysOf(session, parties);
  const digests = parties.map((party) => digestOf(told.get(party) ?? nothing));
  const given = session`
    select * from unnest(${keys}, ${`{${digests.join()}}`}::uuid[]) as g (customer_id, digest)`;
  if (isFirst) {
    await session`insert into related_party_digest (side, customer_id, digest) select ${side}, * from (${given}) as g`;
    return parties;
  }
  const changed = await session<{ party: bigint }[]>`
    with given as materialized (${given}), stood as materialized (
      select customer_id, digest from related_party_digest
      where side = ${side} and customer_id = any (${keys})
    )
    insert into related_party_digest (side, customer_id, digest)
    select ${side}, * from given where (customer_id, digest) not in (select customer_id, digest from stood)
    on conflict (customer_id, side) do update set digest = excluded.digest
    returning customer_id as party`;
  return changed.map(({ party }) => party);
}

/** Forgets what was noted of everybody else. */
export async function forgetOthers(session: Session, side: Side, parties: readonly bigint[]): Promise<void> {
  await session`
    delete from related_party_digest as d where side = ${side} and not exists (
      select from unnest(${keysOf(session, parties)}) as k (id) where k.id = d.customer_id)`;
}

/** Forgets all that was noted: what stands is compared row by row the next time. */
export const forgetAll = (session: Session) => session`delete from related_party_digest`;

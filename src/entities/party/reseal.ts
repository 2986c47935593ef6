import type { Run } from '../../database/keys-in-use';
import { identifierHash, phoneHash, type SealedText, sealIdentifier, unsealIdentifiers } from './identifier-seal';
import { cipherKeyIn, type ProtectionRing } from './protection-keys';

/** Where a row stands; the order of these two is that of the table. */
export interface Place {
  readonly customer: string;
  readonly id: string;
}

/** An identifier as it stands under an older key. */
interface OldIdentifier extends Place, SealedText {
  readonly scheme: string;
  /** Empty for a number of the outside world. */
  readonly source: string;
  readonly version: string;
  readonly hash: string;
  readonly sealed: string;
}

interface OldPhone extends Place {
  readonly value: string;
}

const older = `select customer_id::text as customer, id::text, scheme, coalesce(source, '') as source, key_version::text as version,
  encode(value_hash, 'hex') as hash, encode(value_sealed, 'hex') as sealed from party_identifier
  where key_version < $1`;

/** What of a batch was gone through, in its order, and what had to be left as it is. */
export interface Renewal {
  readonly rows: readonly Place[];
  readonly left: readonly Place[];
}

/** Brings the next identifiers of older keys behind a place under the newest one. */
export async function renewIdentifiers(run: Run, ring: ProtectionRing, after: Place, count: number): Promise<Renewal> {
  const rows = (await run(
    `${older} and (customer_id, id) > ($2::bigint, $3::bigint) order by customer_id, id limit $4 for update`,
    [ring[0].version, after.customer, after.id, count],
  )) as OldIdentifier[];
  return { rows, left: await resealed(run, ring, rows) };
}

/** Brings all identifiers of some customers under the newest key, so that one given anew is known again. */
export async function renewIdentifiersOf(run: Run, ring: ProtectionRing, customers: readonly string[]): Promise<void> {
  if (ring.length === 1) return;
  const rows = await run(`${older} and customer_id = any ($2::bigint[]) order by customer_id, id for update`, [
    ring[0].version,
    customers,
  ]);
  await resealed(run, ring, rows as OldIdentifier[]);
}

const column = <Row, Name extends keyof Row>(rows: readonly Row[], name: Name) => rows.map((row) => row[name]);

/**
 * Hashes and seals identifiers with the newest key; triggers renew what they are found by. Answers those it left as they
 * are: what its own key does not open, and what stands under the newest key already.
 */
async function resealed(run: Run, ring: ProtectionRing, rows: readonly OldIdentifier[]): Promise<Place[]> {
  if (rows.length === 0) return [];
  const [newest] = ring;
  const values = unsealIdentifiers(rows, cipherKeyIn(ring));
  const renewed = rows.flatMap((row, place) => {
    const value = values[place];
    const mac = ring.find(({ version }) => version === Number(row.version))?.identifierMac;
    // Another key may open a seal by chance, so the hash has to agree.
    if (typeof value !== 'string' || !mac || identifierHash(row.scheme, value, mac).toString('hex') !== row.hash)
      return [];
    const { hash, sealed } = sealIdentifier(row.scheme, value, newest);
    return [{ ...row, hash: hash.toString('hex'), sealed: sealed.toString('hex') }];
  });
  const once = new Map(
    renewed.map((row) => [JSON.stringify([row.customer, row.scheme, row.source, row.hash]), row]),
  ).values();
  const written = [...once];
  const done = (await run(
    `update party_identifier as t
     set value_hash = decode(n.hash, 'hex'), value_sealed = decode(n.sealed, 'hex'), key_version = $1
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) as n (customer_id, id, hash, sealed)
     where t.customer_id = n.customer_id and t.id = n.id and not exists (
       select from party_identifier as o where o.customer_id = t.customer_id and o.scheme = t.scheme
         and o.source is not distinct from t.source and o.value_hash = decode(n.hash, 'hex'))
     returning t.customer_id::text as customer, t.id::text`,
    [
      newest.version,
      column(written, 'customer'),
      column(written, 'id'),
      column(written, 'hash'),
      column(written, 'sealed'),
    ],
  )) as Place[];
  const kept = new Set(done.map(({ customer, id }) => `${customer} ${id}`));
  return rows
    .filter(({ customer, id }) => !kept.has(`${customer} ${id}`))
    .map(({ customer, id }) => ({ customer, id }));
}

/** Hashes the next phones of older keys behind a place with the newest one; they are not sealed, so that none is left. */
export async function renewPhones(run: Run, [newest]: ProtectionRing, after: Place, count: number): Promise<Renewal> {
  const rows = (await run(
    `select customer_id::text as customer, id::text, value from contact_point
     where value_hash is not null and key_version < $1 and (customer_id, id) > ($2::bigint, $3::bigint)
     order by customer_id, id limit $4 for update`,
    [newest.version, after.customer, after.id, count],
  )) as OldPhone[];
  const hashes = rows.map(({ value }) => phoneHash(value, newest.contactMac).toString('hex'));
  await run(
    `update contact_point as t set value_hash = decode(n.hash, 'hex'), key_version = $1
     from unnest($2::bigint[], $3::bigint[], $4::text[]) as n (customer_id, id, hash)
     where t.customer_id = n.customer_id and t.id = n.id`,
    [newest.version, column(rows, 'customer'), column(rows, 'id'), hashes],
  );
  return { rows, left: [] };
}

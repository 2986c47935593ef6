import type { Entity } from '../entity';
import { systemOf } from '../plan';
import type { Session } from './session';

/** What an earlier import, or an earlier batch, made of a record. */
export interface LoadedRecord {
  readonly rowKey: string;
  readonly ownerKey: string | null;
  /** Hash of its content in hex; empty for an adopted row, which is never changed. */
  readonly hash: string;
}

/** Finds the rows that records became, by place in the list of keys. */
export async function findLoaded(
  session: Session,
  entity: Entity,
  keys: readonly (string | null)[],
): Promise<ReadonlyMap<number, LoadedRecord>> {
  const rows = await session.rows<LoadedRecord & { place: number }>(
    `select o.place::int - 1 as place, r.row_key::text as "rowKey", r.owner_key::text as "ownerKey",
       encode(r.content_hash, 'hex') as hash
     from unnest($1::text[], $2::text[]) with ordinality as o (source, key, place)
     join source_record r on r.source = o.source and r.kind = $3 and r.source_key = o.key`,
    [keys.map((key) => (key === null ? null : systemOf(key))), keys, entity.name],
  );
  return new Map(rows.map(({ place, ...record }) => [place, record]));
}

export interface SavedRecord extends LoadedRecord {
  readonly key: string;
}

/** Notes in the running transaction what records have become. */
export async function saveRecords(session: Session, entity: Entity, records: readonly SavedRecord[]): Promise<void> {
  await session.rows(
    `insert into source_record (source, kind, source_key, owner_key, row_key, content_hash)
     select source, $2, key, owner, row, decode(hash, 'hex')
     from unnest($1::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[]) as t (source, key, owner, row, hash)
     on conflict (source, kind, source_key)
       do update set row_key = excluded.row_key, content_hash = excluded.content_hash, loaded_at = now()`,
    [
      records.map(({ key }) => systemOf(key)),
      entity.name,
      records.map(({ key }) => key),
      records.map(({ ownerKey }) => ownerKey),
      records.map(({ rowKey }) => rowKey),
      records.map(({ hash }) => hash),
    ],
  );
}

/** The records of this run, to tell a record that comes twice. */
export async function openSeen(session: Session): Promise<void> {
  await session.rows(
    `create temporary table import_seen
       (entity text, key text, source text, line integer, hash text, primary key (entity, key))`,
  );
}

export interface SeenRecord {
  readonly source: string;
  readonly line: number;
  readonly hash: string;
}

export async function findSeen(
  session: Session,
  entity: Entity,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SeenRecord>> {
  const rows = await session.rows<SeenRecord & { key: string }>(
    'select key, source, line, hash from import_seen where entity = $1 and key = any ($2::text[])',
    [entity.name, keys],
  );
  return new Map(rows.map(({ key, ...seen }) => [key, seen]));
}

export async function saveSeen(
  session: Session,
  entity: Entity,
  records: readonly (SeenRecord & { readonly key: string })[],
): Promise<void> {
  await session.rows(
    `insert into import_seen (entity, key, source, line, hash)
     select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::text[])`,
    [
      entity.name,
      records.map(({ key }) => key),
      records.map(({ source }) => source),
      records.map(({ line }) => line),
      records.map(({ hash }) => hash),
    ],
  );
}

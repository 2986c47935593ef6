import type { Sql } from '../../database/connect';
import { transaction } from '../../database/held';
import { changeKeys, type Run } from '../../database/keys-in-use';
import { retried } from '../../database/retried';
import type { ProtectionRing } from './protection-keys';
import { type Place, renewIdentifiers, renewPhones } from './reseal';

export interface RotationOptions {
  /** On the system login. */
  readonly sql: Sql;
  readonly ring: ProtectionRing;
  /** Told the rows gone through of all that are to be, and what is being gone through. */
  readonly progress?: (done: number, total: number, label: string) => void;
  readonly rowsAtOnce?: number;
}

/** How many rows stand under a key. */
export interface KeyUse {
  readonly version: number;
  readonly identifiers: number;
  readonly phones: number;
}

/** Of each version in use, from the oldest. */
export const keyUse = (sql: Sql): Promise<readonly KeyUse[]> =>
  sql<KeyUse[]>`
    select key_version::int as version, sum(identifiers)::float8 as identifiers, sum(phones)::float8 as phones
    from (
      select key_version, count(*) as identifiers, 0 as phones from party_identifier group by key_version
      union all
      select key_version, 0, count(*) from contact_point where value_hash is not null group by key_version
    ) as counted
    group by key_version order by key_version`;

const kinds = [
  { label: 'identifiers', renew: renewIdentifiers },
  { label: 'phones', renew: renewPhones },
];

const least = '-9223372036854775808';
const beginning: Place = { customer: least, id: least };

/**
 * Brings all identifiers and phones under the newest key, by batches: each is one transaction, so that it can be broken
 * off at any time and begun again. Answers the identifiers that had to be left as they are.
 */
export async function rotateKeys({ sql, ring, progress, rowsAtOnce = 2_000 }: RotationOptions): Promise<Place[]> {
  const [{ version }] = ring;
  const old = (await keyUse(sql)).filter((use) => use.version < version);
  const total = old.reduce((sum, { identifiers, phones }) => sum + identifiers + phones, 0);
  const left: Place[] = [];
  let done = 0;
  for (const { label, renew } of kinds) {
    for (let after: Place | undefined = beginning; after; ) {
      const from: Place = after;
      const batch = await inBatch(sql, (run) => renew(run, ring, from, rowsAtOnce));
      left.push(...batch.left);
      done += batch.rows.length;
      after = batch.rows.at(-1);
      progress?.(Math.min(done, total), total, label);
    }
  }
  return left;
}

const inBatch = <Result>(sql: Sql, work: (run: Run) => Promise<Result>): Promise<Result> =>
  retried(() =>
    transaction(sql, async (own) => {
      const run: Run = (text, parameters = []) => own.unsafe(text, parameters as never[]);
      await changeKeys(run);
      return work(run);
    }),
  );

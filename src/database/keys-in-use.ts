import { DatabaseFault } from './fault';

/** Runs one statement, however its connection is held. */
export type Run = (
  text: string,
  parameters?: (string | number | readonly (string | number | null)[])[],
) => Promise<readonly object[]>;

export type Versions = readonly { readonly version: number }[];

/** One sentence where rows stand under a key that is not at hand; null where all are. */
export async function lackingKey(run: Run, ring: Versions): Promise<string | null> {
  const [answer] = (await run('select keys_in_use() as used')) as { used: number[] }[];
  const lacking = answer?.used.filter((used) => ring.every(({ version }) => version !== used)) ?? [];
  if (lacking.length === 0) return null;
  return `Identifiers or phones stand under key ${lacking.join(', ')}, which the secret key file does not hold; put it back.`;
}

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x6b6579];

/**
 * Until the transaction ends, no key is changed beside it; to be asked for first in it, so that nobody waits for
 * each other. Throws a DatabaseFault where a key is not at hand: what is written could stand there twice.
 */
export async function holdKeys(run: Run, ring: Versions): Promise<void> {
  await run('select pg_advisory_xact_lock_shared($1::int, $2::int)', lock);
  const lacking = await lackingKey(run, ring);
  if (lacking !== null) throw new DatabaseFault(lacking);
}

/** Until the transaction ends, nobody who holds keys writes beside it. */
export async function changeKeys(run: Run): Promise<void> {
  await run('select pg_advisory_xact_lock($1::int, $2::int)', lock);
}

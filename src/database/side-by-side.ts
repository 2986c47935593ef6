import type { Held } from './held';

/**
 * Does pieces of work on several connections: whichever is free takes the next piece, one that is promised once it is
 * given; none begins after a failure.
 */
export async function sideBySide<Piece>(
  sessions: readonly (Held | Promise<Held>)[],
  pieces: Iterable<Piece>,
  work: (session: Held, piece: Piece) => Promise<unknown>,
): Promise<void> {
  const waiting = pieces[Symbol.iterator]();
  let hasFailed = false;
  const workers = sessions.map(async (promised) => {
    try {
      const session = await promised;
      for (let next = waiting.next(); !next.done && !hasFailed; next = waiting.next()) await work(session, next.value);
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  });
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

/** A work in pieces; none begins before the works that it needs, which stand before it, are done. */
export interface Work<Piece> {
  readonly name: string;
  readonly needs: readonly string[];
  readonly pieces: readonly Piece[];
}

/** Does the pieces of works in their order, on several connections as `sideBySide` does. */
export async function inOrder<Piece>(
  sessions: readonly Held[],
  works: readonly Work<Piece>[],
  work: (session: Held, piece: Piece) => Promise<unknown>,
): Promise<void> {
  const begun = new Map<string, Promise<unknown>[]>();
  const pieces = works.flatMap(({ name, needs, pieces }) => {
    const missing = needs.find((need) => !begun.has(need));
    if (missing !== undefined) throw new Error(`${name} needs ${missing}, which does not stand before it`);
    const own: Promise<unknown>[] = [];
    begun.set(name, own);
    return pieces.map((piece) => ({ needs, own, piece }));
  });
  await sideBySide(sessions, pieces, async (session, { needs, own, piece }) => {
    // Pieces are taken in order: whatever this one needs has been taken by now.
    const before = Promise.all(needs.flatMap((need) => begun.get(need) ?? []));
    const done = before.then(() => work(session, piece));
    own.push(done);
    await done;
  });
}

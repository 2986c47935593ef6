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

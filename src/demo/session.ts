import type { Held } from '../database/held';
import * as work from '../database/work';
import { DemoError } from './demo.error';
import type { Statement, Step } from './statement';

export { inTransaction, type Session } from '../database/work';

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x64656d] as const;
const busy = () => new DemoError('Another fill of the demo bank is running on this database; wait until it has ended');

/** Does the work while no other fill can; DemoError where one is under way. */
export const whileLocked = (held: Held, todo: () => Promise<void>): Promise<void> =>
  work.whileLocked(held, lock, busy, todo);

/** Runs the steps in order; drafts are analysed, because what follows joins them. */
export async function runSteps(session: work.Session, steps: readonly Step[], open: () => Statement): Promise<void> {
  for (const { table, write } of steps) {
    const statement = open();
    const text = write(statement);
    await session.unsafe(text, statement.values as never[]);
    if (table.startsWith('demo_')) {
      await session`analyze ${session(table)}`;
    }
  }
}

import { writeAllClocks } from '../complaints/write-clocks';
import { configOrExit } from '../config';
import { inTransaction } from '../database/work';
import { withDatabase, withHeld } from './database-at-hand';

/** Sets the clocks of all complaints by the rules and calendars as they are now. */
export async function clocks(): Promise<void> {
  const config = configOrExit();
  await withDatabase(config, (database) =>
    withHeld(database, 'clocks', async (held) => {
      const count = await writeAllClocks((work) =>
        inTransaction(held, (session) => work((text, parameters) => session.unsafe(text, parameters as never[]))),
      );
      process.stdout.write(`The clocks of ${count.toLocaleString('en')} complaints are set.\n`);
    }),
  );
}

import { systemClock } from '../clock';
import { configOrExit } from '../config';
import { escalateComplaints } from '../entities/complaint/escalate-complaints';
import { withDatabase, withHeld } from './database-at-hand';

/** Takes complaints whose clocks run out up to the next level, by the rules of escalation. */
export async function escalate(): Promise<void> {
  const config = configOrExit();
  await withDatabase(config, (database) =>
    withHeld(database, 'escalate', async (held) => {
      const counts = await escalateComplaints(held, { now: systemClock(), timeZone: config.bankTimeZone });
      const told = counts.map((count, at) => `${count.toLocaleString('en')} to level ${at + 1}`);
      process.stdout.write(`Complaints taken up: ${told.join(', ')}.\n`);
    }),
  );
}

import { type DatabaseAtHand, databaseAtHand } from './commands/database-at-hand';
import { fillWhereEmpty } from './commands/demo';
import { failOnOneLine } from './commands/failure';
import { demoPeople, firstScreen } from './commands/first-screen';
import { migrateAtHand } from './commands/migrate';
import { serveAtHand } from './commands/serve';
import { tokenFor } from './commands/token';
import { type Config, configOrExit } from './config';

const demoSeed = 1;

/** What `npm start` runs: a database, the newest tables, the demo bank where it is wanted, and the graph over it. */
async function main(): Promise<void> {
  const config = configOrExit();
  say('Starting the database …');
  const database = await databaseAtHand(config);
  try {
    await prepare(config, database);
    const { address } = await serveAtHand(config, database);
    say(firstScreen({ address, tokens: await tokensOf(config) }));
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function prepare(config: Config, database: DatabaseAtHand): Promise<void> {
  if (database.ownerUrl) await migrateAtHand(database);
  const { demoCustomers: customers } = config;
  if (customers === undefined) return;
  say(`Looking at the bank; an empty one is filled with ${customers.toLocaleString('en')} demo customers …`);
  await fillWhereEmpty(config, database, { customers, seed: demoSeed });
}

async function tokensOf(config: Config): Promise<ReadonlyMap<string, string>> {
  if (config.demoCustomers === undefined || config.tokens.kind !== 'file' || !config.tokens.own) return new Map();
  const staff = Object.keys(demoPeople);
  return new Map(await Promise.all(staff.map(async (as) => [as, await tokenFor(config, as, clientOf(as))] as const)));
}

/** The reporting tool reads through its own client's documents, the others through any text. */
const clientOf = (staffNumber: string) => (staffNumber.startsWith('RP') ? 'reporting' : 'demo');

const say = (text: string) => process.stdout.write(`${text}\n`);

void failOnOneLine(main());

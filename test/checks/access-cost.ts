import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '../../src/database/connect';
import { switchRowSecurity } from '../../src/database/row-security';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { type Cell, weigh } from './cost-weigh';
import { type OwnBank, onScratchBank } from './scratch-bank';

const usage = `Requests a second with the walls, against the same server and the same rows without them.
  --without WALLS  what the other server lacks: all, row-security or audit (all)
  --customers N    size of the bank (20000)
  --seconds S      length of a measure (0.3)
  --rounds N       measures of each document for each reader (15)
  --callers N      how many ask at once (32: enough to keep the machine at work)
  --json FILE      writes every measure`;

/** The least share of the other server's requests a second. */
const least = { all: 0.7, 'row-security': 0.7, audit: 0.9 } as const;
type Walls = keyof typeof least;

const key = Buffer.alloc(32, 7);

function optionsFrom(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { without: text, customers: text, seconds: text, rounds: text, callers: text, json: text };
  const { values } = parseArgs({ args, options });
  const number = (name: 'customers' | 'seconds' | 'rounds' | 'callers', usual: number) => {
    const value = Number(values[name] ?? usual);
    const isFit = value > 0 && (name === 'seconds' ? value <= 60 : Number.isSafeInteger(value));
    if (!isFit) throw new Error(`--${name} must be a ${name === 'seconds' ? '' : 'whole '}number above 0.`);
    return value;
  };
  const without = values.without ?? 'all';
  if (!Object.hasOwn(least, without)) throw new Error(`--without must be one of ${Object.keys(least).join(', ')}.`);
  return {
    without: without as Walls,
    customers: number('customers', 20_000),
    seconds: number('seconds', 0.3),
    rounds: number('rounds', 15),
    callers: number('callers', 32),
    json: values.json,
  };
}

async function fill({ systemUrl, ownerUrl }: OwnBank, customers: number): Promise<void> {
  const secret = secretFrom(key);
  const secrets = protectionKeys(secret);
  const [system, owner] = [connect(systemUrl, { name: 'check', max: 2 }), connect(ownerUrl, { name: 'check', max: 1 })];
  await fillDemo({ sql: system.sql, customers, seed: 1, secrets });
  await owner.sql`vacuum analyze`;
  await Promise.all([system.end(), owner.end()]);
}

function tell({ document, reader, guarded, bare, ratio }: Cell): void {
  const rate = (value: number) => `${Math.round(value)}/s`.padStart(7);
  console.log(`${document.padEnd(5)} ${reader}  ${rate(guarded)} with, ${rate(bare)} without  ${ratio.toFixed(2)}`);
}

async function main(): Promise<void> {
  let options: ReturnType<typeof optionsFrom>;
  try {
    options = optionsFrom(process.argv.slice(2));
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const { without, customers, json } = options;
  const folder = await mkdtemp(join(tmpdir(), 'c360-cost-'));
  const keyFile = join(folder, 'secret.key');
  await writeFile(keyFile, key);
  const work = async (guarded: OwnBank) => {
    const bare = await guarded.copy();
    if (without !== 'audit') await switchRowSecurity({ ownerUrl: bare.ownerUrl, on: false });
    return weigh({
      guarded: { appUrl: guarded.appUrl, audited: true },
      bare: { appUrl: bare.appUrl, audited: without === 'row-security' },
      ...{ ...options, key, keyFile },
    });
  };
  const cells = await onScratchBank((bank) => fill(bank, customers), work, true).finally(() =>
    rm(folder, { recursive: true }),
  );
  for (const cell of cells) tell(cell);
  const ratio = Math.min(...cells.map((cell) => cell.ratio));
  if (json) await writeFile(json, JSON.stringify({ ...options, ratio, cells }, null, 2));
  console.log(`cost ratio: ${ratio.toFixed(2)}`);
  process.exitCode = ratio >= least[without] ? 0 : 1;
}

void main();

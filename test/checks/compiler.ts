import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { type CampaignReport, campaign, type Finding } from '../support/reference/campaign';
import { fillBank } from '../support/reference/fixture';
import { openWorld } from '../support/reference/world';
import { type Fault, faults } from './compiler-faults';
import { onScratchBank, type ScratchBank } from './scratch-bank';

const usage = `Compares the compiler with a reference executor on random documents.
  --documents N   how many documents (20000; with --sabotage at most so many for each fault: 3000)
  --seed N        which documents (1)
  --customers N   size of the bank (300)
  --sabotage      puts one fault after another into the compiler and asks that each is found
  --json FILE     writes the whole report`;

interface Options {
  readonly documents: number;
  readonly seed: number;
  readonly customers: number;
  readonly json: string | undefined;
  readonly sabotage: boolean;
  /** A bank that is there already; used for the runs with a fault. */
  readonly bank: ScratchBank | undefined;
}

class UsageError extends Error {}

function optionsFrom(args: string[]): Options {
  const text = { type: 'string' } as const;
  const options = {
    documents: text,
    seed: text,
    customers: text,
    json: text,
    bank: text,
    sabotage: { type: 'boolean' } as const,
  };
  const { values } = parseArgs({ args, options } as const);
  const number = (name: 'documents' | 'seed' | 'customers', usual: number) => {
    const value = Number(values[name] ?? usual);
    if (!Number.isSafeInteger(value) || value < 0)
      throw new UsageError(`--${name} must be a whole number, not ${values[name]}.`);
    return value;
  };
  const sabotage = values.sabotage === true;
  return {
    documents: number('documents', sabotage ? 3000 : 20_000),
    seed: number('seed', 1),
    customers: number('customers', 300),
    json: values.json,
    sabotage,
    bank: values.bank === undefined ? undefined : JSON.parse(values.bank),
  };
}

async function compare(
  bank: ScratchBank,
  options: Options,
  mostFindings: number,
  say: boolean,
): Promise<CampaignReport> {
  const world = await openWorld(bank);
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} documents, {eta_formatted} left' },
    Presets.shades_classic,
  );
  if (say) bar.start(options.documents, 0);
  try {
    return await campaign(world, { ...options, mostFindings, progress: (done) => bar.update(done) });
  } finally {
    bar.stop();
    await world.end();
  }
}

function tell({ document, staffNumber, text, variables, path, expected, got }: Finding, seed: number): void {
  console.log(`--- seed ${seed}, document ${document}, reader ${staffNumber}, at ${path}`);
  console.log(`expected ${JSON.stringify(expected)}\ngot      ${JSON.stringify(got)}`);
  console.log(`variables ${JSON.stringify(variables)}\n${text}`);
}

async function compareAndTell(bank: ScratchBank, options: Options): Promise<object> {
  const report = await compare(bank, options, 10, true);
  for (const finding of report.findings) tell(finding, options.seed);
  const { documents, requests, inTransactions, refused, empty, untold, seconds } = report;
  console.log(`${documents} documents, ${requests} requests: ${refused} refused by both, ${empty} without any record`);
  console.log(`${inTransactions} of them once more in a transaction that had served somebody before`);
  console.log(untold.length === 0 ? 'every field was told' : `fields that no answer told: ${untold.join(', ')}`);
  console.log(`${seconds.toFixed(0)} s, ${((1000 * seconds) / requests).toFixed(1)} ms a request`);
  console.log(`differences: ${report.differences}`);
  process.exitCode = report.differences === 0 ? 0 : 1;
  return report;
}

interface Caught {
  readonly fault: string;
  /** After how many documents it was found; null where it was not. */
  readonly documents: number | null;
  readonly finding?: Finding;
}

/** Runs the comparison in a process of its own, whose sources hold the fault. */
async function withFault(fault: Fault, bank: ScratchBank, { documents, seed }: Options): Promise<Caught> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-fault-'));
  const [patches, report] = [join(folder, 'patches.json'), join(folder, 'report.json')];
  await writeFile(patches, JSON.stringify([fault]));
  const runner = join(__dirname, 'run.mjs');
  const own = [
    '--bank',
    JSON.stringify(bank),
    '--documents',
    String(documents),
    '--seed',
    String(seed),
    '--json',
    report,
  ];
  const child = spawn(process.execPath, [runner, '--patches', patches, __filename, ...own], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  await new Promise((resolve) => child.once('close', resolve));
  try {
    const text = await readFile(report, 'utf8').catch(() => null);
    if (text === null) throw new Error(`"${fault.name}" could not be tried: ${Buffer.concat(complaints)}`);
    const { documents: asked, findings }: CampaignReport = JSON.parse(text);
    const [finding] = findings;
    return { fault: fault.name, documents: finding ? asked : null, ...(finding && { finding }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sabotage(bank: ScratchBank, options: Options): Promise<object> {
  const caught: Caught[] = [];
  for (const fault of faults) {
    const result = await withFault(fault, bank, options);
    console.log(
      `${result.documents === null ? 'NOT CAUGHT' : `caught within ${result.documents} documents`}: ${fault.name}`,
    );
    caught.push(result);
  }
  const count = caught.filter(({ documents }) => documents !== null).length;
  console.log(`faults caught: ${count}/${faults.length}`);
  process.exitCode = count === faults.length ? 0 : 1;
  return { faults: caught };
}

/** One finding is enough of a run with a fault, which tells nobody but the run that began it. */
async function compareQuietly(bank: ScratchBank, options: Options): Promise<object> {
  const report = await compare(bank, options, 1, false);
  process.exitCode = report.differences === 0 ? 0 : 1;
  return report;
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  const report = options.bank
    ? await compareQuietly(options.bank, options)
    : await onScratchBank(
        ({ systemUrl }) => fillBank(systemUrl, options.customers),
        (bank) => (options.sabotage ? sabotage(bank, options) : compareAndTell(bank, options)),
      );
  if (options.json) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
}

main().catch((cause: unknown) => {
  const isUsage =
    cause instanceof UsageError ||
    (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS'));
  console.error(isUsage ? `${(cause as Error).message}\n${usage}` : cause);
  process.exitCode = 2;
});

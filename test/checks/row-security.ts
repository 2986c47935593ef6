import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { viewerSetting } from '../../src/access/scope';
import { connect, type Sql } from '../../src/database/connect';
import { startEmbedded } from '../../src/database/embedded/embedded';
import { migrate } from '../../src/database/migrate';
import { fillBank } from '../support/reference/fixture';
import { lateralForm, scalarForm, tryForm } from '../support/walls/forms';
import { protectedTables } from '../support/walls/protected';
import { rowDifferences, unlikeReaders, viewerAt } from '../support/walls/readers';
import { answersBehind, withOpenPolicy } from '../support/walls/two-walls';
import { onPostgres, type ServerUrls } from './postgres';

const usage = `Proves row security, and that each wall alone gives the same answers.
  --postgres DIR  the folder of another PostgreSQL's programs (the embedded one)
  --documents N   random documents for each set of walls (400)
  --shapes N      random trees for the form of the statement (1000)
  --seed N        which of them (1)
  --json FILE     writes the whole report`;

function optionsFrom(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { postgres: text, documents: text, shapes: text, seed: text, json: text };
  const { values } = parseArgs({ args, options });
  const number = (name: 'documents' | 'shapes' | 'seed', usual: number) => {
    const value = Number(values[name] ?? usual);
    if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1.`);
    return value;
  };
  const { postgres, json } = values;
  return {
    postgres,
    json,
    documents: number('documents', 400),
    shapes: number('shapes', 1000),
    seed: number('seed', 1),
  };
}

type Options = ReturnType<typeof optionsFrom>;

/** What was tried, and whether it came out as it must. */
interface Trial {
  readonly name: string;
  readonly holds: boolean;
  readonly found: unknown;
}

async function trials(urls: ServerUrls, { documents, shapes, seed }: Options, tell: (trial: Trial) => void) {
  const [app, system] = [urls.appUrl, urls.systemUrl].map((url) => connect(url, { name: 'check', max: 1 }));
  if (!app || !system) throw new Error('There are no connections.');
  const note = (name: string, holds: boolean, found: unknown) => tell({ name, holds, found });
  try {
    await rowTrials(app.sql, system.sql, urls, note);
    await formTrials(app.sql, shapes, seed, note);
    for (const [name, walls] of [
      ['both walls', { predicates: true, rowSecurity: true }],
      ['the predicates alone', { predicates: true, rowSecurity: false }],
      ['row security alone', { predicates: false, rowSecurity: true }],
    ] as const) {
      const { differences, findings } = await answersBehind(walls, urls, { documents, seed });
      note(`${name}: ${documents} documents answered like the reference`, differences === 0, findings);
    }
    const none = { predicates: false, rowSecurity: false };
    const { differences } = await answersBehind(none, urls, { documents: 100, seed, mostFindings: 1 });
    note('no wall at all is found out', differences > 0, differences);
  } finally {
    await app.end();
    await system.end();
  }
}

type Note = (name: string, holds: boolean, found: unknown) => void;

async function rowTrials(app: Sql, system: Sql, urls: ServerUrls, note: Note): Promise<void> {
  const open: string[] = [];
  for (const { table } of protectedTables) {
    const refused = await app`select from ${app(table)}`.then(
      () => false,
      () => true,
    );
    if (!refused) open.push(table);
  }
  note('every table refuses without a viewer', open.length === 0, open);
  const readers = await unlikeReaders(system);
  const { differences } = await rowDifferences(app, system, readers);
  note(
    `${readers.length} readers see their rows of ${protectedTables.length} tables`,
    differences.length === 0,
    differences,
  );
  const unseen: string[] = [];
  for (const { table } of protectedTables) {
    const broken = await withOpenPolicy(urls.ownerUrl, table, () => rowDifferences(app, system, ['BM0001', 'RM0001']));
    if (!broken.differences.some((one) => one.table === table && one.tooMuch > 0)) unseen.push(table);
  }
  note('an open policy is found out, on each table', unseen.length === 0, unseen);
}

async function formTrials(app: Sql, shapes: number, seed: number, note: Note): Promise<void> {
  const settings = await Promise.all(['BM0001', 'HO0001'].map(async (one) => viewerSetting(await viewerAt(app, one))));
  const viewers = settings as [string, string];
  const scalar = await tryForm(app, scalarForm, viewers, shapes, seed);
  note(`the form as compiled, ${shapes} trees: no leak`, scalar.leaks + scalar.refusals === 0, scalar);
  const lateral = await tryForm(app, lateralForm, viewers, 100, seed);
  note('control: the tree as a FROM item leaks', lateral.leaks > 0 && lateral.refusals > 0, lateral);
}

/** A migrated and filled database of its own on that PostgreSQL. */
async function onBank(server: ServerUrls, work: (urls: ServerUrls) => Promise<void>): Promise<void> {
  const at = (url: string) => Object.assign(new URL(url), { pathname: '/walls' }).href;
  const admin = connect(server.adminUrl, { name: 'check', max: 1 });
  const [row] = await admin.sql`select version() as version`;
  console.log(String(row?.version).split(' on ')[0]);
  await admin.sql`create database walls`;
  await admin.end();
  // A superuser makes the logins that are absent, and everything as the owner.
  await migrate({ ownerUrl: at(server.adminUrl) });
  const { adminUrl, ownerUrl, systemUrl, appUrl } = server;
  const urls = { adminUrl: at(adminUrl), ownerUrl: at(ownerUrl), systemUrl: at(systemUrl), appUrl: at(appUrl) };
  await fillBank(urls.systemUrl, 200);
  await work(urls);
}

async function onEmbedded(work: (urls: ServerUrls) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-check-'));
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder: join(folder, 'data'), durable: false });
  try {
    await work(server);
  } finally {
    await server.stop();
    for (const path of [server.files, folder]) await rm(path, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  let options: Options;
  try {
    options = optionsFrom(process.argv.slice(2));
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const report: Trial[] = [];
  const tell = (trial: Trial) => {
    report.push(trial);
    console.log(`${trial.holds ? 'holds' : 'FAILS'}: ${trial.name}`);
    if (!trial.holds) console.log(JSON.stringify(trial.found, null, 1).slice(0, 5_000));
  };
  const work = (server: ServerUrls) => onBank(server, (urls) => trials(urls, options, tell));
  if (options.postgres) await onPostgres(options.postgres, work);
  else await onEmbedded(work);
  if (options.json) await writeFile(options.json, JSON.stringify(report, null, 2));
  const failed = report.filter(({ holds }) => !holds).length;
  console.log(`row security faults: ${failed}`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();

import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type BenchBank, onBenchBank } from './bank';
import { chartOf } from './chart';
import { countStatements } from './counting';
import { documents, type SingleWork } from './documents';
import { figuresOf } from './figures';
import { growthLines, type Sized } from './growth';
import { type Loader, startLoader } from './loading';
import { measure, type Run, wireOf } from './measure';
import { type BenchOptions, benchOptions, type ServerName } from './options';
import { judged, lastLines, tableOf } from './report';
import { type Served, serve } from './serving';
import { soak } from './soak';
import { findSubjects, type Subjects } from './subjects';
import { canonicalAnswers, checkEqual, expectedOf } from './verify';

const say = (line: string) => console.log(line);
const mostCompared = 40;
const works = Object.keys(documents) as SingleWork[];

export type Statements = Partial<Record<ServerName, Partial<Record<SingleWork, number>>>>;

/** Compares the answers of all servers, field by field, and counts their statements, before anything is timed. */
async function verify(options: BenchOptions, bank: BenchBank, subjects: Subjects, loader: Loader): Promise<Statements> {
  const counted: Statements = {};
  const proxy = await countStatements(bank.peerUrl);
  const counting = { ...bank };
  for (const name of ['peerUrl', 'appUrl', 'openUrl'] as const)
    Object.assign(counting, { [name]: proxy.through(bank[name]) });
  const answers = new Map<SingleWork, unknown[]>();
  try {
    for (const name of ['product' as const, ...options.servers.filter((one) => one !== 'product')]) {
      const served = await serve(name, counting, subjects);
      try {
        for (const work of works) {
          if (!served.works.includes(work)) continue;
          const got = await canonicalAnswers(served, work, mostCompared);
          if (name === 'product') answers.set(work, got);
          // Its identifiers are others, and it is compared with nobody.
          else if (name !== 'unmasked') checkEqual(served, work, expectedOf(name, work, answers.get(work) ?? []), got);
          const before = proxy.count();
          const { answered } = await loader.load(served, wireOf(served, work), 8, 0.3);
          counted[name] = { ...counted[name], [work]: (proxy.count() - before) / answered };
        }
      } finally {
        await served.stop();
      }
      say(`${name}: answers are equal`);
    }
  } finally {
    proxy.stop();
  }
  return counted;
}

async function bench(options: BenchOptions, bank: BenchBank, subjects: Subjects): Promise<Run[]> {
  const loader = startLoader();
  const servers: Served[] = [];
  try {
    const statements = await verify(options, bank, subjects, loader);
    for (const name of options.servers) servers.push(await serve(name, bank, subjects));
    const runs = await measure(options, bank, servers, loader, say);
    const figures = figuresOf(runs);
    const load = loadavg().map((one) => Math.round(one * 10) / 10);
    say(tableOf(figures, statements));
    if (options.report) {
      await mkdir(options.report, { recursive: true });
      await writeFile(join(options.report, 'figures.md'), `${tableOf(figures, statements)}\n`);
      await writeFile(join(options.report, 'figures.svg'), chartOf(figures, judged));
    }
    say(`Load of the machine at the end: ${load.join(', ')}`);
    if (options.json) {
      await writeFile(options.json, JSON.stringify({ options, load, figures, statements, runs }, null, 1));
    }
    return runs;
  } finally {
    loader.stop();
    for (const served of servers) await served.stop();
  }
}

async function main(): Promise<void> {
  const options = benchOptions();
  const measured: Sized[] = [];
  for (const customers of options.sizes) {
    const folder = options.bank && (options.sizes.length > 1 ? join(options.bank, String(customers)) : options.bank);
    await onBenchBank({ customers, folder, say }, async (bank) => {
      const subjects = await findSubjects(bank.sql);
      if (options.soak !== undefined) return soak(bank, subjects, options.soak, say);
      measured.push({ customers, runs: await bench(options, bank, subjects) });
    });
  }
  for (const line of growthLines(measured)) say(line);
  for (const line of lastLines(measured.at(-1)?.runs ?? [])) say(line);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

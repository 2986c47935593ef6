import { writeFile } from 'node:fs/promises';
import { Presets, SingleBar } from 'cli-progress';
import { AccessWorld } from '../support/access/access-world';
import { type BankUrls, onOddBanks } from '../support/access/banks';
import { coverageTable } from '../support/access/coverage';
import { type ProbeReport, probe } from '../support/access/probes';
import { notInTheTable, unreachable } from '../support/access/unreachable';
import { type AccessOptions, optionsFrom, UsageError, usage } from './access-options';
import { sabotage } from './access-sabotage';

/** The larger one is the demo bank's size in the tests; the others are small and differ with the seed. */
const sizes = (seed: number) => [300, 60 + ((seed * 37) % 40), 100 + ((seed * 53) % 50), 70];

async function probed(banks: readonly BankUrls[], options: AccessOptions, mostLeaks: number): Promise<ProbeReport> {
  const worlds: AccessWorld[] = [];
  const bar = new SingleBar({ format: '{bar} {value}/{total} probes, {eta_formatted} left' }, Presets.shades_classic);
  if (!options.banks) bar.start(options.probes, 0);
  try {
    for (const bank of banks) worlds.push(await AccessWorld.open(bank));
    const { probes, seed, byWallOnly } = options;
    return await probe(worlds, {
      probes,
      seed,
      mostLeaks,
      progress: (done) => bar.update(done),
      // Row security states all rows that a look-up may reach, so that it cannot tell a list from a look-up.
      ...(byWallOnly && {
        readers: ({ standings }) => !standings.some((one) => /^(TELLER|SERVICE)|by break-glass$/.test(one)),
      }),
    });
  } finally {
    bar.stop();
    for (const world of worlds) await world.end();
  }
}

function tell(report: ProbeReport, { seed, probes }: AccessOptions): void {
  for (const { probe: at, bank, staffNumber, path, expected, got, text, variables } of report.leaks) {
    console.log(`--- seed ${seed}, probe ${at} on bank ${bank}, reader ${staffNumber}, at ${path}`);
    console.log(`expected ${JSON.stringify(expected)}\ngot      ${JSON.stringify(got)}`);
    console.log(`variables ${JSON.stringify(variables)}\n${text}\n`);
  }
  const { coverage } = report;
  console.log(
    `\nProbes by role, relation and data class (F full, M masked, H hidden):\n\n${coverageTable(coverage)}\n`,
  );
  for (const { names, reason } of unreachable) console.log(`Not reachable (${names.length} cells): ${reason}`);
  for (const line of notInTheTable) console.log(`Not in the table: ${line}`);
  const kinds = ['edge', 'filter', 'order'] as const;
  const told = kinds.map((kind) => {
    const counts = coverage.goals.filter((goal) => goal.kind === kind).map(({ name }) => coverage.count(name));
    return `${counts.length} ${kind}s, each at least ${Math.min(...counts)} times`;
  });
  console.log(`${told.join('; ')}.`);
  for (const { name } of coverage.short(probes / 1000)) {
    console.log(`left out: ${name} (${coverage.count(name)} of at least ${Math.ceil(probes / 1000)})`);
  }
  for (const name of coverage.wronglyDeclared()) console.log(`declared as not reachable, and met: ${name}`);
}

/** Whether everything that can be met was met often enough, and nothing else. */
const isCovered = ({ coverage }: ProbeReport, { probes }: AccessOptions) =>
  coverage.short(probes / 1000).length === 0 && coverage.wronglyDeclared().length === 0;

const plain = ({ coverage, ...report }: ProbeReport) => ({
  ...report,
  coverage: Object.fromEntries(coverage.goals.map(({ name }) => [name, coverage.count(name)])),
});

async function probeAndTell(banks: readonly BankUrls[], options: AccessOptions): Promise<object> {
  const report = await probed(banks, options, 10);
  tell(report, options);
  const { probes, refused, empty, sequences, seconds, leaks } = report;
  console.log(`${probes} probes: ${refused} refused by both, ${empty} without any record; ${sequences} sequences`);
  console.log(`${seconds.toFixed(0)} s, ${((1000 * seconds) / probes).toFixed(1)} ms a probe`);
  console.log(`leaks: ${leaks.length}`);
  process.exitCode = leaks.length === 0 && isCovered(report, options) ? 0 : 1;
  return plain(report);
}

async function run(options: AccessOptions): Promise<object> {
  const { banks, seed } = options;
  if (options.sabotage) return sabotage(options);
  if (!banks) return onOddBanks(sizes(seed), seed, (made) => probeAndTell(made, options));
  // One leak is enough of a run with a fault, which tells nobody but the run that began it.
  const report = await probed(banks, options, 1);
  process.exitCode = report.leaks.length === 0 ? 0 : 1;
  return plain(report);
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  const report = await run(options);
  if (options.json) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
}

main().catch((cause: unknown) => {
  console.error(cause instanceof UsageError ? `${cause.message}\n${usage}` : cause);
  process.exitCode = 2;
});

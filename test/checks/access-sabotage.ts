import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BankUrls, dropRowSecurity, onOddBanks } from '../support/access/banks';
import type { Leak } from '../support/access/leaks';
import type { ProbeReport } from '../support/access/probes';
import type { AccessFault } from './access-fault';
import { accessFaults } from './access-faults';
import type { AccessOptions } from './access-options';

export interface Caught {
  readonly fault: string;
  /** After how many probes it was caught; null where it was not. */
  readonly probes: number | null;
  readonly leak?: Leak;
}

interface Run {
  readonly probes: number;
  readonly seed: number;
  readonly byWallOnly?: boolean;
}

/** Probes banks in a process of its own, whose sources hold the fault. */
export async function probeWithFault(fault: AccessFault, banks: readonly BankUrls[], run: Run): Promise<Caught> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-fault-'));
  const [patches, report] = [join(folder, 'patches.json'), join(folder, 'report.json')];
  await writeFile(patches, JSON.stringify(fault.patches));
  const own = ['--banks', JSON.stringify(banks), '--probes', String(run.probes), '--seed', String(run.seed)];
  if (run.byWallOnly) own.push('--by-wall-only');
  const args = [
    join(__dirname, 'run.mjs'),
    '--patches',
    patches,
    join(__dirname, 'access.ts'),
    ...own,
    '--json',
    report,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  await new Promise((resolve) => child.once('close', resolve));
  try {
    const text = await readFile(report, 'utf8').catch(() => null);
    if (text === null) throw new Error(`"${fault.name}" could not be tried: ${Buffer.concat(complaints)}`);
    const { leaks }: Pick<ProbeReport, 'leaks'> = JSON.parse(text);
    const [leak] = leaks;
    return { fault: fault.name, probes: leak?.probe ?? null, ...(leak && { leak }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts one fault after another into the product. Row security is off for that: it would stand in for a predicate that
 * is gone; without a fault nothing may be found. Before, the faults of scope with it on, for readers whose whole scope
 * it states, where nothing may show; and with it off on the one table whose predicate is gone.
 */
export async function sabotage(options: AccessOptions): Promise<object> {
  const { seed, probes } = options;
  const faults = accessFaults.filter(({ name }) => options.fault.test(name));
  return onOddBanks([60 + (seed % 20), 90], seed, async ([first, second]) => {
    const [walled, open] = [first as BankUrls, second as BankUrls];
    const heldBack = await behindTheSecondWall(faults, walled, options);
    const caught: Caught[] = [];
    const tried = async (fault: AccessFault, banks: readonly BankUrls[], name = fault.name) => {
      const result = { ...(await probeWithFault(fault, banks, { probes, seed })), fault: name };
      const { probes: after, leak } = result;
      console.log(after === null ? `NOT CAUGHT: ${name}` : `caught after ${after} probes at ${leak?.path}: ${name}`);
      caught.push(result);
    };
    for (const fault of faults.filter(({ table }) => table)) {
      const { table, name } = fault;
      await dropRowSecurity(walled, [table as string]);
      await tried(fault, [walled], `row security off on ${table} with the ${name}`);
    }
    for (const bank of [walled, open]) await dropRowSecurity(bank);
    const unchanged = await probeWithFault({ name: 'none', patches: [] }, [open, walled], { probes: 300, seed });
    if (unchanged.leak) throw new Error(`Found without any fault, at ${unchanged.leak.path}: ${unchanged.leak.text}`);
    for (const fault of faults) await tried(fault, [open, walled]);
    const count = caught.filter(({ probes: after }) => after !== null).length;
    console.log(`faults caught: ${count}/${caught.length}`);
    process.exitCode = count === caught.length && heldBack ? 0 : 1;
    return { faults: caught };
  });
}

async function behindTheSecondWall(faults: readonly AccessFault[], bank: BankUrls, { seed, probes }: AccessOptions) {
  let holds = true;
  for (const fault of faults.filter(({ isHeldBack }) => isHeldBack)) {
    const run = { probes: Math.min(probes, 400), seed, byWallOnly: true };
    const { probes: after, leak } = await probeWithFault(fault, [bank], run);
    holds &&= after === null;
    const told = after === null ? 'nothing passed it' : `PASSED after ${after} probes at ${leak?.path}`;
    console.log(`row security alone: ${told}: ${fault.name}`);
  }
  return holds;
}

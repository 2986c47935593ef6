import type { BenchBank } from './bank';
import { type SingleWork, weights } from './documents';
import { type Loader, onWire } from './loading';
import type { BenchOptions, ServerName, WorkName } from './options';
import { backendsOf, processorSeconds } from './processor';
import type { Served } from './serving';

/** One server at one work over so many connections, in one round. */
export interface Run {
  readonly server: ServerName;
  readonly work: WorkName;
  readonly connections: number;
  readonly round: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time for each request, of the server and of PostgreSQL. */
  readonly node: number;
  readonly postgres: number;
}

/** The requests of a work as they go on the wire; those of the mix by their weights. */
export function wireOf(served: Served, work: WorkName): string[] {
  const textsOf = (single: SingleWork) => served.requests[single].map((asked) => onWire(served, asked));
  if (work !== 'mix') return textsOf(work);
  const texts = new Map((Object.keys(weights) as SingleWork[]).map((single) => [single, textsOf(single)]));
  // Spread evenly: each work whose share is behind what is due comes next.
  const sent = new Map([...texts.keys()].map((single) => [single, 0]));
  return Array.from({ length: 1000 }, (_, turn) => {
    const behind = (single: SingleWork) => ((turn + 1) * weights[single]) / 100 - (sent.get(single) ?? 0);
    const [next] = [...texts.keys()].sort((one, other) => behind(other) - behind(one)) as [SingleWork];
    const before = sent.get(next) ?? 0;
    sent.set(next, before + 1);
    const all = texts.get(next) ?? [];
    return all[before % all.length] as string;
  });
}

/** All servers by turns, round after round, so that what disturbs the machine disturbs them alike. */
export async function measure(
  options: Pick<BenchOptions, 'works' | 'connections' | 'rounds' | 'seconds'>,
  bank: BenchBank,
  servers: readonly Served[],
  loader: Loader,
  say: (line: string) => void,
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const work of options.works) {
    const measured = servers.filter((served) => served.works.includes(work));
    const wires = new Map(measured.map((served) => [served, wireOf(served, work)]));
    for (const served of measured) await warmUp(served, loader, wires.get(served) ?? [], options.seconds);
    for (const connections of options.connections) {
      // The figures that are judged are those at eight connections.
      const rounds = connections === 8 ? options.rounds : Math.max(2, Math.ceil(options.rounds / 2));
      for (let round = 1; round <= rounds; round += 1) {
        const order = round % 2 === 0 ? measured : [...measured].reverse();
        for (const served of order) {
          const wire = wires.get(served) ?? [];
          const run = await oneRun(bank, served, loader, wire, connections, options.seconds);
          runs.push({ server: served.name, work, connections, round, ...run });
        }
      }
      say(`${work} over ${connections} connections: measured`);
    }
  }
  return runs;
}

const warmRequests = 1500;
const warmPeriods = 6;

/** Each connection to PostgreSQL plans a statement anew five times, and Node compiles what it has seen often. */
async function warmUp(served: Served, loader: Loader, wire: readonly string[], seconds: number): Promise<void> {
  let answered = 0;
  for (let period = 0; period < warmPeriods && answered < warmRequests; period += 1) {
    answered += (await loader.load(served, wire, 16, seconds)).answered;
  }
}

async function oneRun(
  bank: BenchBank,
  served: Served,
  loader: Loader,
  wire: readonly string[],
  connections: number,
  seconds: number,
): Promise<Pick<Run, 'rate' | 'p50' | 'p99' | 'node' | 'postgres'>> {
  const used = () => ({
    node: processorSeconds(served.pid),
    postgres: backendsOf(bank.postmaster).reduce((sum, pid) => sum + processorSeconds(pid), 0),
  });
  const before = used();
  const { answered, seconds: elapsed, p50, p99 } = await loader.load(served, wire, connections, seconds);
  const after = used();
  const each = (name: 'node' | 'postgres') => ((after[name] - before[name]) * 1000) / answered;
  return { rate: answered / elapsed, p50, p99, node: each('node'), postgres: each('postgres') };
}

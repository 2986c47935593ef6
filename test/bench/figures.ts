import type { Run } from './measure';
import type { ServerName, WorkName } from './options';

export interface Figures {
  readonly server: ServerName;
  readonly work: WorkName;
  readonly connections: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly node: number;
  readonly postgres: number;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** The medians of all rounds. */
export function figuresOf(runs: readonly Run[]): Figures[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.work, run.connections, run.server]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].map((all) => {
    const [{ server, work, connections }] = all as [Run];
    const of = (name: 'rate' | 'p50' | 'p99' | 'node' | 'postgres') => median(all.map((run) => run[name]));
    return {
      server,
      work,
      connections,
      rate: of('rate'),
      p50: of('p50'),
      p99: of('p99'),
      node: of('node'),
      postgres: of('postgres'),
    };
  });
}

/** How much quicker one server is than another: the median over the rounds, each by itself, so that both met the same machine. */
export function ratioOf(
  runs: readonly Run[],
  work: WorkName,
  connections: number,
  server: ServerName,
  than: ServerName,
  of: 'rate' | 'p50' | 'p99' = 'rate',
): number | null {
  const fits = (name: ServerName) =>
    runs.filter((run) => run.work === work && run.connections === connections && run.server === name);
  const others = new Map(fits(than).map((run) => [run.round, run[of]]));
  const ratios = fits(server).flatMap((run) => {
    const other = others.get(run.round);
    return other ? [run[of] / other] : [];
  });
  return ratios.length === 0 ? null : median(ratios);
}

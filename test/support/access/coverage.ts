import { allStandings, type Class, classes, effectFor, relationOf, type Standing } from '../reference/matrix';
import { allModels, modelOf, ways } from '../reference/model/models';
import type { Arguments, Watch } from '../reference/model/watch';
import { unreachable } from './unreachable';

/** One thing that must be probed: a cell of the matrix, a way to records, a filter or an order. */
export type Goal =
  | { readonly kind: 'cell'; readonly name: string; readonly standing: Standing; readonly dataClass: Class }
  | { readonly kind: 'stub'; readonly name: string; readonly standing: Standing }
  | { readonly kind: 'edge'; readonly name: string; readonly type: string; readonly way: string }
  | {
      readonly kind: 'filter' | 'order';
      readonly name: string;
      readonly type: string;
      readonly input: string;
      /** Asked by somebody who may not. */
      readonly refused: boolean;
    };

export const cellName = (standing: Standing, dataClass: Class, relation = relationOf(standing)) =>
  `${standing} × ${dataClass} × ${relation}`;

function goalsOfType(type: string): Goal[] {
  const { filters, orders } = modelOf(type);
  const inputs = (kind: 'filter' | 'order', among: Readonly<Record<string, { dataClass: Class }>>) =>
    Object.entries(among).flatMap(([input, { dataClass }]): Goal[] =>
      (dataClass === 'C1' ? [false] : [false, true]).map((refused) => {
        const name = `${kind} ${type}.${input}${refused ? ' refused' : ''}`;
        return { kind, name, type, input, refused };
      }),
    );
  return [...inputs('filter', filters), ...inputs('order', orders)];
}

export const wayGoals = (): Extract<Goal, { kind: 'edge' }>[] =>
  ['Query', ...allModels().map(({ name }) => name)].flatMap((type) =>
    Object.keys(ways(type)).map((way) => ({ kind: 'edge' as const, name: `edge ${type}.${way}`, type, way })),
  );

/** Everything that is to be probed, but what nobody can reach. */
export function allGoals(): Goal[] {
  const cells = allStandings.flatMap((standing): Goal[] => [
    ...classes.map((dataClass): Goal => {
      return { kind: 'cell', name: cellName(standing, dataClass), standing, dataClass };
    }),
    { kind: 'stub', name: cellName(standing, 'C1', 'LINKED'), standing },
  ]);
  const inputs = allModels().flatMap(({ name }) => goalsOfType(name));
  const declared = new Set(unreachable.flatMap(({ names }) => names));
  return [...cells, ...wayGoals(), ...inputs].filter(({ name }) => !declared.has(name));
}

/** Counts in how many probes each goal was met. */
export class Coverage {
  readonly goals = allGoals();
  private readonly met = new Map<string, number>();
  private readonly tried = new Map<string, number>();

  count(name: string): number {
    return this.met.get(name) ?? 0;
  }

  /** The goal that needs a probe most; one that was tried in vain waits for others. */
  next(choose: (goals: readonly Goal[]) => Goal, fits: (goal: Goal) => boolean = () => true): Goal {
    const score = ({ name }: Goal) => this.count(name) + (this.tried.get(name) ?? 0) / 8;
    const fitting = this.goals.filter(fits);
    const least = Math.min(...fitting.map(score));
    const goal = choose(fitting.filter((one) => score(one) <= least + 1));
    this.tried.set(goal.name, (this.tried.get(goal.name) ?? 0) + 1);
    return goal;
  }

  /** Those met less often than that. */
  short(least: number): Goal[] {
    return this.goals.filter(({ name }) => this.count(name) < least);
  }

  /** Cells that are declared as out of reach and were met all the same. */
  wronglyDeclared(): string[] {
    return unreachable.flatMap(({ names }) => names.filter((name) => this.count(name) > 0));
  }

  /** Watches one probe; what it meets counts once, when `end` is called. */
  probe(): ProbeWatch {
    return new ProbeWatch((names) => {
      for (const name of names) this.met.set(name, this.count(name) + 1);
    });
  }
}

/** What one probe meets. */
export class ProbeWatch implements Watch {
  private readonly names = new Set<string>();
  private readonly inputs = new Set<string>();

  constructor(private readonly tell: (names: Iterable<string>) => void) {}

  asked(coordinate: string, args: Arguments): void {
    const [type, name] = coordinate.split('.') as [string, string];
    const way = ways(type)[name];
    if (!way || !('to' in way)) return;
    for (const { field } of (args.orderBy ?? []) as { field: string }[]) this.inputs.add(`order ${way.to}.${field}`);
    this.filtered(way.to, args.filter);
  }

  private filtered(type: string, filter: unknown): void {
    if (filter === null || filter === undefined) return;
    for (const [name, part] of Object.entries(filter)) {
      if (name === 'and' || name === 'or') for (const one of part ?? []) this.filtered(type, one);
      else if (name === 'not') this.filtered(type, part);
      else this.inputs.add(`filter ${type}.${name}`);
    }
  }

  followed(coordinate: string): void {
    this.names.add(`edge ${coordinate}`);
  }

  /** A cell counts where nothing else of the reader's reaches the record; a contact comes on top of the agent's right. */
  decided(reached: readonly Standing[], dataClass: Class): void {
    const own = settled(reached);
    if (own) this.names.add(cellName(own, dataClass));
  }

  stubbed(reached: readonly Standing[]): void {
    const own = settled(reached);
    if (own) this.names.add(cellName(own, 'C1', 'LINKED'));
  }

  /** `refused`: both refused the operation for an input. */
  end(refused: boolean): void {
    this.tell([...this.names, ...[...this.inputs].map((name) => (refused ? `${name} refused` : name))]);
  }
}

function settled(reached: readonly Standing[]): Standing | undefined {
  const contact = 'SERVICE_AGENT with a contact of today';
  const own = reached.includes(contact) ? reached.filter((one) => one !== 'SERVICE_AGENT') : reached;
  return own.length === 1 ? own[0] : undefined;
}

/** The table of what was probed: roles and relations by classes, with the effect and the count. */
export function coverageTable(coverage: Coverage): string {
  const lines = allStandings.map((standing) => {
    const cells = classes.map((dataClass) => {
      const count = coverage.count(cellName(standing, dataClass));
      return `${effectFor(standing, dataClass)[0]} ${count || '–'}`;
    });
    const stubs = coverage.count(cellName(standing, 'C1', 'LINKED'));
    return [standing, relationOf(standing), ...cells, String(stubs || '–')];
  });
  const rows = [['role', 'relation', ...classes, 'LINKED stubs'], ...lines];
  const widths = (rows[0] as string[]).map((_, at) => Math.max(...rows.map((row) => (row[at] as string).length)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] as number)).join('  ')).join('\n');
}

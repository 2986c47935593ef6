import type { Outcome } from './load/batch';
import type { LoadPlan, TargetPlan } from './plan';

/** What became of the rows meant for one target; `unchanged` also counts rows that said a record again. */
export interface EntityReport {
  readonly target: string;
  readonly entity: string;
  read: number;
  inserted: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

export interface ImportReport {
  readonly name: string;
  readonly entities: readonly EntityReport[];
  /** Lines in the files of rejected rows; more than none makes the command end with 3. */
  readonly rejected: number;
  readonly rejectsFiles: readonly string[];
  readonly seconds: number;
}

export class Tally {
  private readonly counts: ReadonlyMap<TargetPlan, EntityReport>;

  constructor(loads: readonly LoadPlan[]) {
    const targets = loads.flatMap((load) => load.targets);
    this.counts = new Map(
      targets.map((target) => [
        target,
        {
          target: target.name,
          entity: target.entity.name,
          read: 0,
          inserted: 0,
          changed: 0,
          unchanged: 0,
          rejected: 0,
        },
      ]),
    );
  }

  get entities(): EntityReport[] {
    return [...this.counts.values()];
  }

  reject(load: LoadPlan, rows: number): void {
    for (const target of load.targets) {
      const count = this.counts.get(target);
      if (!count) continue;
      count.read += rows;
      count.rejected += rows;
    }
  }

  add(load: LoadPlan, { faults, deeds }: Outcome): void {
    this.reject(load, faults.length);
    for (const [target, actions] of deeds) {
      const count = this.counts.get(target);
      if (!count) continue;
      count.read += actions.length;
      for (const action of actions) {
        if (action === 'insert') count.inserted += 1;
        else if (action === 'update') count.changed += 1;
        else count.unchanged += 1;
      }
    }
  }
}

const heads = ['target', 'entity', 'read', 'inserted', 'changed', 'unchanged', 'rejected'] as const;

/** The report as a table for a terminal. */
export function reportText(report: ImportReport): string {
  const rows = [[...heads], ...report.entities.map((entity) => heads.map((head) => String(entity[head])))];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  const rejected =
    report.rejected === 0 ? 'no rejects' : `${report.rejected} rejects in ${report.rejectsFiles.join(', ')}`;
  return [...lines, `${report.name}: ${report.seconds.toFixed(1)} s, ${rejected}`].join('\n');
}

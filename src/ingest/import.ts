import { join, resolve } from 'node:path';
import type { Sql } from '../database/connect';
import type { ProtectionRing } from '../entities/party/protection-keys';
import { type Group, loadGroups } from './load/batch';
import { openSeen } from './load/record';
import type { Context } from './load/resolve';
import { Session } from './load/session';
import { fillStage } from './load/stage';
import { readMapping } from './mapping/mapping';
import type { Condition, LoadPlan, SourcePlan, StagePlan } from './plan';
import { Rejects } from './rejects';
import { type ImportReport, Tally } from './report';
import { checkFolder } from './source/folder';
import { type SourceRow, sourceRows } from './source/source.row';
import { render } from './template';

export interface ImportOptions {
  /** The system login. */
  readonly sql: Sql;
  readonly mappingFile: string;
  /** Where the sources' files lie. */
  readonly folder: string;
  readonly secrets: ProtectionRing;
  /** Told bytes read of all that is to be read, and the source being read. */
  readonly progress?: (done: number, total: number, label: string) => void;
  /** Where rejected rows are kept, `.data/rejects` unless told. */
  readonly rejectsFolder?: string;
}

const batchSize = 5_000;

/**
 * Loads the files of a folder as a mapping says. Rows that cannot be loaded are kept as rejects and counted; what was
 * loaded before and says the same is left untouched. Throws ImportError where mapping, files or lock forbid to begin.
 */
export async function runImport(options: ImportOptions): Promise<ImportReport> {
  const began = performance.now();
  const plan = readMapping(options.mappingFile);
  const sizes = await checkFolder(options.folder, plan.sources);
  const session = await Session.open(options.sql);
  try {
    const rejectsFolder = resolve(options.rejectsFolder ?? join('.data', 'rejects'));
    const rejects = new Rejects(
      rejectsFolder,
      plan.sources.map(({ name }) => name),
    );
    try {
      const run = new Run({ session, plan, keys: options.secrets }, options, sizes, rejects);
      await run.all();
      const seconds = (performance.now() - began) / 1000;
      return {
        name: plan.name,
        entities: run.tally.entities,
        rejected: rejects.count,
        rejectsFiles: rejects.paths,
        seconds,
      };
    } finally {
      rejects.close();
    }
  } finally {
    await session.close();
  }
}

class Run {
  readonly tally: Tally;
  private readonly staged = new Set<StagePlan>();
  /** Sources read once already: their unreadable rows are in the rejects. */
  private readonly known = new Set<SourcePlan>();
  private readonly total: number;
  private read = 0;

  constructor(
    private readonly context: Context,
    private readonly options: ImportOptions,
    sizes: ReadonlyMap<SourcePlan, number>,
    private readonly rejects: Rejects,
  ) {
    const { loads, stages } = context.plan;
    this.tally = new Tally(loads);
    this.total = [...loads, ...stages].reduce((sum, { source }) => sum + (sizes.get(source) ?? 0), 0);
  }

  async all(): Promise<void> {
    const { session, plan } = this.context;
    await openSeen(session);
    for (const load of plan.loads) {
      for (const join of load.joins) {
        if (join.kind !== 'source' || this.staged.has(join.stage)) continue;
        this.staged.add(join.stage);
        await fillStage(session, join.stage, this.batches(join.stage.source, join.stage.where));
      }
      await this.load(load);
    }
  }

  private async load(load: LoadPlan): Promise<void> {
    const faulty = (count: number) => this.tally.reject(load, count);
    let groups: SourceRow[][] = [];
    let rows = 0;
    let last: string | null = null;
    const flush = async () => {
      await this.write(load, groups);
      groups = [];
      rows = 0;
    };
    for await (const row of this.rows(load.source, load.where, faulty)) {
      const mark = load.together ? render(load.together, new Map([['', row.values]])) : null;
      const open = mark !== null && mark === last ? groups.at(-1) : undefined;
      if (!open && rows >= batchSize) await flush();
      if (open) open.push(row);
      else groups.push([row]);
      rows += 1;
      last = mark;
    }
    if (rows > 0) await flush();
  }

  private write(load: LoadPlan, groups: readonly Group[]): Promise<void> {
    return loadGroups(this.context, load, groups, (outcome) => {
      this.rejects.write(load.source.name, outcome.faults);
      this.tally.add(load, outcome);
    });
  }

  private async *batches(source: SourcePlan, where: Condition): AsyncGenerator<SourceRow[]> {
    let batch: SourceRow[] = [];
    for await (const row of this.rows(source, where, () => undefined)) {
      batch.push(row);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** The good rows of a source that a condition asks for; faulty ones go to the rejects when met the first time. */
  private async *rows(
    source: SourcePlan,
    where: Condition,
    faulty: (count: number) => void,
  ): AsyncGenerator<SourceRow> {
    const first = !this.known.has(source);
    this.known.add(source);
    const conditions = [...where];
    const progress = (bytes: number) => {
      this.read += bytes;
      this.options.progress?.(this.read, this.total, source.name);
    };
    for await (const one of sourceRows(source, this.options.folder, progress)) {
      if ('fault' in one) {
        if (first) this.rejects.write(source.name, [one.fault]);
        faulty(1);
      } else if (conditions.every(([column, allowed]) => allowed.has(one.row.values.get(column) ?? ''))) {
        yield one.row;
      }
    }
  }
}

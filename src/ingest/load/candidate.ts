import type { TargetPlan } from '../plan';
import type { SourceRow } from '../source/source.row';
import type { Scopes } from '../template';
import { RowRefused } from './evaluate';
import type { LoadedRecord } from './record';

/** What is to be done for a row in one target. `repeat`: an earlier row of this run has said the same. */
export interface Deed {
  readonly action: 'insert' | 'update' | 'keep' | 'adopt' | 'repeat';
  readonly key: string;
  readonly values: ReadonlyMap<string, string | null>;
  /** Of the values. */
  readonly hash: string;
  readonly record: LoadedRecord;
}

/** A row on its way into the database: what it can refer to, what it will do, or why it is refused. */
export class Candidate {
  readonly scopes: Scopes;
  readonly deeds = new Map<TargetPlan, Deed>();
  private fault: RowRefused | null = null;

  constructor(
    readonly row: SourceRow,
    constants: ReadonlyMap<string, string | null>,
  ) {
    this.scopes = new Map([
      ['', row.values],
      ['constants', constants],
    ]);
  }

  get refused(): RowRefused | null {
    return this.fault;
  }

  refuse(fault: RowRefused): void {
    this.fault ??= fault;
  }

  /** Runs a step that may refuse the row; undefined then. */
  attempt<Result>(step: () => Result): Result | undefined {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      this.refuse(error);
      return undefined;
    }
  }

  decide(target: TargetPlan, deed: Deed): void {
    this.deeds.set(target, deed);
    this.scopes.set(
      target.name,
      new Map([
        ['row', deed.record.rowKey],
        ['owner', deed.record.ownerKey],
      ]),
    );
  }
}

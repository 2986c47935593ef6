import type { Gate } from '../database/gate';

/** A line of the statement: the row, and beside a line of CSV the customers it tells of. */
export type Line = readonly [row: Buffer, owners?: Buffer];

// What waits in memory for a caller who does not read.
const batchesAhead = 2;

/** The lines of one statement as they come, in batches; the statement waits while its batches are not taken. */
export class Flow {
  private readonly batches: Line[][] = [];
  private open: Line[] = [];
  private isOver = false;
  private isDiscarded = false;
  private failure: unknown;
  private wake = () => {};

  constructor(
    private readonly gate: Gate,
    private readonly batchLines: number,
  ) {}

  readonly take = (line: Line): void => {
    if (this.isDiscarded) return;
    this.open.push(line);
    if (this.open.length < this.batchLines) return;
    this.batches.push(this.open);
    this.open = [];
    if (this.batches.length >= batchesAhead) this.gate.hold();
    this.wake();
  };

  end(failure?: unknown): void {
    this.isOver = true;
    this.failure = failure;
    this.wake();
  }

  /** What still comes is thrown away, so that the statement can end. */
  discard(): void {
    this.isDiscarded = true;
    this.gate.release();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Line[]> {
    for (;;) {
      const batch = this.batches.shift();
      if (batch) {
        yield batch;
        if (this.batches.length < batchesAhead) this.gate.release();
      } else if (this.isOver) {
        if (this.failure !== undefined) throw this.failure;
        if (this.open.length > 0) yield this.open;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }
}

/** A line of the statement: the row, and beside a line of CSV the customers it tells of. */
export type Line = readonly [row: Buffer, owners?: Buffer];

/** Where the lines come from; while it is held, no more than are on their way. */
export interface Held {
  hold(): void;
  release(): void;
}

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
    private readonly source: Held,
    private readonly batchLines: number,
  ) {}

  readonly take = (line: Line): void => {
    if (this.isDiscarded) return;
    this.open.push(line);
    if (this.open.length < this.batchLines) return;
    this.batches.push(this.open);
    this.open = [];
    if (this.batches.length >= batchesAhead) this.source.hold();
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
    this.source.release();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Line[]> {
    for (;;) {
      const batch = this.batches.shift();
      if (batch) {
        yield batch;
        if (this.batches.length < batchesAhead) this.source.release();
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

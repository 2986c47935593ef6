import { setTimeout } from 'node:timers/promises';
import { viewerSetting } from '../access/scope';
import type { Viewer } from '../access/viewer';
import { type Connection, closesOf, type Sql } from '../database/connect';
import { Gate } from '../database/gate';
import { ConnectionLost } from '../database/held';
import type { ReadyStatement } from '../graph/rows';
import { Flow, type Line } from './flow';

export interface TransferOptions {
  /** Opens a connection for this report alone: requests never wait for it, and who stops it hits nobody else. */
  readonly connect: (gate: Gate) => Connection;
  /** The pool from which a running statement is stopped. */
  readonly control: Sql;
  readonly viewer: Viewer;
  readonly batchRows: number;
}

/** The transfer was stopped from outside. */
export class Stopped extends Error {}

const betweenCancels = 200;

/** One report's connection and its transaction: everything in it is read as of one moment, by one viewer. */
export class Transfer {
  private readonly gate = new Gate();
  private readonly connection: Connection;
  private isStopped = false;
  private underWay = 0;
  private pid: number | undefined;
  private flow: Flow | undefined;

  private constructor(private readonly options: TransferOptions) {
    this.connection = options.connect(this.gate);
  }

  /** Connects and begins; the viewer is set before anything else is read. */
  static async begin(options: TransferOptions): Promise<Transfer> {
    const transfer = new Transfer(options);
    try {
      await transfer.run('begin isolation level repeatable read read only');
      const [row] = await transfer.run(
        `select set_viewer($1::text), set_config('datestyle', 'ISO, YMD', true), pg_backend_pid() as pid`,
        [viewerSetting(options.viewer)],
      );
      transfer.pid = row?.pid as number;
      return transfer;
    } catch (error) {
      await transfer.end();
      throw error;
    }
  }

  /** A name of the moment that is read: equal only where nothing was written in between. */
  async moment(): Promise<string> {
    const [row] = await this.run('select pg_current_snapshot()::text as moment');
    return String(row?.moment);
  }

  async rows({ text, values }: ReadyStatement): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.run(text, values);
  }

  /** The lines of a statement, batch by batch. It is no cursor: for those PostgreSQL works in one process only. */
  async *lines({ text, values }: ReadyStatement): AsyncGenerator<readonly Line[]> {
    this.check();
    const flow = new Flow(this.gate, this.options.batchRows);
    this.flow = flow;
    const query = this.connection.sql.unsafe(text, values as never[]);
    query.raw();
    const read = query.forEach(flow.take as (line: object) => void);
    this.whileUnderWay(read).then(
      () => flow.end(),
      (error: unknown) => flow.end(error),
    );
    yield* flow;
  }

  /** Ends what runs, and lets nothing else begin; again and again, since a statement that was on its way begins later. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.flow?.discard();
    while (this.pid !== undefined && this.underWay > 0 && !this.isLost()) {
      await this.options.control`select pg_cancel_backend(${this.pid})`;
      await setTimeout(betweenCancels, undefined, { ref: false });
    }
  }

  /** Closes the connection, which ends the transaction. */
  async end(): Promise<void> {
    if (this.underWay > 0) await this.stop();
    await this.connection.end();
  }

  private async run(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    this.check();
    const read = this.connection.sql.unsafe(text, values as never[]);
    return (await this.whileUnderWay(read)) as unknown as Record<string, unknown>[];
  }

  private async whileUnderWay<Result>(read: PromiseLike<Result>): Promise<Result> {
    this.underWay += 1;
    try {
      return await read;
    } finally {
      this.underWay -= 1;
    }
  }

  private check(): void {
    if (this.isStopped) throw new Stopped('The report was stopped.');
    if (this.isLost()) throw new ConnectionLost();
  }

  private isLost = (): boolean => closesOf(this.connection.sql) > 0;
}

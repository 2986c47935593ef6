import { setTimeout } from 'node:timers/promises';
import { viewerSetting } from '../access/scope';
import type { Viewer } from '../access/viewer';
import { type Connection, closesOf, type Sql } from '../database/connect';
import type { ReadyStatement } from '../graph/rows';

/** A line of the statement: the row, and beside a line of CSV the customers it tells of. */
export type Line = readonly [row: Buffer, owners?: Buffer];

export interface TransferOptions {
  /** Opens a connection for this report alone: requests never wait for it, and who stops it hits nobody else. */
  readonly connect: () => Connection;
  /** The pool from which a running statement is stopped. */
  readonly control: Sql;
  readonly viewer: Viewer;
  readonly batchRows: number;
}

/** The transfer was stopped from outside. */
export class Stopped extends Error {}

// What of a report is held in memory at most, while its caller does not read.
const batchesAhead = 3;
const betweenCancels = 200;

const lost = () => new Error('The connection of a report was lost.');

/** One report's connection and its transaction: everything in it is read as of one moment, by one viewer. */
export class Transfer {
  private isStopped = false;
  private isEnded = false;
  private pid: number | undefined;

  private constructor(
    private readonly options: TransferOptions,
    private readonly connection: Connection,
  ) {}

  /** Connects and begins; the viewer is set before anything else is read. */
  static async begin(options: TransferOptions): Promise<Transfer> {
    const transfer = new Transfer(options, options.connect());
    try {
      await transfer.run('begin isolation level repeatable read read only');
      const [row] = await transfer.run(
        `select set_viewer($1::text), set_config('datestyle', 'ISO, YMD', true),
          set_config('cursor_tuple_fraction', '1', true), pg_backend_pid() as pid`,
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

  /** The lines of a statement by a cursor, batch by batch; a few are fetched ahead, so that neither side waits for the other. */
  async *lines({ text, values }: ReadyStatement): AsyncGenerator<readonly Line[]> {
    await this.run(`declare report no scroll cursor for ${text}`, values);
    const coming = Array.from({ length: batchesAhead }, () => this.fetch());
    for (;;) {
      const lines = (await coming.shift()) ?? [];
      if (lines.length === 0) return;
      if (lines.length === this.options.batchRows) coming.push(this.fetch());
      yield lines;
    }
  }

  /** Ends a running statement, and lets no other begin; again and again, since one that was on its way begins later. */
  async stop(): Promise<void> {
    this.isStopped = true;
    while (this.pid !== undefined && !this.isEnded && !this.isLost()) {
      await this.options.control`select pg_cancel_backend(${this.pid})`;
      await setTimeout(betweenCancels, undefined, { ref: false });
    }
  }

  /** Closes the connection, which ends the transaction. */
  async end(): Promise<void> {
    await this.connection.end();
    this.isEnded = true;
  }

  private fetch(): Promise<readonly Line[]> {
    const fetched = this.fetched();
    // Its failure is met when it is asked for, which may be never.
    fetched.catch(() => undefined);
    return fetched;
  }

  private async fetched(): Promise<readonly Line[]> {
    this.check();
    const text = `fetch forward ${this.options.batchRows} from report`;
    return (await this.connection.sql.unsafe(text).raw()) as unknown as readonly Line[];
  }

  private async run(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    this.check();
    return (await this.connection.sql.unsafe(text, values as never[])) as unknown as Record<string, unknown>[];
  }

  private check(): void {
    if (this.isStopped) throw new Stopped('The report was stopped.');
    if (this.isLost()) throw lost();
  }

  private isLost = (): boolean => closesOf(this.connection.sql) > 0;
}

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type postgres from 'postgres';
import { closesOf, type Sql, type Statements } from './connect';
import { codeOf } from './fault';

/** The connection went away, and with it its transaction, its locks and its temporary tables. */
export class ConnectionLost extends Error {
  readonly code = 'CONNECTION_CLOSED';

  constructor() {
    super('The connection to the database was lost.');
  }
}

/**
 * A connection taken out of a pool until it is released. It counts as lost once one connection of the pool closed,
 * for the pool does not tell which: hold from a pool that lives as long as the work does.
 */
export class Held {
  private constructor(
    readonly sql: Statements,
    private readonly watch: Watch,
    private readonly giveBack: () => void,
  ) {}

  static async open(sql: Sql): Promise<Held> {
    const connection = await sql.reserve();
    const watch = new Watch(sql);
    return new Held(watch.guard(connection), watch, () => connection.release());
  }

  /**
   * As many connections as the pool gives and the machine has processors for, while the work lasts; `besides` more for
   * work of which this process does so much itself that PostgreSQL waits for it.
   */
  static async several<Result>(
    sql: Sql,
    work: (held: readonly [Held, ...Held[]]) => Promise<Result>,
    besides = 0,
  ): Promise<Result> {
    const most = Math.min(availableParallelism() + besides, sql.options.max);
    const held: [Held, ...Held[]] = [await Held.open(sql)];
    try {
      while (held.length < most) held.push(await Held.open(sql));
      return await work(held);
    } finally {
      for (const one of held) one.release();
    }
  }

  /** Whether the connection is gone, be it that a statement's error tells so before the pool does. */
  isLost(error?: unknown): boolean {
    return this.watch.isLost(error);
  }

  /** A lost connection goes back by itself: released, it would be handed out closed. */
  release(): void {
    if (!this.isLost()) this.giveBack();
  }
}

// An error comes up to two turns of the event loop before its connection is closed.
const turnsUntilClosed = 10;

/**
 * Does the work in one transaction, rolled back when it fails. A connection that is lost fails the work alone:
 * postgres.js 3.4.9 would end the transaction by the closed connection, and throw where nobody can catch it.
 */
export async function transaction<Result>(
  sql: Sql | postgres.Sql,
  work: (own: Statements) => Promise<Result>,
  mode = '',
): Promise<Result> {
  const watch = new Watch(sql);
  let isOver = false;
  /** Never returns where it was this connection that closed: the whole has failed by then, and nothing is to be ended. */
  const untilEnded = async (error?: unknown): Promise<void> => {
    if (watch.isLost(error)) for (let turn = 0; turn < turnsUntilClosed && !isOver; turn += 1) await setImmediate();
    if (isOver) await new Promise<never>(() => undefined);
  };
  const whole = (sql as Sql).begin(mode, async (own) => {
    try {
      const result = await work(watch.guard(own as Statements));
      await untilEnded();
      return result;
    } catch (error) {
      await untilEnded(error);
      throw error;
    }
  });
  return whole.catch((error: unknown) => {
    isOver = true;
    throw error;
  }) as Promise<Result>;
}

class Watch {
  private readonly before: number;
  private isTold = false;

  constructor(private readonly pool: Sql | postgres.Sql) {
    this.before = closesOf(pool);
  }

  isLost(error?: unknown): boolean {
    this.isTold ||= /^(CONNECTION_|ECONN|EPIPE|57P0|08)/.test(codeOf(error) ?? '');
    return this.isTold || closesOf(this.pool) > this.before;
  }

  /** The same statements, refused once the connection is lost. */
  guard(sql: Statements): Statements {
    const check = () => {
      if (this.isLost()) throw new ConnectionLost();
    };
    return new Proxy(sql, {
      apply: (target, self, given) => {
        check();
        return Reflect.apply(target, self, given);
      },
      get: (target, name) => {
        if (name === 'unsafe') check();
        return Reflect.get(target, name);
      },
    });
  }
}

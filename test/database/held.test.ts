import { setTimeout } from 'node:timers/promises';
import { type Connection, connect, type Statements } from '../../src/database/connect';
import { Held, transaction } from '../../src/database/held';
import { type FreshDatabase, freshDatabase } from '../support/database';

const lost = /CONNECTION_CLOSED|connection to the database was lost|terminating connection|ECONNRESET/;

describe('a connection that is lost while it is held', () => {
  let database: FreshDatabase;
  let admin: Connection;
  let pool: Connection;

  beforeAll(async () => {
    database = await freshDatabase();
    admin = connect(database.ownerUrl, { name: 'ends others', max: 1 });
    await admin.sql`create table held_probe (n int)`;
  });
  beforeEach(() => {
    pool = connect(database.ownerUrl, { name: 'held test', max: 2 });
  });
  afterEach(() => pool.end());
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  const cut = async (own: Statements) => {
    const [row] = await own<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const pid = row?.pid as number;
    return async () => {
      await admin.sql`select pg_terminate_backend(${pid})`;
      while ((await admin.sql`select from pg_stat_activity where pid = ${pid}`).length > 0) await setTimeout(5);
      // The news of it has still to be read.
      await setTimeout(50);
    };
  };
  const sleeping = async (own: Statements) => {
    const end = await cut(own);
    const asleep = own`select pg_sleep(20)`.then(
      () => undefined,
      (error: unknown) => error,
    );
    await setTimeout(50);
    await end();
    return asleep;
  };
  /** More statements at once than there are connections: each of them is used. */
  const figures = async () => {
    const asked = () => [1, 2, 3, 4].map((n) => pool.sql`select ${n}::int as n`);
    // postgres.js 3.4.9 answers the first statement of a renewed connection with the last error of the old one.
    await Promise.allSettled(asked());
    return (await Promise.all(asked())).flat();
  };

  const works: Record<string, (own: Statements) => Promise<unknown>> = {
    'in the midst of a statement': async (own) => {
      throw await sleeping(own);
    },
    'between two statements': async (own) => {
      await (await cut(own))();
      return own`insert into held_probe values (1)`;
    },
    'in the midst of a statement whose failure is swallowed': async (own) => {
      await sleeping(own);
      return own`insert into held_probe values (2)`;
    },
    'when all was done but the commit': async (own) => {
      const end = await cut(own);
      await own`insert into held_probe values (3)`;
      await end();
    },
  };

  it.each(Object.keys(works))('fails a transaction alone, %s', async (name) => {
    const work = works[name] as (own: Statements) => Promise<unknown>;

    await expect(transaction(pool.sql, work)).rejects.toThrow(lost);
    // What would be written to the closed connection is thrown by now.
    await setTimeout(50);

    expect(await figures()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
    expect(await transaction(pool.sql, async (own) => (await own`select n from held_probe`).length)).toBe(0);
  });

  it('is not handed out again before it is connected again', async () => {
    const held = await Held.open(pool.sql);
    await (await cut(held.sql))();

    expect(held.isLost()).toBe(true);
    expect(() => held.sql`select 1`).toThrow(lost);
    held.release();

    expect(await figures()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  });

  it('of a neighbour leaves nothing of a failed transaction behind', async () => {
    const neighbour = await Held.open(pool.sql);
    const end = await cut(neighbour.sql);

    const work = async (own: Statements) => {
      await own`insert into held_probe values (4)`;
      await end();
      await own`select 1`;
    };

    await expect(transaction(pool.sql, work)).rejects.toThrow('The connection to the database was lost.');
    expect(await admin.sql`select n from held_probe`).toHaveLength(0);
    expect(await figures()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  });
});

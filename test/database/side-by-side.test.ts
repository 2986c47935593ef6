import { type Connection, connect } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { inOrder } from '../../src/database/side-by-side';
import { type FreshDatabase, freshDatabase } from '../support/database';

describe('works that need each other', () => {
  let database: FreshDatabase;
  let pool: Connection;

  beforeAll(async () => {
    database = await freshDatabase();
    pool = connect(database.ownerUrl, { name: 'side by side', max: 2 });
    await pool.sql`create table piece (place int generated always as identity, name text)`;
    await pool.sql`create sequence turn`;
  });
  beforeEach(async () => {
    await pool.sql`truncate piece restart identity`;
    await pool.sql`alter sequence turn restart`;
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const work = (name: string, needs: readonly string[], count: number) => ({
    name,
    needs,
    pieces: Array.from({ length: count }, () => name),
  });
  const both = (run: (held: readonly [Held, ...Held[]]) => Promise<void>) => Held.several(pool.sql, run);
  const write = async (held: Held, name: string) => {
    // The first piece takes long, so that the other connection gets ahead of it.
    await held.sql`select pg_sleep(case when nextval('turn') = 1 then 0.2 else 0 end)`;
    await held.sql`insert into piece (name) values (${name})`;
  };
  const written = async () => (await pool.sql`select name from piece order by place`).map(({ name }) => name as string);

  test('each piece is done once, and none before all of what it needs', async () => {
    const works = [
      work('first', [], 5),
      work('aside', [], 1),
      work('second', ['first'], 4),
      work('last', ['second', 'aside'], 1),
    ];

    await both((held) => inOrder(held, works, write));

    const names = await written();
    expect(names).toHaveLength(11);
    expect(names.indexOf('second')).toBeGreaterThan(names.lastIndexOf('first'));
    expect(names.at(-1)).toBe('last');
  });

  test('a work of no pieces is done, and what needs it is not held up', async () => {
    await both((held) => inOrder(held, [work('none', [], 0), work('next', ['none'], 2)], write));

    expect(await written()).toEqual(['next', 'next']);
  });

  test('after a failure nothing is done that needs what failed, and the failure is told', async () => {
    const failing = async (held: Held, name: string) => {
      await held.sql`select pg_sleep(0.05)`;
      if (name === 'first') await held.sql`select 1 / 0`;
      await write(held, name);
    };
    const run = both((held) => inOrder(held, [work('first', [], 1), work('second', ['first'], 3)], failing));

    await expect(run).rejects.toThrow('division by zero');
    expect(await written()).toEqual([]);
  });

  test('a need that does not stand before is told before anything is done', async () => {
    const run = both((held) => inOrder(held, [work('first', ['second'], 1), work('second', [], 1)], write));

    await expect(run).rejects.toThrow('first needs second, which does not stand before it');
    expect(await written()).toEqual([]);
  });
});

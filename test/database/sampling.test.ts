import { type Connection, connect } from '../../src/database/connect';
import { isSampled } from '../../src/database/sampling';
import { type FreshDatabase, freshDatabase } from '../support/database';

describe('a sample of rows', () => {
  let database: FreshDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await freshDatabase();
    connection = connect(database.systemUrl, { name: 'sampling', max: 1 });
  });
  afterAll(async () => {
    await connection.end();
    await database.drop();
  });

  const sampled = async (keys: string, step: string): Promise<number> => {
    const [found] = await connection.sql.unsafe<[{ count: number }]>(
      `select count(*)::int as count from ${keys} as k (key) where ${isSampled('key', step)}`,
    );
    return found.count;
  };

  test.each([
    ['one after the other', 'generate_series(1::bigint, 60000)', 9_774],
    ['all even', 'generate_series(2::bigint, 120000, 2)', 9_961],
    ['all odd', 'generate_series(1::bigint, 120000, 2)', 9_938],
    ['of every step', 'generate_series(6::bigint, 360000, 6)', 9_966],
    ['large', 'generate_series(4000000000001, 4000000120000, 2)', 10_010],
  ])('takes about one in so many, of keys %s', async (_, keys, count) => {
    expect(await sampled(keys, '6')).toBe(count);
  });

  test('takes all of few', async () => {
    expect(await sampled('generate_series(1::bigint, 500)', '(500 - 1) / 20000 + 1')).toBe(500);
  });
});

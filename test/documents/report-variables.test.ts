import { connect, type Sql } from '../../src/database/connect';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { registryOf } from './registering';

let database: FreshDatabase;
let sql: Sql;
let end: () => Promise<void>;
let tool: ReturnType<typeof registryOf>;
let frontEnd: ReturnType<typeof registryOf>;

beforeAll(async () => {
  database = await freshDatabase('bank');
  ({ sql, end } = connect(database.systemUrl, { name: 'test', max: 1 }));
  const people = { registers: 'HO0001', activates: 'CO0001' };
  tool = registryOf(sql, 'tool', people);
  frontEnd = registryOf(sql, 'desk', people);
  await tool.enter('ID_ONLY', true);
  await frontEnd.enter('OPEN');
});

afterAll(async () => {
  await end();
  await database.drop();
});

describe('registering for a reporting tool', () => {
  const unnamed = /^hidden: The variable \$(\w+) can never be given: every report has a parameter of that name\.$/;

  test.each([
    ['limit', 'query A($limit: Int!) { customers(first: $limit) { nodes { id } } }'],
    ['limit', 'query A($limit: Int = 5) { customers { nodes { accounts(first: $limit) { nodes { id } } } } }'],
    ['after', 'query A($after: String!) { customers(after: $after) { nodes { id } } }'],
    ['after', 'query A($after: Date) { customers(filter: { onboardedOn: { gt: $after } }) { nodes { id } } }'],
    [
      'after',
      'query A($after: String) { customers { nodes { ...F } } } fragment F on Customer { accounts(after: $after) { nodes { id } } }',
    ],
    ['format', 'query A($format: String) { customers(filter: { customerNumber: { eq: $format } }) { nodes { id } } }'],
    ['bom', 'query A($bom: Boolean = true) { customers { nodes { id tier @include(if: $bom) } } }'],
  ])('refuses a variable by the name of the parameter %s: %s', async (name, text) => {
    const fault = await tool.pending('hidden', text).catch((error: Error) => error.message);
    expect(unnamed.exec(String(fault))?.[1]).toBe(name);
    expect(await sql`select from registered_document where name = 'hidden'`).toHaveLength(0);
  });

  test('takes one that says which page, since a report goes over all of them', async () => {
    const direct =
      'query Direct($limit: Int = 9, $after: String) { customers(first: $limit, after: $after) { nodes { id } } }';
    const spread =
      'query Spread($after: String) { ...F } fragment F on Query { customers(after: $after) { nodes { id } } }';
    expect(await tool.pending('direct', direct)).toBe('direct@1');
    expect(await tool.pending('spread', spread)).toBe('spread@1');
  });

  test('leaves a front end its variables', async () => {
    const text = 'query Sized($limit: Int!) { customers(first: $limit) { nodes { id } } }';
    expect(await frontEnd.pending('sized', text)).toBe('sized@1');
  });
});

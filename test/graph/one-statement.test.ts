import '../../src/entities';
import { parse } from 'graphql';
import postgres, { type Sql } from 'postgres';
import { directory } from '../../src/access/directory';
import { lookupGuard } from '../../src/access/lookups';
import { systemClock } from '../../src/clock';
import { protectionKeys, sealingBy } from '../../src/entities/party/protection-keys';
import { publishSchema } from '../../src/graph/declare/publish';
import { createGraph, type Graph } from '../../src/graph/graph';
import { NodeIds } from '../../src/graph/node-id';
import { textOf } from '../architecture/source-files';
import { smallBank, smallBankSecret } from '../demo/small-bank';
import { type FreshDatabase, freshDatabase } from '../support/database';

const view = /```graphql\n([\s\S]*?)```/.exec(textOf('README.md'))?.[1] as string;

describe('a document', () => {
  const statements: string[] = [];
  let database: FreshDatabase;
  let serving: Sql;
  let directoryLogin: Sql;
  let graph: Graph;

  beforeAll(async () => {
    database = await freshDatabase('bank');
    directoryLogin = postgres(database.appUrl, { max: 1 });
    serving = postgres(database.appUrl, { max: 1, fetch_types: true, debug: (_id, text) => statements.push(text) });
    const [id] = await directoryLogin<{ key: Buffer }[]>`select id_key() as key`;
    graph = createGraph({
      schema: publishSchema(),
      sql: serving,
      ids: new NodeIds(id?.key as Buffer),
      cursorKeys: [{ cipher: Buffer.alloc(32, 1), mac: Buffer.alloc(32, 2) }],
      hashes: { phone: () => [], identifier: () => [] },
      lookups: lookupGuard(directoryLogin),
      clock: systemClock,
      renewed: async (viewer) => viewer,
      sealing: sealingBy([protectionKeys(smallBankSecret)]),
      services: { keys: { identifierCipher: () => smallBankSecret.macKey('identifier-cipher') } },
    });
    await serving`select 1`;
  });

  afterAll(async () => {
    await serving.end();
    await directoryLogin.end();
    await database.drop();
  });

  async function ask(staffNumber: string, query: string, variables: Record<string, unknown> = {}) {
    const viewerOf = directory({ sql: directoryLogin, clock: () => smallBank.asOf, timeZone: 'Asia/Shanghai' });
    const viewer = await viewerOf({ staffNumber, clientId: 'test' });
    if (!viewer) throw new Error(`${staffNumber} is unknown.`);
    statements.length = 0;
    const answer = await graph.answer({ document: parse(query), operationName: null, variables, viewer });
    return { data: answer.data ?? JSON.parse(answer.text as string), statements: [...statements] };
  }

  const customersOf = async (staffNumber: string) =>
    (await ask(staffNumber, '{ customers(first: 5) { nodes { id } } }')).data.customers.nodes as { id: string }[];

  test.each(['HO0001', 'BM0001', 'RM0001', 'AU0001'])(
    'answers the whole view for %s in one statement',
    async (staff) => {
      const [customer] = await customersOf(staff);

      const { data, statements: run } = await ask(staff, view, { id: customer?.id });

      expect(data.customer.id).toBe(customer?.id);
      expect(run).toHaveLength(1);
    },
  );

  test('answers the whole view with its network in one statement', async () => {
    const [customer] = await customersOf('BM0001');
    const network = `network(depth: 3) { more isCounted
      nodes { key depth party { displayName access } customer { id } } edges { from to type sharePct } }`;
    const drawn = view.replace('holdings(first: 20)', `${network} holdings(first: 20)`);

    const { data, statements: run } = await ask('BM0001', drawn, { id: customer?.id });

    expect(data.customer.network.nodes[0].customer.id).toBe(customer?.id);
    expect(run).toHaveLength(1);
  });

  test('answers several roots, pages and records in one statement', async () => {
    const ids = (await customersOf('BM0001')).map(({ id }) => id);
    const query = `query($ids: [ID!]!) {
      viewer { staffNumber }
      customers(first: 3) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } }
      complaints(first: 3) { totalCount nodes { customer { displayName } } }
      nodes(ids: $ids) { id ... on Customer { timeline(first: 3) { nodes { __typename } } } }
    }`;

    const { data, statements: run } = await ask('BM0001', query, { ids });

    expect(data.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(run).toHaveLength(1);
  });

  test('runs nothing where it is refused', async () => {
    const refused = ask('BM0001', '{ accounts(filter: { number: { eq: "1" } }) { totalCount } }');

    await expect(refused).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN_INPUT' } });
    expect(statements).toEqual([]);
  });
});

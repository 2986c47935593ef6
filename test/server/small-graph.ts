import { buildSchema, execute, GraphQLError } from 'graphql';
import { ClientError } from '../../src/errors';
import type { Graph } from '../../src/graph/graph';
import type { GraphRequest } from '../../src/graph/request';

const schema = buildSchema(`
  type Query {
    hello(name: String): String
    text: String
    boom: String
    slow(ms: Int!): String
    stopped: String
    refused: String
    people(first: Int = 20): People
    customers(first: Int): People
  }
  type People { totalCount: Int nodes: [Person] }
  type Person { name: String friends(first: Int = 10): People }
  type Mutation { rename(name: String!): String }
  type Subscription { changed: String }
`);

const roots = {
  hello: ({ name }: { name?: string }) => `hello ${name ?? 'you'}`,
  boom: () => {
    throw new Error('column "secret_column" of relation "customer" does not exist');
  },
  slow: ({ ms }: { ms: number }) => new Promise((resolve) => setTimeout(() => resolve('done'), ms)),
  stopped: () => {
    throw Object.assign(new Error('canceling statement due to statement timeout'), {
      name: 'PostgresError',
      code: '57014',
    });
  },
  refused: () => {
    throw new ClientError('FORBIDDEN_INPUT', 'You may not filter by Customer.tier.', { field: 'Customer.tier' });
  },
  rename: ({ name }: { name: string }) => name,
};

/** A graph of a few lines, so that the server is tested for itself. */
export function smallGraph(): Graph & { readonly asked: GraphRequest[] } {
  const asked: GraphRequest[] = [];
  return {
    schema,
    asked,
    async answer(request) {
      asked.push(request);
      const source = request.document.loc?.source.body ?? '';
      if (source.includes('thrown'))
        throw new GraphQLError('inner text', { originalError: new Error('thrown inside') });
      if (source.includes('text')) return { text: '{"text":"ready  made"}', extensions: { access: [] } };
      const result = await execute({
        schema,
        document: request.document,
        operationName: request.operationName,
        variableValues: request.variables,
        rootValue: roots,
      });
      return { ...result, data: result.data };
    },
  };
}

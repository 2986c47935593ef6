import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { applyMiddleware } from 'graphql-middleware';
import { rule, shield } from 'graphql-shield';
import { buildSchema } from 'type-graphql';
import { loaders } from '../peers/usual-loaders';
import { QueryResolver } from '../peers/usual-query';
import {
  AccountPartyResolver,
  AccountResolver,
  ComplaintResolver,
  CustomerResolver,
  HoldingResolver,
  InteractionResolver,
  PartyRelationshipResolver,
  type UsualContext,
} from '../peers/usual-resolvers';

/** May the reader see the type at all: asked once for each request. */
const reads = (type: string) =>
  rule(`reads ${type}`, { cache: 'contextual' })(
    async (_parent, _args, context: UsualContext) => context !== undefined,
  );

async function main(): Promise<void> {
  const schema = await buildSchema({
    resolvers: [
      QueryResolver,
      CustomerResolver,
      PartyRelationshipResolver,
      AccountPartyResolver,
      AccountResolver,
      HoldingResolver,
      InteractionResolver,
      ComplaintResolver,
    ],
    validate: false,
    dateScalarMode: 'isoDate',
  } as never);
  const types = Object.values(schema.getTypeMap()).filter((type) => 'getFields' in type && !type.name.startsWith('__'));
  const permissions = shield(Object.fromEntries(types.map(({ name }) => [name, reads(name)])), {
    allowExternalErrors: true,
  });
  const server = new ApolloServer<UsualContext>({
    schema: applyMiddleware(schema, permissions),
    nodeEnv: 'production',
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () => ({ loaders: loaders() }),
  });
  process.stdout.write(`${url.replace(/\/$/, '')}\n`);
}

void main();

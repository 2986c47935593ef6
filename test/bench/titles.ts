import type { ServerName } from './options';

export const titles: Readonly<Record<ServerName, string>> = {
  limit: 'the limit: one hand-written statement',
  product: 'Customer 360 Graph, everything on',
  registered: 'Customer 360 Graph, by documentId',
  unmasked: 'Customer 360 Graph, identifiers in full',
  open: 'Customer 360 Graph, row security off',
  postgraphile: 'PostGraphile 5',
  usual: 'Apollo, type-graphql, drizzle, DataLoaders, shield',
  mercurius: 'Mercurius with JIT and loaders',
  yoga: 'GraphQL Yoga with Pothos and DataLoaders',
};

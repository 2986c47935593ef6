import type { ServerName } from './options';

export const titles: Readonly<Record<ServerName, string>> = {
  limit: 'the limit: one hand-written statement',
  product: 'Customer 360 Graph, everything on',
  open: 'Customer 360 Graph, row security off',
  postgraphile: 'PostGraphile 5',
  usual: 'Apollo, type-graphql, drizzle, DataLoaders, shield',
  mercurius: 'Mercurius with JIT and loaders',
  yoga: 'GraphQL Yoga with Pothos and DataLoaders',
};

import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Role } from '../access/policy';
import type { Sql } from '../database/connect';
import type { Draft } from './draft';
import { type ClientEntry, enterClient, register } from './register';
import { activate } from './release';
import { readDrafts } from './sources';

/** The folder of the documents that ship with the product. */
export const libraryFolder = join(__dirname, 'library');

interface ShippedClient extends ClientEntry {
  readonly takes: (draft: Draft) => boolean;
  readonly roles: readonly Role[];
}

const reports = new Set([
  'behaviour',
  'behaviour-tree',
  'branch-accounts',
  'business-handled',
  'business-overview',
  'campaign-targets',
  'churn-warning',
  'complaint-clocks',
  'complaint-rates',
  'complaints-due',
  'concentration-report',
  'credit-behaviour',
  'customer-analysis',
  'customer-clusters',
  'holdings-by-product',
  'institution-ranking',
  'money-moved',
  'product-months',
  'product-performance',
  'profile-gaps',
  'risk-alerts-report',
  'root-causes',
  'trends',
]);

/** The demo bank's clients: a front end, and a tool that runs reports. */
const shippedClients: readonly ShippedClient[] = [
  { clientId: 'demo', name: 'Demo front end', mode: 'OPEN', isTool: false, takes: () => true, roles: [] },
  {
    clientId: 'reporting',
    name: 'Demo reporting tool',
    mode: 'ID_ONLY',
    isTool: true,
    takes: ({ name }) => reports.has(name),
    roles: ['HEAD_OFFICE', 'BRANCH_MANAGER', 'REPORTING'],
  },
];

interface Persons {
  readonly registeredBy: string;
  readonly activatedBy: string;
}

/** Registers the shipped documents for the demo bank's clients and activates them; what stands there already stays. */
export async function registerLibrary(
  sql: Sql,
  schema: GraphQLSchema,
  { registeredBy, activatedBy }: Persons,
): Promise<void> {
  const drafts = readDrafts(libraryFolder);
  for (const { takes, roles, ...client } of shippedClients) {
    await enterClient(sql, client);
    const { clientId } = client;
    const registration = { clientId, owner: 'Customer 360', roles, rowLimit: null, registeredBy };
    const registered = await register({ sql, schema }, drafts.filter(takes), registration);
    const ids = registered.filter(({ isNew }) => isNew).map(({ id }) => id);
    await activate(schema, { sql, clientId, ids, by: activatedBy });
  }
}

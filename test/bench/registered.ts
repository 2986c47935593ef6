import '../../src/entities';
import type { Sql } from '../../src/database/connect';
import { enterClient, register } from '../../src/documents/register';
import { activate } from '../../src/documents/release';
import { publishSchema } from '../../src/graph/declare/publish';
import { documents, type SingleWork } from './documents';

/** The client that the tokens of the bench name. */
export const clientId = 'bench';

const nameOf = (work: SingleWork) => `bench-${work}`;

/** The id under which a work's document is registered. */
export const documentIdOf = (work: SingleWork): string => `${nameOf(work)}@1`;

/** Registers the documents of the bench where they are not there yet; by the system login. */
export async function registerDocuments(sql: Sql): Promise<void> {
  const schema = publishSchema();
  const works = Object.keys(documents) as SingleWork[];
  await enterClient(sql, { clientId, name: 'Bench', mode: 'OPEN', isTool: false });
  const drafts = works.map((work) => ({ name: nameOf(work), text: documents[work], purpose: 'Measuring' }));
  const registration = {
    clientId,
    owner: 'BM0001',
    roles: ['BRANCH_MANAGER', 'COMPLIANCE_OFFICER'] as const,
    rowLimit: null,
    registeredBy: 'BM0001',
  };
  const registered = await register({ sql, schema }, drafts, registration);
  const ids = registered.filter(({ isNew }) => isNew).map(({ id }) => id);
  if (ids.length > 0) await activate(schema, { sql, clientId, ids, by: 'CO0001' });
}

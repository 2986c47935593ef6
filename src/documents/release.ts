import type { GraphQLSchema } from 'graphql';
import type { Role } from '../access/policy';
import type { Sql, Statements } from '../database/connect';
import { transaction } from '../database/held';
import { admit, DocumentFault } from './admit';
import { examine, refuseTheUnreadable } from './examine';
import { defaultDocumentLimits } from './limits';
import { checkPerson } from './register';
import type { DocumentState } from './registered-document';

interface Waiting {
  readonly text: string;
  readonly roles: readonly Role[];
  readonly state: DocumentState;
  readonly registeredBy: string;
}

interface ReleaseOptions {
  /** On the system login. */
  readonly sql: Sql;
  readonly clientId: string;
  /** name@version of each. */
  readonly ids: readonly string[];
  /** Staff number of the person who decides. */
  readonly by: string;
}

/** Lets documents be run, all or none; whoever registered one may not activate it. They are checked once more. */
export function activate(schema: GraphQLSchema, options: ReleaseOptions): Promise<void> {
  return forEach(options, async (sql, name, version, { text, roles, state, registeredBy }) => {
    const { clientId, by } = options;
    if (state !== 'PENDING') throw new DocumentFault(`It is ${state}, and only a PENDING one can be activated.`);
    if (registeredBy === by) throw new DocumentFault(`${by} registered it: another person must activate it.`);
    refuseTheUnreadable(await examine(schema, admit(schema, text, defaultDocumentLimits), roles));
    await sql`update registered_document set state = 'ACTIVE', activated_at = now(), activated_by = ${by}
      where client_id = ${clientId} and name = ${name} and version = ${version}`;
  });
}

/** Takes documents back, for ever. */
export function retire(options: ReleaseOptions): Promise<void> {
  return forEach(options, async (sql, name, version, { state }) => {
    const { clientId, by } = options;
    if (state === 'RETIRED') throw new DocumentFault('It is RETIRED already.');
    await sql`update registered_document set state = 'RETIRED', retired_at = now(), retired_by = ${by}
      where client_id = ${clientId} and name = ${name} and version = ${version}`;
  });
}

async function forEach(
  { sql, clientId, ids, by }: ReleaseOptions,
  work: (sql: Statements, name: string, version: number, found: Waiting) => Promise<void>,
): Promise<void> {
  await transaction(sql, async (writing) => {
    await checkPerson(writing, by);
    for (const id of ids) {
      const [name = '', version = ''] = id.split('@');
      const [found] = /^\d{1,9}$/.test(version)
        ? await writing<Waiting[]>`
          select text, roles, state, registered_by as "registeredBy" from registered_document
          where client_id = ${clientId} and name = ${name} and version = ${Number(version)} for update`
        : [];
      if (!found) throw new DocumentFault(`${clientId} has no document ${id}; say name@version.`);
      await work(writing, name, Number(version), found).catch((error: unknown) => {
        throw error instanceof DocumentFault ? new DocumentFault(`${id}: ${error.message}`) : error;
      });
    }
  });
}

import type { GraphQLSchema } from 'graphql';
import type { Role } from '../access/policy';
import type { Sql, Statements } from '../database/connect';
import { transaction } from '../database/held';
import { type Admitted, admit, DocumentFault, hashOf, schemaVersionOf } from './admit';
import type { Draft } from './draft';
import { examine, refuseTheUnreadable } from './examine';
import { type DocumentLimits, defaultDocumentLimits } from './limits';
import type { DocumentMode } from './registered-document';
import { refuseReservedVariables } from './report-variables';

/** What is said of documents when they are registered. */
export interface Registration {
  readonly clientId: string;
  readonly owner: string;
  /** For documents whose own text says none. */
  readonly purpose?: string;
  readonly roles: readonly Role[];
  readonly rowLimit: number | null;
  /** Staff number of the person who registers; another one activates. */
  readonly registeredBy: string;
  /** The version to be; the next one of its name unless told. */
  readonly version?: number;
}

export interface Registered {
  readonly id: string;
  readonly hash: string;
  readonly worstRows: number;
  /** False where the same text stood there already. */
  readonly isNew: boolean;
}

interface RegisterOptions {
  /** On the system login. */
  readonly sql: Sql;
  readonly schema: GraphQLSchema;
  readonly limits?: DocumentLimits;
}

export interface ClientEntry {
  readonly clientId: string;
  readonly name: string;
  readonly mode: DocumentMode;
  readonly isTool: boolean;
}

/** Enters a client, or changes what it may send. */
export async function enterClient(sql: Statements, { clientId, name, mode, isTool }: ClientEntry): Promise<void> {
  if (!/^[A-Za-z0-9._@-]{1,64}$/.test(clientId)) {
    throw new DocumentFault('A client’s name is 1 to 64 letters, digits or . _ @ - , as its tokens carry it.');
  }
  await sql`insert into client (client_id, name, mode, is_tool) values (${clientId}, ${name}, ${mode}, ${isTool})
    on conflict (client_id) do update set name = excluded.name, mode = excluded.mode, is_tool = excluded.is_tool`;
}

/** Registers all drafts or none; throws a DocumentFault that names the first one at fault. They wait for a second person. */
export async function register(
  { sql, schema, limits = defaultDocumentLimits }: RegisterOptions,
  drafts: readonly Draft[],
  registration: Registration,
): Promise<Registered[]> {
  return transaction(sql, async (writing) => {
    await checkPerson(writing, registration.registeredBy);
    const { isTool } = await checkedClient(writing, registration.clientId);
    const registered: Registered[] = [];
    for (const draft of drafts) {
      try {
        const admitted = admit(schema, draft.text, limits);
        const content = await contentOf(schema, admitted, draft, registration);
        if (isTool) refuseReservedVariables(schema, admitted.document);
        registered.push(await write(writing, draft, registration, content));
      } catch (error) {
        if (error instanceof DocumentFault) throw new DocumentFault(`${draft.name}: ${error.message}`);
        throw error;
      }
    }
    return registered;
  });
}

/** What a document is found to be when it is registered. */
export interface Content {
  readonly purpose: string;
  readonly hash: string;
  readonly operationName: string;
  readonly schemaVersion: string;
  readonly worstRows: number;
  readonly coordinates: readonly string[];
  readonly inputs: readonly string[];
}

/** Looks into what was admitted before it is kept; throws a DocumentFault, or what the graph refuses it with. */
export async function contentOf(
  schema: GraphQLSchema,
  admitted: Admitted,
  { name, text, purpose: own }: Draft,
  { roles, purpose }: Pick<Registration, 'roles' | 'purpose'>,
): Promise<Content> {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name)) throw new DocumentFault('The name is letters, digits, - and _.');
  const examination = await examine(schema, admitted, roles);
  refuseTheUnreadable(examination);
  const said = own ?? purpose;
  if (!said) throw new DocumentFault('Say what it is for: by --purpose, or by a comment at the head of its file.');
  const { worstRows, fields: coordinates, inputs, openInputs } = examination;
  return {
    purpose: said,
    hash: hashOf(text),
    operationName: admitted.operationName,
    schemaVersion: schemaVersionOf(schema),
    worstRows,
    coordinates,
    inputs: [...inputs, ...openInputs],
  };
}

async function write(
  sql: Statements,
  { name, text }: Draft,
  registration: Registration,
  { purpose, hash, operationName, schemaVersion, worstRows, coordinates, inputs }: Content,
): Promise<Registered> {
  const { clientId, owner, roles, rowLimit, registeredBy } = registration;
  const known = await sql<{ name: string; version: number; hash: string; state: string }[]>`
    select name, version, sha256 as hash, state from registered_document
    where client_id = ${clientId} and (name = ${name} or sha256 = ${hash}) order by version desc`;
  const ofName = known.filter((one) => one.name === name);
  const version = registration.version ?? (ofName[0]?.version ?? 0) + 1;
  const same = known.find((one) => one.hash === hash && one.state !== 'RETIRED');
  if (same && (registration.version ?? same.version) === same.version && same.name === name) {
    return { id: `${name}@${same.version}`, hash, worstRows, isNew: false };
  }
  if (same) throw new DocumentFault(`The same text is registered already as ${same.name}@${same.version}.`);
  if (ofName.some((one) => one.version === version)) {
    throw new DocumentFault(`${name}@${version} is registered already, with another text or retired.`);
  }
  await sql`
    insert into registered_document (client_id, name, version, sha256, text, operation_name, owner, purpose, roles,
      row_limit, schema_version, worst_rows, coordinates, inputs, registered_by)
    values (${clientId}, ${name}, ${version}, ${hash}, ${text}, ${operationName}, ${owner}, ${purpose}, ${[...roles]},
      ${rowLimit}, ${schemaVersion}, ${worstRows}, ${[...coordinates]}, ${[...inputs]}, ${registeredBy})`;
  return { id: `${name}@${version}`, hash, worstRows, isNew: true };
}

async function checkedClient(sql: Statements, clientId: string): Promise<{ isTool: boolean }> {
  const [known] = await sql<{ isTool: boolean }[]>`
    select is_tool as "isTool" from client where client_id = ${clientId} for update`;
  if (!known) throw new DocumentFault(`There is no client ${clientId}; enter it by: documents client ${clientId}`);
  return known;
}

/** Throws for somebody who is not at work in the bank. */
export async function checkPerson(sql: Statements, staffNumber: string): Promise<void> {
  const [known] = await sql`select from employee where staff_number = ${staffNumber} and status = 'ACTIVE'`;
  if (!known) throw new DocumentFault(`Nobody at work has the staff number ${staffNumber}.`);
}

import '../entities';
import { roles as allRoles, type Role } from '../access/policy';
import { configOrExit } from '../config';
import type { Sql } from '../database/connect';
import { checkPage } from '../documents/check-page';
import { enterClient, register } from '../documents/register';
import { documentModes } from '../documents/registered-document';
import { activate, retire } from '../documents/release';
import { readDrafts } from '../documents/sources';
import { publishSchema } from '../graph/declare/publish';
import { withDatabase, withSystemLogin } from './database-at-hand';
import { registeredForReview } from './documents-listing';

export interface RegisterOptions {
  readonly client: string;
  readonly owner: string;
  readonly as: string;
  readonly purpose?: string;
  readonly roles?: string;
  readonly rowLimit?: number;
  readonly number?: number;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Does the work on the registry by the system login. */
export const onRegistry = <Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> =>
  withDatabase(configOrExit(), (database) => withSystemLogin(database, 'documents', work));

/** Enters a client, or changes what it may send. */
export async function client(clientId: string, options: { name?: string; mode: string; tool?: true }): Promise<void> {
  const mode = documentModes.find((one) => one === options.mode.toUpperCase().replace('-', '_'));
  if (!mode) throw new Error(`--mode must be one of ${documentModes.join(', ').toLowerCase()}.`);
  const entry = { clientId, name: options.name ?? clientId, mode, isTool: options.tool === true };
  await onRegistry((sql) => enterClient(sql, entry));
  say(`${clientId}: ${mode}${entry.isTool ? ', a reporting tool' : ''}`);
}

/** Registers what a team's build made; another person activates it. */
export async function registerFrom(path: string, options: RegisterOptions): Promise<void> {
  const { client: clientId, owner, purpose, as: registeredBy, rowLimit = null, number: version } = options;
  const drafts = readDrafts(path);
  const registration = { clientId, owner, roles: rolesOf(options.roles), rowLimit, registeredBy };
  const said = { ...(purpose && { purpose }), ...(version !== undefined && { version }) };
  const registered = await onRegistry((sql) =>
    register({ sql, schema: publishSchema() }, drafts, { ...registration, ...said }),
  );
  for (const { id, hash, worstRows, isNew } of registered) {
    say(`${id} sha256:${hash} at most ${worstRows} rows${isNew ? '' : ', registered before'}`);
  }
}

/** Prints the page that a reviewer signs; ends with 1 where a document could not be run. */
export async function check(path: string | undefined, options: { client?: string; roles?: string }): Promise<void> {
  const roles = rolesOf(options.roles);
  const documents =
    path === undefined
      ? await onRegistry((sql) => registeredForReview(sql, options.client))
      : readDrafts(path).map(({ name, ...draft }) => ({ ...draft, title: name, roles, rowLimit: null }));
  const { text, broken } = await checkPage(publishSchema(), documents);
  process.stdout.write(text);
  if (broken.length > 0) process.exitCode = 1;
}

interface ReleaseOptions {
  readonly client: string;
  readonly as: string;
}

export async function activateAll(ids: readonly string[], { client: clientId, as: by }: ReleaseOptions): Promise<void> {
  await onRegistry((sql) => activate(publishSchema(), { sql, clientId, ids, by }));
  for (const id of ids) say(`${id} is active.`);
}

export async function retireAll(ids: readonly string[], { client: clientId, as: by }: ReleaseOptions): Promise<void> {
  await onRegistry((sql) => retire({ sql, clientId, ids, by }));
  for (const id of ids) say(`${id} is retired.`);
}

function rolesOf(list = ''): Role[] {
  const names = list.split(',').filter(Boolean);
  const unknown = names.find((name) => !(allRoles as readonly string[]).includes(name));
  if (unknown) throw new Error(`${unknown} is no role; there are ${allRoles.join(', ')}.`);
  return names as Role[];
}

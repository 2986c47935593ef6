import type { GraphQLSchema } from 'graphql';
import { decisionsFor } from '../access/decisions';
import { type Role, reportAuthors } from '../access/policy';
import { viewerSetting } from '../access/scope';
import { accessShape } from '../access/shape';
import type { Viewer } from '../access/viewer';
import type { Sql } from '../database/connect';
import { codeOf } from '../database/fault';
import { transaction } from '../database/held';
import { badInput, ClientError } from '../errors';
import { operationOf } from '../graph/plan/operation';
import { planRows } from '../graph/plan/row-source';
import { admit, DocumentFault } from './admit';
import type { Draft } from './draft';
import { defaultDocumentLimits } from './limits';
import { type Content, contentOf } from './register';
import { refuseReservedVariables } from './report-variables';
import { sampleVariables } from './samples';

/** A report as a member of staff saves it. */
export interface OwnReport extends Required<Draft> {
  /** The most records it gives; null for any number. */
  readonly rowLimit: number | null;
}

export interface SavedReport extends Content {
  /** name@version. */
  readonly id: string;
  /** Who may run it once another person has activated it. */
  readonly roles: readonly Role[];
}

interface SaveOptions {
  /** On the serving login, which can save and not activate. */
  readonly sql: Sql;
  readonly schema: GraphQLSchema;
}

/**
 * Saves a report for the reader's client and the roles that he holds: it waits, like every document, for another person.
 * Throws FORBIDDEN for roles that save none, BAD_USER_INPUT for what makes no report or is hidden from them, CONFLICT for
 * a name or a text that is taken, LIMIT_EXCEEDED where twenty of his wait already.
 */
export async function saveReport(
  { sql, schema }: SaveOptions,
  viewer: Viewer,
  report: OwnReport,
): Promise<SavedReport> {
  const roles = [...new Set(viewer.grants.map(({ role }) => role))].filter((role) => reportAuthors.includes(role));
  if (roles.length === 0) throw new ClientError('FORBIDDEN', `Reports are saved by ${reportAuthors.join(', ')}.`);
  const content = await found(schema, viewer, report, roles);
  const row = { ...report, ...content, roles };
  const version = await transaction(sql, async (own) => {
    await own`select set_viewer(${viewerSetting(viewer)})`;
    const [saved] = await own<{ version: number | null }[]>`
      select save_report(${viewer.clientId}, ${JSON.stringify(row)}::text::json) as version`;
    return saved?.version ?? null;
  }).catch((cause: unknown) => {
    if (codeOf(cause) === '54000') throw new ClientError('LIMIT_EXCEEDED', 'Twenty reports of yours wait already.');
    throw codeOf(cause) === '23505' ? taken(report.name, cause) : cause;
  });
  if (version === null) throw new ClientError('FORBIDDEN', `No report is saved for the client ${viewer.clientId}.`);
  return { ...content, id: `${report.name}@${version}`, roles };
}

/** What the report is found to be; the last check is that it gives rows, as running it would find out. */
async function found(
  schema: GraphQLSchema,
  viewer: Viewer,
  report: OwnReport,
  roles: readonly Role[],
): Promise<Content> {
  try {
    const admitted = admit(schema, report.text, defaultDocumentLimits);
    const content = await contentOf(schema, admitted, report, { roles });
    const { document, operationName } = admitted;
    refuseReservedVariables(schema, document);
    const [variables = {}] = sampleVariables(schema, document);
    const operation = operationOf(schema, document, operationName, variables);
    planRows(schema, operation, await decisionsFor(accessShape(viewer)), undefined);
    return content;
  } catch (error) {
    throw error instanceof DocumentFault ? badInput(error.message) : error;
  }
}

function taken(name: string, cause: unknown): ClientError {
  const isName = (cause as { constraint_name?: string }).constraint_name === 'registered_document_name_kept';
  const which = isName ? `The name ${name} is another person’s document.` : 'The same text is registered already.';
  return new ClientError('CONFLICT', which);
}

import type { GraphQLSchema } from 'graphql';
import type { Audit } from '../access/audit/audit';
import type { Principal } from '../access/authenticate';
import { hasLost } from '../access/lost';
import type { Viewer } from '../access/viewer';
import type { Sql } from '../database/connect';
import { type Documents, mayRun, type RegisteredDocument } from '../documents/registered-document';
import { type OwnReport, type SavedReport, saveReport } from '../documents/save';
import { ClientError } from '../errors';
import type { createRows, Rows } from '../graph/rows';
import { formats } from './formats';
import { type ReportParameters, reportParameters } from './parameters';
import { type Place, Quotas, type ReportQuotas } from './quota';
import type { ReportRequest, ReportSink } from './report-request';
import { CallerGone, Sending } from './sending';
import { tagger } from './tag';
import type { TransferOptions } from './transfer';
import { watch } from './watch';

export interface ReportsOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents & {
    /** Counts a run on a day of the bank. */
    used(document: RegisteredDocument, day: string): void;
  };
  readonly rows: ReturnType<typeof createRows>;
  /** Opens a connection of the serving login for one report, behind its gate. */
  readonly connect: TransferOptions['connect'];
  /** The pool of the serving login. */
  readonly sql: Sql;
  readonly audit: Audit;
  readonly viewerOf: (principal: Principal) => Promise<Viewer | null>;
  /** The key under which entity tags are made. */
  readonly key: Buffer;
  readonly quotas: ReportQuotas;
  /** How often rights are asked for again; with the directory's own delay a lost one breaks a report within 30 seconds. */
  readonly watchMs?: number;
  /** How long a caller may take nothing, while the database waits with a connection and its transaction; a minute unless told. */
  readonly patienceMs?: number;
}

export interface Reports {
  /** The document that a reader may run by that name; throws one and the same NOT_FOUND for every other. */
  find(principal: Principal, viewer: Viewer, name: string): RegisteredDocument;
  /** Keeps a report of the reader's own, which runs once another person has activated it; throws where it is refused. */
  save(viewer: Viewer, report: OwnReport): Promise<SavedReport>;
  /** Writes a report to the sink; throws where it is refused or broken off. */
  send(request: ReportRequest, sink: ReportSink): Promise<void>;
}

const usualWatchMs = 20_000;
const usualPatienceMs = 60_000;

/** Runs registered documents as files of flat rows. */
export function createReports(options: ReportsOptions): Reports {
  const { schema, documents } = options;
  const quotas = new Quotas(options.sql, options.quotas);

  async function sendWithin(
    place: Place,
    request: ReportRequest,
    parameters: ReportParameters,
    rows: Rows,
    sink: ReportSink,
  ) {
    const { document, viewer, principal } = request;
    const { patienceMs = usualPatienceMs } = options;
    const sending = new Sending({ ...options, patienceMs, request, parameters, rows, place, sink });
    const stopOnGone = () => sending.stop(new CallerGone('The caller closed the connection.'));
    const mayGoOn = async () =>
      !hasLost(viewer, await options.viewerOf(principal)) &&
      documents.find(principal.clientId, document.id)?.hash === document.hash;
    const lost = () =>
      sending.stop(new ClientError('FORBIDDEN', 'Your rights changed while the report was under way.'));
    const endWatch = watch(options.watchMs ?? usualWatchMs, mayGoOn, lost);
    sink.gone.addEventListener('abort', stopOnGone);
    try {
      await sending.run(tagger(options.key, viewer, document, parameters));
    } finally {
      endWatch();
      sink.gone.removeEventListener('abort', stopOnGone);
    }
  }

  return {
    find({ clientId }, viewer, name) {
      const document = documents.find(clientId, name);
      if (!document || !mayRun(document, viewer))
        throw new ClientError('NOT_FOUND', 'There is no report of that name for you.');
      return document;
    },
    save: (viewer, report) => saveReport(options, viewer, report),
    async send(request, sink) {
      const { document, viewer, search } = request;
      const parameters = reportParameters(schema, document.document, document.operationName, search);
      const rows = await options.rows({
        document: document.document,
        operationName: document.operationName,
        variables: parameters.variables,
        viewer,
        after: parameters.after,
        limit: limitOf(document, parameters),
        wanted: formats[parameters.format].wanted,
      });
      const place = await quotas.enter(viewer);
      documents.used(document, viewer.today);
      try {
        await sendWithin(place, request, parameters, rows, sink);
      } finally {
        quotas.leave(viewer);
      }
    },
  };
}

function limitOf({ rowLimit }: RegisteredDocument, { limit }: ReportParameters): number | null {
  if (limit !== null && rowLimit !== null && limit > rowLimit)
    throw new ClientError('LIMIT_EXCEEDED', `The report gives at most ${rowLimit} records at a time.`);
  return limit ?? rowLimit;
}

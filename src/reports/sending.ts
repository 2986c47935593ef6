import type { Audit } from '../access/audit/audit';
import type { ExportPart } from '../access/audit/entry';
import type { Sql } from '../database/connect';
import { codeOf } from '../database/fault';
import { ClientError } from '../errors';
import type { Rows } from '../graph/rows';
import { touchedIn } from '../graph/touched';
import type { Line } from './flow';
import type { FileWriter } from './format';
import { formats } from './formats';
import type { ReportParameters } from './parameters';
import type { Place } from './quota';
import type { ReportRequest, ReportSink } from './report-request';
import { TouchedCustomers } from './touched';
import { Transfer, type TransferOptions } from './transfer';

export interface SendingOptions {
  readonly connect: TransferOptions['connect'];
  readonly sql: Sql;
  readonly audit: Audit;
  readonly request: ReportRequest;
  readonly parameters: ReportParameters;
  readonly rows: Rows;
  readonly place: Place;
  readonly sink: ReportSink;
  /** How long the caller may take nothing. */
  readonly patienceMs: number;
}

const batchRows = 1_000;
// Trees are larger than lines, and code works on them.
const batchTrees = 250;

/** One report under way: it is told to the audit trail before its first byte and after its last. */
export class Sending {
  private transfer: Transfer | undefined;
  private readonly stopping = new AbortController();
  private written = 0;
  private readonly touched = new TouchedCustomers((customers) => this.record('GOING_ON', 'UNDER_WAY', customers));

  constructor(private readonly options: SendingOptions) {}

  /** Stops it, also in the middle of a statement or while the caller does not read. */
  stop(cause: Error): void {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort(cause);
    this.transfer?.stop().catch(() => undefined);
  }

  async run(tag: (data: string) => string): Promise<void> {
    await this.record('BEGUN', 'UNDER_WAY', []);
    let outcome: string;
    try {
      outcome = await this.transferred(tag);
    } catch (error) {
      const { aborted, reason } = this.stopping.signal;
      const cause = aborted ? reason : error;
      await this.options.place.settle().catch(() => undefined);
      await this.record('ENDED', outcomeOf(cause), this.touched.taken());
      throw cause;
    }
    await this.options.place.settle();
    await this.record('ENDED', outcome, this.touched.taken());
  }

  private async transferred(tag: (data: string) => string): Promise<string> {
    const { connect, sql, request, parameters, rows, sink } = this.options;
    const { viewer, document } = request;
    const size = rows.form === 'TREE' ? batchTrees : batchRows;
    this.transfer = await Transfer.begin({ connect, control: sql, viewer, batchRows: size });
    try {
      this.stopping.signal.throwIfAborted();
      const { mediaType, open } = formats[parameters.format];
      sink.begin({
        mediaType,
        fileName: `${document.name}.${parameters.format}`,
        notices: rows.notices,
        nextCursor: await this.nextCursor(this.transfer),
        moment: await this.transfer.moment(),
        tag,
      });
      const file = open(rows.columns, parameters);
      await this.write(file.begin());
      for await (const lines of this.transfer.lines(rows.statement)) await this.write(await this.bytesOf(file, lines));
      await this.write(file.end());
      this.stopping.signal.throwIfAborted();
      return sink.settle();
    } finally {
      await this.transfer.end();
    }
  }

  /** Waits until more may come, but no longer than the report may go on. */
  private async write(bytes: Buffer): Promise<void> {
    const { signal } = this.stopping;
    signal.throwIfAborted();
    const tired = () => this.stop(new CallerGone('The caller took nothing for too long.'));
    const patience = setTimeout(tired, this.options.patienceMs);
    let stop = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop);
    });
    try {
      await Promise.race([this.options.sink.write(bytes), stopped]);
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
    }
  }

  /** Where more follow than were asked for; a report cut by its document's own limit alone is refused instead. */
  private async nextCursor(transfer: Transfer): Promise<string | undefined> {
    const { parameters, request, rows } = this.options;
    const limit = parameters.limit ?? request.document.rowLimit;
    if (limit === null) return undefined;
    if (!rows.isPaged && parameters.limit !== null) return undefined;
    const [last, further] = await transfer.rows(rows.endAt(limit));
    if (!further) return undefined;
    if (parameters.limit !== null) return String(last?.cursor);
    throw new ClientError('LIMIT_EXCEEDED', `The report has more than ${limit} records; take them by limit and after.`);
  }

  private async bytesOf(file: FileWriter, lines: readonly Line[]): Promise<Buffer> {
    const { rows } = this.options;
    if (rows.form === 'TREE') {
      const batch = await rows.cellsOf(lines.map(([row]) => row.toString()));
      await this.count(batch.rows.length);
      await this.touched.add(batch.customers);
      return file.cells(batch.rows);
    }
    if (rows.form === 'CSV') {
      await this.count(lines.length);
      await this.touched.addDigits(lines.map(([, owners]) => owners));
      return file.lines(Buffer.concat(lines.map(([row]) => row)));
    }
    const { text, customers } = touchedIn(lines.map(([row]) => row.toString()).join('\n'));
    await this.count(lines.length);
    await this.touched.add(customers);
    return file.lines(Buffer.from(text));
  }

  private async count(rows: number): Promise<void> {
    await this.options.place.add(rows);
    this.written += rows;
  }

  private async record(stage: ExportPart['stage'], outcome: string, customers: readonly string[]): Promise<void> {
    const { audit, request, parameters, rows, sink } = this.options;
    const { requestId, principal, viewer, document } = request;
    const anchor = await audit.record({
      requestId,
      ...principal,
      viewer,
      operationName: document.operationName,
      documentHash: document.hash,
      reads: rows.readsOf(customers),
      export: { stage, report: document.id, format: parameters.format, rows: this.written },
      outcome,
    });
    sink.kept(anchor);
  }
}

/** The caller went away; there is nobody to answer. */
export class CallerGone extends Error {}

function outcomeOf(cause: unknown): string {
  if (cause instanceof CallerGone) return 'CALLER_GONE';
  if (cause instanceof ClientError) return String(cause.extensions.code);
  return codeOf(cause) === '57014' ? 'TIMEOUT' : 'INTERNAL';
}

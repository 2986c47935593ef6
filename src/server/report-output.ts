import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReportHead, ReportSink } from '../reports/report-request';
import { CallerGone } from './body';
import type { Exchange } from './exchange';

/** A report that is no longer than this is held back until its end, so that its tag can be made of its content. */
const heldBytes = 256 * 1024;

/** Writes a report as a response: in chunks as fast as the caller takes them, a short one in one piece. */
export class ReportOutput implements ReportSink {
  private readonly leaving = new AbortController();
  private readonly content = createHash('sha256');
  private held: Buffer[] | undefined = [];
  private heldLength = 0;
  private report: ReportHead | undefined;

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly exchange: Exchange,
  ) {
    response.once('close', () => this.leaving.abort());
  }

  get gone(): AbortSignal {
    return this.leaving.signal;
  }

  kept(anchor: string): void {
    this.exchange.isRecorded = true;
    this.exchange.anchor = anchor;
  }

  begin(head: ReportHead): void {
    this.report = head;
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.gone.aborted) throw new CallerGone('The caller closed the connection.');
    if (!this.held) return this.send(bytes);
    this.held.push(bytes);
    this.heldLength += bytes.length;
    if (this.heldLength <= heldBytes) return;
    const begun = Buffer.concat(this.held);
    this.held = undefined;
    // What is longer is not read to its end for its tag, which then tells the moment: any write makes it another.
    this.head(`moment ${this.report?.moment}`);
    await this.send(begun);
  }

  settle(): 'OK' | 'NOT_MODIFIED' {
    if (!this.held) return 'OK';
    for (const bytes of this.held) this.content.update(bytes);
    const tag = this.head(`content ${this.content.digest('base64url')}`);
    const known = String(this.request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
    if (!known.some((one) => one.replace(/^W\//, '') === tag)) return 'OK';
    this.response.statusCode = 304;
    this.held = [];
    return 'NOT_MODIFIED';
  }

  /** Lets the last bytes go, once the report is kept in the audit trail. */
  end(): void {
    const { held, response } = this;
    if (held && response.statusCode !== 304) response.setHeader('content-length', this.heldLength);
    for (const bytes of held ?? []) response.write(bytes);
    response.end();
  }

  /** Sets the headers; answers the tag. */
  private head(data: string): string {
    const { report, response } = this;
    if (!report) throw new Error('A report was written before its head.');
    const tag = report.tag(data);
    response.statusCode = 200;
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'private, no-cache');
    response.setHeader('vary', 'authorization');
    response.setHeader('content-type', report.mediaType);
    response.setHeader('content-disposition', `attachment; filename="${report.fileName.replace(/[^\w.-]/g, '_')}"`);
    if (report.nextCursor !== undefined) response.setHeader('x-next-cursor', report.nextCursor);
    const withheld = report.notices.map(({ field, relation, effect }) => `${field} ${relation} ${effect}`);
    if (withheld.length > 0) response.setHeader('x-c360-access', withheld.join(', '));
    return tag;
  }

  private async send(bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || this.response.write(bytes)) return;
    await once(this.response, 'drain', { signal: this.gone }).catch(() => {
      throw new CallerGone('The caller closed the connection.');
    });
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Viewer } from '../access/viewer';
import type { OwnReport } from '../documents/save';
import { badInput } from '../errors';
import type { Reports } from '../reports/reports';
import type { Exchange } from './exchange';
import type { Recorder } from './recording';
import { jsonBody, searchOf } from './request-form';

const longestPurpose = 500;
const form = z.strictObject({
  text: z.string().min(1),
  purpose: z.string().trim().min(1).max(longestPurpose),
  rowLimit: z.int().min(1).max(1_000_000_000).nullable().default(null),
});

export interface SavingParts {
  readonly reports: Reports;
  readonly recorder: Recorder;
  readonly bodyBytes: number;
}

/** `PUT /reports/<name>`: keeps a report of the reader's own as PENDING, and answers 202 with what it is. */
export async function saveOwnReport(
  { reports, recorder, bodyBytes }: SavingParts,
  { exchange, viewer, name }: { readonly exchange: Exchange; readonly viewer: Viewer; readonly name: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (searchOf(request) !== '') throw badInput('A report is saved by its body: text, purpose and rowLimit.');
  const given = form.safeParse(await jsonBody(request, response, bodyBytes));
  if (!given.success) throw badInput(z.prettifyError(given.error).replaceAll(/\s*\n\s*/g, ' '));
  const report: OwnReport = { name, ...given.data };
  const { id, hash, operationName, roles } = await reports.save(viewer, report);
  exchange.operationName = operationName;
  exchange.documentHash = hash;
  exchange.documentId = id;
  exchange.outcome = 'SAVED';
  await recorder.keep(exchange, viewer);
  const text = JSON.stringify({
    report: id,
    state: 'PENDING',
    sha256: hash,
    roles,
    rowLimit: report.rowLimit,
  });
  response.statusCode = 202;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

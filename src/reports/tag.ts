import { createHmac } from 'node:crypto';
import { viewerSetting } from '../access/scope';
import { accessShape } from '../access/shape';
import type { Viewer } from '../access/viewer';
import type { RegisteredDocument } from '../documents/registered-document';
import type { ReportParameters } from './parameters';

/**
 * Makes the entity tag of a report: equal only for the same reader, with the same rights over the same customers, the
 * same document and parameters, and the same data. It tells nothing to anybody else, being under a key of the reader.
 */
export function tagger(key: Buffer, viewer: Viewer, document: RegisteredDocument, parameters: ReportParameters) {
  const ofReader = createHmac('sha256', key).update(viewer.principal).digest();
  const scope = [accessShape(viewer).key, viewerSetting(viewer), viewer.contacts.join(',')];
  const fixed = JSON.stringify([document.hash, document.operationName, parameters, scope]);
  return (data: string): string =>
    `"${createHmac('sha256', ofReader).update(fixed).update('\n').update(data).digest('base64url')}"`;
}

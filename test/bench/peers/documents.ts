import type { SingleWork } from '../documents';
import type { ServerName } from '../options';

/** The work as a peer's own schema asks it. */
export function peerDocuments(_name: ServerName): Readonly<Record<SingleWork, string>> {
  throw new Error('No peer is built yet.');
}

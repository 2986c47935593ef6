import '../../../src/entities';
import { createDecipheriv, createHmac } from 'node:crypto';
import { directory } from '../../../src/access/directory';
import { asThroughDocument, type Viewer } from '../../../src/access/viewer';
import { connect } from '../../../src/database/connect';
import { secretFrom } from '../../../src/database/secrets';
import { identifierHash } from '../../../src/entities/party/identifier-seal';
import { protectionKeys, sealingBy } from '../../../src/entities/party/protection-keys';
import { publishSchema } from '../../../src/graph/declare/publish';
import { createGraph, type Graph, type GraphOptions } from '../../../src/graph/graph';
import { NodeIds } from '../../../src/graph/node-id';
import { Bank } from './bank';
import { CursorBook } from './cursors';
import { Reference } from './reference';
import type { Row } from './values';
import { wayIn } from './way-in';

/** The moment at which the compiler is compared: already the next day in the bank's time zone. */
export const moment = new Date('2026-06-15T20:30:00Z');
export const now = moment.toISOString();
export const today = '2026-06-16';
export const timeZone = 'Asia/Shanghai';
export const secret = secretFrom(Buffer.alloc(32, 7));
export const clientId = 'compiler-test';

/** The product over a database, and the reference over the same rows. */
export interface World {
  readonly graph: Graph;
  readonly reference: Reference;
  readonly bank: Bank;
  /** What the graph is made of, for one on another connection. */
  readonly options: GraphOptions;
  /** By his name in `way-in.ts`. */
  viewerOf(reader: string): Promise<Viewer | null>;
  end(): Promise<void>;
}

const identifierCipher = secret.macKey('identifier-cipher');

/** Opens what is sealed with code of its own. */
function unseal({ value_hash: hash, value_sealed: sealed }: Row): string {
  const decipher = createDecipheriv('aes-256-cbc', identifierCipher, Buffer.from(String(hash), 'hex'));
  return decipher.update(String(sealed), 'hex', 'utf8') + decipher.final('utf8');
}

const days = new Intl.DateTimeFormat('en-CA', { timeZone });
const dayOf = (instant: string) => days.format(new Date(instant));

const cursorKey = (name: string) => createHmac('sha256', secret.macKey('cursor')).update(name).digest();

/** A reader as the directory knows him, on the way that his name tells. */
export async function viewerOnWay(viewerOf: ReturnType<typeof directory>, reader: string): Promise<Viewer | null> {
  const { staffNumber, throughDocument } = wayIn(reader);
  const viewer = await viewerOf({ staffNumber, clientId });
  return viewer && throughDocument ? asThroughDocument(viewer) : viewer;
}

/** The name under which a reader's cursors are bound to him, whatever way he comes. */
export const principalOf = (reader: string): string => `${clientId}/${wayIn(reader).staffNumber}`;

/** Few connections, so that readers follow one another on each. */
export async function openWorld(urls: { appUrl: string; systemUrl: string }, connections = 2): Promise<World> {
  const system = connect(urls.systemUrl, { name: 'reference', max: 1 });
  const bank = await Bank.load(system.sql);
  await system.end();
  const app = connect(urls.appUrl, { name: 'compiler', max: connections });
  const [id] = await app.sql<{ key: Buffer }[]>`select id_key() as key`;
  const options: GraphOptions = {
    schema: publishSchema(),
    sql: app.sql,
    ids: new NodeIds(id?.key as Buffer),
    cursorKeys: [{ cipher: cursorKey('cipher'), mac: cursorKey('mac') }],
    hashes: {
      identifier: (scheme, value) => [identifierHash(scheme, value, secret.macKey('identifier-mac'))],
      phone: (number) => [identifierHash('PHONE', number.replace(/\D/g, ''), secret.macKey('contact-mac'))],
    },
    // Look-ups are counted elsewhere; here they are asked without end.
    lookups: { attempt: async () => undefined, found: async () => undefined },
    clock: () => moment,
    renewed: async (viewer) => viewer,
    sealing: sealingBy([protectionKeys(secret)]),
    services: { keys: { identifierCipher: () => identifierCipher } },
  };
  const reference = new Reference(options.schema, { bank, today, now, dayOf, cursors: new CursorBook(), unseal });
  const viewerOf = directory({ sql: app.sql, clock: () => moment, timeZone });
  return {
    graph: createGraph(options),
    reference,
    bank,
    options,
    viewerOf: (reader) => viewerOnWay(viewerOf, reader),
    end: () => app.end(),
  };
}

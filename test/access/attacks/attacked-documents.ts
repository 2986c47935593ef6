import { createHash } from 'node:crypto';
import { retire } from '../../../src/documents/release';
import { registryOf } from '../../documents/registering';
import { type AttackedBank, attackedBank } from './attacked-bank';
import { type Answer, type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const list = `query List($n: Int = 50) { customers(first: $n) { totalCount nodes {
  customerNumber displayName access identifiers { value } contactPoints { value } accounts { nodes { number } }
  interactions { nodes { notes } } complaints { nodes { severity } } } } }`;
export const textOf = (word: string) =>
  `query ${word} { customers(first: 50) { nodes { customerNumber displayName } } }`;

/**
 * The attacked bank with clients of each mode (desk and other OPEN, safe SAFELIST, ids ID_ONLY, watched LOG), each of
 * whom has registered `list`; `desk` has documents besides that wait, are retired, are for some and for few rows.
 */
export interface AttackedDocuments {
  readonly bank: AttackedBank;
  readonly server: AttackedServer;
  readonly leaks: Leaks;
  registry(clientId: string): ReturnType<typeof registryOf>;
  post(staff: string, body: object, client?: string, headers?: Record<string, string>): Promise<Answer>;
  get(staff: string, parameters: Record<string, string>, client?: string): Promise<Answer>;
  /** Refused before any statement, with nothing of anybody's; answers the message. */
  refused(answer: Answer, status: number, code: string): string;
  stop(): Promise<void>;
}

export async function attackedDocuments(): Promise<AttackedDocuments> {
  const bank = await attackedBank();
  const registry = (clientId: string) => registryOf(bank.system, clientId, { registers: 'HO1', activates: 'CO1' });
  for (const [clientId, mode] of [
    ['desk', 'OPEN'],
    ['other', 'OPEN'],
    ['safe', 'SAFELIST'],
    ['ids', 'ID_ONLY'],
    ['watched', 'LOG'],
  ] as const) {
    await registry(clientId).enter(mode);
    await registry(clientId).active('list', list);
  }
  await registry('desk').pending('waiting', textOf('Waiting'));
  await registry('desk').active('gone', textOf('Gone'));
  await retire({ sql: bank.system, clientId: 'desk', ids: ['gone@1'], by: 'HO1' });
  await registry('other').active('foreign', textOf('Foreign'));
  await registry('desk').active('for-heads', textOf('ForHeads'), { roles: ['HEAD_OFFICE'] });
  await registry('desk').active('few', list.replace('List', 'Few'), { rowLimit: 3_000 });
  const [server, leaks] = [await serve(bank.database), await leaksIn(bank)];
  return {
    bank,
    server,
    leaks,
    registry,
    post(staff, body, client = 'desk', headers = {}) {
      const json = { 'content-type': 'application/json', ...headers };
      return server.send(staff, { method: 'POST', client, headers: json, body: JSON.stringify(body) });
    },
    get: (staff, parameters, client = 'desk') =>
      server.send(staff, { path: `/graphql?${new URLSearchParams(parameters)}`, client }),
    refused(answer, status, code) {
      expect([answer.status, answer.errors.length, answer.errors[0]?.extensions.code]).toEqual([status, 1, code]);
      expect([answer.data, answer.statements]).toEqual([undefined, 0]);
      expect(leaks.of([1, 2, 3, 4, 5, 6, 7, 8], answer)).toEqual([]);
      return answer.errors[0]?.message ?? '';
    },
    async stop() {
      await server.stop();
      await bank.drop();
    },
  };
}

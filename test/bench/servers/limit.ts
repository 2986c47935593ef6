import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { phoneHash } from '../../../src/entities/party/identifier-seal';
import type { SingleWork } from '../documents';
import { statements } from './limit-statements';

type Variables = Readonly<Record<string, unknown>>;

const { DATABASE_URL: url = '', BENCH_TODAY: today = '', BENCH_EMPLOYEE: employee = '' } = process.env;
const bounds: number[] = JSON.parse(process.env.BENCH_BOUNDS ?? '[]');
const phoneKey = Buffer.from(process.env.BENCH_PHONE_KEY ?? '', 'hex');
const sql = postgres(url, { max: 8, connection: { application_name: 'bench limit' } });

const exact = (text: string) => [`=${text.trim()}`, `+${Buffer.from(phoneHash(text, phoneKey)).toString('hex')}`];

const values: Readonly<Record<SingleWork, (variables: Variables) => unknown[]>> = {
  '360': ({ id }) => [id, today, employee],
  list: ({ unit }) => [unit, today],
  deep: ({ id }) => [id, today],
  worklist: () => [...bounds, ['RECEIVED', 'INVESTIGATING']],
  search: ({ text }) => [...bounds, text, exact(String(text))],
};

async function answer(body: string): Promise<string> {
  const { work, variables } = JSON.parse(body) as { work: SingleWork; variables: Variables };
  const [row] = await sql.unsafe(statements[work], values[work](variables) as never[], { prepare: true });
  return `{"data":${row?.json}}`;
}

/** Nothing between the wire and the statement: what one process and one PostgreSQL can do at most. */
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', async () => {
    try {
      const text = await answer(parts.length === 1 ? String(parts[0]) : Buffer.concat(parts).toString());
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    } catch (error) {
      response.writeHead(500);
      response.end(String(error));
    }
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

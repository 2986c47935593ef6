import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { secretFrom } from '../../src/database/secrets';
import { type BenchBank, benchKey } from './bank';
import { documents, type SingleWork } from './documents';
import { products, type ServerName, type WorkName, workNames } from './options';
import { peerDocuments } from './peers/documents';
import { clientId, documentIdOf } from './registered';
import { compliance, manager, type Subjects } from './subjects';

/** One request as the load sends it. */
export interface Asked {
  readonly path: string;
  readonly body: string;
}

export interface Served {
  readonly name: ServerName;
  readonly address: string;
  readonly pid: number;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: Readonly<Record<SingleWork, readonly Asked[]>>;
  /** What is measured of it. */
  readonly works: readonly WorkName[];
  stop(): Promise<void>;
}

const product = 'customer-360-graph';
const startPatienceMs = 60_000;

/** Starts a server as a process of its own, and says what it is asked for each work. */
export async function serve(name: ServerName, bank: BenchBank, subjects: Subjects): Promise<Served> {
  const isProduct = products.includes(name);
  const script = isProduct ? 'checks/served-process' : `bench/servers/${name}`;
  const child = start(name, script, bank, subjects);
  const address = await addressOf(name, child);
  return {
    name,
    address,
    pid: child.pid ?? 0,
    headers: isProduct ? { authorization: `Bearer ${await tokenFor(name, bank)}` } : {},
    requests: requestsTo(name, subjects),
    works: name === 'unmasked' ? ['360'] : workNames,
    stop: async () => {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await ended;
    },
  };
}

function start(name: ServerName, script: string, bank: BenchBank, subjects: Subjects): ChildProcess {
  // PostGraphile asks for a newer Node than the product does.
  const node = name === 'postgraphile' ? join(__dirname, 'node_modules/node/bin/node') : process.execPath;
  const own = products.includes(name) ? bank.appUrl : bank.peerUrl;
  const { today, employee, bounds } = subjects;
  return spawn(node, ['test/checks/run.mjs', `test/${script}.ts`], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      DATABASE_URL: name === 'open' ? bank.openUrl : own,
      SECRET_KEY_FILE: bank.keyFile,
      JWT_KEY_FILE: bank.keyFile,
      BENCH_TODAY: today,
      BENCH_EMPLOYEE: employee,
      BENCH_BOUNDS: JSON.stringify(bounds),
      BENCH_PHONE_KEY: Buffer.from(secretFrom(benchKey).macKey('contact-mac')).toString('hex'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function addressOf(name: ServerName, child: ChildProcess): Promise<string> {
  let complaint = '';
  child.stderr?.on('data', (part: Buffer) => {
    complaint = (complaint + part.toString()).slice(-2000);
  });
  const late = AbortSignal.timeout(startPatienceMs);
  const ended = once(child, 'exit', { signal: late }).then(() => null);
  const [told] =
    (await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data', { signal: late }), ended])) ?? [];
  if (told === undefined) throw new Error(`The server ${name} ended before it served: ${complaint}`);
  ended.catch(() => undefined);
  return String(told).trim();
}

const tokenFor = (name: ServerName, bank: BenchBank) =>
  signToken({
    staffNumber: name === 'unmasked' ? compliance.staffNumber : manager.staffNumber,
    clientId,
    issuer: product,
    audience: product,
    key: signingKeyFrom(benchKey, bank.keyFile),
  });

function requestsTo(name: ServerName, subjects: Subjects): Record<SingleWork, Asked[]> {
  const isProduct = products.includes(name);
  const ids = subjects.customers.map((one) => ({ id: isProduct ? one.publicId : one.id }));
  const variables: Record<SingleWork, readonly Record<string, unknown>[]> = {
    '360': ids,
    list: [{ unit: manager.unit }],
    deep: ids,
    worklist: [{}],
    search: subjects.texts.map((text) => ({ text })),
  };
  const bodyOf = (work: SingleWork, given: Record<string, unknown>) => {
    if (name === 'limit') return { work, variables: given };
    if (name === 'registered') return { documentId: documentIdOf(work), variables: given };
    return { query: isProduct ? documents[work] : peerDocuments(name)[work], variables: given };
  };
  const works = Object.keys(documents) as SingleWork[];
  return Object.fromEntries(
    works.map((work) => [
      work,
      variables[work].map((given) => ({ path: '/graphql', body: JSON.stringify(bodyOf(work, given)) })),
    ]),
  ) as Record<SingleWork, Asked[]>;
}

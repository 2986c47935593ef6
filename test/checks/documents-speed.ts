import '../../src/entities';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { connect } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { libraryFolder, registerLibrary } from '../../src/documents/library';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { publishSchema } from '../../src/graph/declare/publish';
import { checkOptions } from './options';
import { median, post, serve, throughput } from './requests';
import { onScratchBank, type ScratchBank } from './scratch-bank';

const name = 'customer-360-graph';
const key = Buffer.alloc(32, 7);
const ways = ['id', 'text', 'new text'] as const;
type Way = (typeof ways)[number];

/** Bodies without end that ask for one document in one way; a new text is one that was never sent before. */
function* bodiesOf(way: Way, documentId: string, text: string, variables: readonly object[]): Generator<string> {
  for (let turn = 0; ; turn += 1) {
    const asked = { variables: variables[turn % variables.length] };
    if (way === 'id') yield JSON.stringify({ documentId, ...asked });
    else yield JSON.stringify({ query: way === 'text' ? text : `${text}# ${process.hrtime.bigint()}`, ...asked });
  }
}

async function measure(bank: ScratchBank, seconds: number, rounds: number): Promise<Record<Way, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-documents-speed-'));
  const keyFile = join(folder, 'secret.key');
  await writeFile(keyFile, key);
  const server = await serve('on', { DATABASE_URL: bank.appUrl, SECRET_KEY_FILE: keyFile, JWT_KEY_FILE: keyFile });
  const token = await signToken({
    staffNumber: 'HO0001',
    clientId: 'demo',
    issuer: name,
    audience: name,
    key: signingKeyFrom(key, keyFile),
  });
  try {
    const query = '{ customers(first: 100) { nodes { id } } }';
    const found = await post(server.address, new Agent(), token, JSON.stringify({ query }));
    const ids: { id: string }[] = JSON.parse(found).data.customers.nodes;
    const least = { id: 1, text: Number.POSITIVE_INFINITY, 'new text': Number.POSITIVE_INFINITY };
    for (const [document, variables] of [
      ['customer-360', ids],
      ['branch-list', [{ unit: 'B001' }]],
    ] as const) {
      const text = await readFile(join(libraryFolder, `${document}.graphql`), 'utf8');
      const rates: Record<Way, number[]> = { id: [], text: [], 'new text': [] };
      for (let round = 0; round <= rounds; round += 1) {
        for (const way of round % 2 === 0 ? ways : [...ways].reverse()) {
          const rate = await throughput(server.address, token, bodiesOf(way, document, text, variables), seconds);
          // The first round warms up.
          if (round > 0) rates[way].push(rate);
        }
      }
      for (const way of ways) {
        // Round by round, so that all meet the same machine.
        const ratio = median(rates.id.map((rate, round) => rate / (rates[way][round] as number)));
        least[way] = Math.min(least[way], ratio);
        console.log(
          `${document} by ${way}: ${Math.round(median(rates[way]))}/s, by id ${ratio.toFixed(2)} times as many`,
        );
      }
    }
    return least;
  } finally {
    server.process.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const { customers, seconds, rounds } = checkOptions({ customers: 5_000, seconds: 1, rounds: 15 });
  const secret = secretFrom(key);
  const secrets = protectionKeys(secret);
  const fill = async ({ systemUrl }: ScratchBank) => {
    const { sql, end } = connect(systemUrl, { name: 'check', max: 2 });
    await fillDemo({ sql, customers, seed: 1, secrets });
    await registerLibrary(sql, publishSchema(), { registeredBy: 'HO0001', activatedBy: 'CO0001' });
    await end();
  };
  const least = await onScratchBank(fill, (bank) => measure(bank, seconds, rounds));
  console.log(`documents speed vs new text: ${least['new text'].toFixed(2)}`);
  console.log(`documents speed vs text: ${least.text.toFixed(2)}`);
  process.exitCode = least.text >= 0.95 && least['new text'] >= 1 ? 0 : 1;
}

void main();

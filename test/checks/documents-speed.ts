import '../../src/entities';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { libraryFolder, registerLibrary } from '../../src/documents/library';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { publishSchema } from '../../src/graph/declare/publish';
import { median, type Requests, requestOf } from './load';
import { checkOptions } from './options';
import { onScratchBank, type ScratchBank } from './scratch-bank';
import { type Served, serve, tokenOf } from './served';

const key = Buffer.alloc(32, 7);
const ways = ['id', 'text', 'new text'] as const;
type Way = (typeof ways)[number];

interface Asked {
  readonly documentId: string;
  readonly text: string;
  readonly variables: readonly object[];
}

/** Requests without end for one document in one way; a new text is one that was never sent before. */
function requestsOf(way: Way, { address }: Served, token: string, { documentId, text, variables }: Asked): Requests {
  let turn = 0;
  return () => {
    const given = { variables: variables[turn++ % variables.length] };
    if (way === 'id') return requestOf(address, token, { documentId, ...given });
    const query = way === 'text' ? text : `${text}# ${process.hrtime.bigint()}`;
    return requestOf(address, token, { query, ...given });
  };
}

async function measure(bank: ScratchBank, seconds: number, rounds: number): Promise<Record<Way, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-documents-speed-'));
  const keyFile = join(folder, 'secret.key');
  await writeFile(keyFile, key);
  const server = await serve(bank.appUrl, keyFile);
  const token = await tokenOf('HO0001', 'demo', key);
  try {
    const query = '{ customers(first: 100) { nodes { id } } }';
    const found = await server.load.ask(requestOf(server.address, token, { query }));
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
          const asked = { documentId: document, text, variables };
          const rate = await server.load.rate(requestsOf(way, server, token, asked), seconds);
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
    server.stop();
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

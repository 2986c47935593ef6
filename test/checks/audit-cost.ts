import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { connect } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { checkOptions } from './options';
import { median, post, serve, throughput } from './requests';
import { onScratchBank, type ScratchBank } from './scratch-bank';

const name = 'customer-360-graph';
const key = Buffer.alloc(32, 7);

const documents = {
  '360': `query Customer360($id: ID!) { customer(id: $id) {
    id customerNumber kind displayName status lifecycle tier tags onboardedOn
    orgUnit { code name level } manager { staffNumber name }
    individual { birthDate occupation incomeBand riskAppetite }
    organisation { legalName industry ownershipNature scale lei }
    contactPoints { kind value preferred }
    relatedParties(first: 10) { totalCount restrictedCount
      nodes { id type inverseLabel sharePct validFrom validTo party { kind displayName access } customer { id customerNumber tier } } }
    accounts(first: 20) { nodes { id number type status openedOn balance { amount currency } product { code name }
      parties { role sharePct party { displayName access } } } }
    holdings(first: 20) { nodes { id status maturesOn amount { amount currency } product { code name category } } }
    interactions(first: 10) { nodes { id at channel direction purpose subject outcome employee { staffNumber name } } }
    complaints(first: 5) { totalCount nodes { id reference status severity category receivedAt dueAt } } } }`,
  list: `query BranchList { customers(orderBy: [{ field: DISPLAY_NAME, direction: ASC }], first: 50) {
    nodes { id customerNumber displayName accounts(first: 5) { nodes { id balance { amount currency } } }
      interactions(first: 3) { nodes { at channel } } complaints { totalCount } } } }`,
};
type DocumentName = keyof typeof documents;

function* endless(bodies: readonly string[]): Generator<string> {
  for (;;) yield* bodies;
}

async function measure(bank: ScratchBank, seconds: number, rounds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-audit-cost-'));
  const keyFile = join(folder, 'secret.key');
  await writeFile(keyFile, key);
  const environment = { DATABASE_URL: bank.appUrl, SECRET_KEY_FILE: keyFile, JWT_KEY_FILE: keyFile };
  const servers = { on: await serve('on', environment), off: await serve('off', environment) };
  const token = await signToken({
    staffNumber: 'HO0001',
    clientId: 'check',
    issuer: name,
    audience: name,
    key: signingKeyFrom(key, keyFile),
  });
  try {
    const agent = new Agent();
    const found = await post(
      servers.off.address,
      agent,
      token,
      JSON.stringify({ query: '{ customers(first: 100) { nodes { id } } }' }),
    );
    const ids: { id: string }[] = JSON.parse(found).data.customers.nodes;
    const bodies: Record<DocumentName, string[]> = {
      '360': ids.map(({ id }) => JSON.stringify({ query: documents['360'], variables: { id } })),
      list: [JSON.stringify({ query: documents.list })],
    };
    const ratios: number[] = [];
    for (const document of Object.keys(documents) as DocumentName[]) {
      const rates = { on: [] as number[], off: [] as number[] };
      for (let round = 0; round <= rounds; round += 1) {
        for (const mode of round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
          const rate = await throughput(servers[mode].address, token, endless(bodies[document]), seconds);
          // The first round warms up.
          if (round > 0) rates[mode].push(rate);
        }
      }
      const [on, off] = [median(rates.on), median(rates.off)];
      // Round by round, so that both meet the same machine.
      const ratio = median(rates.on.map((rate, round) => rate / (rates.off[round] as number)));
      ratios.push(ratio);
      console.log(
        `${document}: ${Math.round(on)}/s with the audit trail, ${Math.round(off)}/s without, ratio ${ratio.toFixed(2)}`,
      );
    }
    return Math.min(...ratios);
  } finally {
    for (const { process: child } of Object.values(servers)) child.kill('SIGKILL');
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
    await sql`analyze`.catch(() => undefined);
    await end();
  };
  const ratio = await onScratchBank(fill, (bank) => measure(bank, seconds, rounds), true);
  console.log(`audit cost ratio: ${ratio.toFixed(2)}`);
  process.exitCode = ratio >= 0.9 ? 0 : 1;
}

void main();

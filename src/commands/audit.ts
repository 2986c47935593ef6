import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { verifyAudit } from '../access/audit/verify';
import { configOrExit } from '../config';
import { loadKeyRing } from '../database/secrets';
import { withDatabase, withSystemLogin } from './database-at-hand';

/** Verifies the audit trail and says in one line whether it is whole; ends with 1 where it is not. */
export async function verify({ log }: { log?: string }): Promise<void> {
  const config = configOrExit();
  const keys = (await loadKeyRing(config.secretKey)).map((secret) => secret.macKey('audit'));
  const evidence = log === undefined ? [] : await anchorsTold(log);
  const { entries, chains, fault } = await withDatabase(config, (database) =>
    withSystemLogin(database, 'audit', (sql) => verifyAudit({ sql, keys, evidence })),
  );
  if (fault !== undefined) throw new Error(`audit: broken: ${fault}`);
  process.stdout.write(`audit: ${entries} entries, ${chains} chains, intact\n`);
}

const toldAnchor = /"audit":"([0-9a-f]{64})"/;

/** The codes of the anchors that a server's log tells of; it is the evidence that lies outside the database. */
async function anchorsTold(file: string): Promise<string[]> {
  const codes = new Set<string>();
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const code = toldAnchor.exec(line)?.[1];
      if (code) codes.add(code);
    }
  } catch (cause) {
    throw new Error(`The log ${file} cannot be read: ${(cause as Error).message}`);
  }
  return [...codes];
}

import { type Audit, openAudit } from '../../src/access/audit/audit';
import { entryHash, entryText } from '../../src/access/audit/chain';
import { type Verification, verifyAudit } from '../../src/access/audit/verify';
import { systemClock } from '../../src/clock';
import { connect, type Sql } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { adminUrlOf, type FreshDatabase, freshDatabase, makeDatabase, urlsOf } from '../support/database';

export const secret = Buffer.alloc(32, 7);
export const key = secretFrom(secret).macKey('audit');

export const access = (requestId: string, customers: string[] = ['7', '8']) => ({
  requestId,
  staffNumber: 'BM0001',
  clientId: 'desk',
  operationName: 'View',
  reads: {
    classes: [{ dataClass: 'MONEY', effect: 'FULL' } as const],
    customers,
    counts: [],
    ids: ['cus_x'],
    opened: [],
  },
  outcome: 'OK',
});

export async function onLogin<Result>(url: string, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const { sql, end } = connect(url, { name: 'test', max: 2 });
  try {
    return await work(sql);
  } finally {
    await end();
  }
}

/** A trail written by three processes: 16 entries in three chains. */
export interface WrittenTrail {
  readonly database: FreshDatabase;
  /** The chains of the two processes that wrote in turns. */
  readonly first: string;
  readonly second: string;
  /** The codes of all anchors, as the server's log tells them. */
  readonly codes: readonly string[];
  /** Verifies a copy of the trail on which a superuser, with the triggers switched off, has done his work. */
  after(tamper: (sql: Sql) => Promise<unknown>, evidence?: readonly string[]): Promise<Verification>;
}

const openOn = (sql: Sql) => openAudit({ sql, key, clock: systemClock });

/** Two processes write in turns, 15 entries in two chains, and a third begins after them. */
export async function writtenTrail(): Promise<WrittenTrail> {
  const database = await freshDatabase();
  const codes: string[] = [];
  const write = async (audit: Audit, name: string) => void codes.push(await audit.record(access(name)));
  const inTurns = async (one: Audit, two: Audit) => {
    for (let turn = 0; turn < 5; turn += 1) {
      await write(one, `one-${turn}`);
      await Promise.all([write(two, `two-${turn}-a`), write(two, `two-${turn}-b`)]);
    }
  };
  await onLogin(database.appUrl, (one) => onLogin(database.appUrl, (two) => inTurns(openOn(one), openOn(two))));
  await onLogin(database.appUrl, (sql) => write(openOn(sql), 'third-0'));
  const chainOf = (requestId: string) =>
    onLogin(database.systemUrl, async (sql) => {
      const [row] = await sql<{ chain: string }[]>`
        select chain from audit_entry where entry::json ->> 'requestId' = ${requestId}`;
      return row?.chain as string;
    });
  let copies = 0;
  return {
    database,
    first: await chainOf('one-0'),
    second: await chainOf('two-0-a'),
    codes,
    async after(tamper, evidence) {
      copies += 1;
      const name = `${database.name}_${copies}`;
      await makeDatabase(name, database.name);
      await onLogin(adminUrlOf(name), async (sql) => {
        for (const table of ['audit_entry', 'audit_anchor']) await sql`alter table ${sql(table)} disable trigger all`;
        await tamper(sql);
      });
      return onLogin(urlsOf(name).systemUrl, (sql) => verifyAudit({ sql, keys: [key], ...(evidence && { evidence }) }));
    },
  };
}

/** Changes one member of an entry's text, and no hash. */
export const retell = (sql: Sql, chain: string, seq: number, member: string, value: string) =>
  sql`update audit_entry set entry = jsonb_set(entry::jsonb, ${[member]}, ${value}::text::jsonb)::text
    where chain = ${chain} and seq = ${seq}`;

/** Makes a chain's hashes true again, as one who knows the product but not the key can. */
export async function rehash(sql: Sql, chain: string): Promise<void> {
  const rows = await sql<{ seq: number; entry: string }[]>`
    select seq::integer, entry from audit_entry where chain = ${chain} order by seq`;
  let follows: string | undefined;
  for (const { seq, entry } of rows) {
    const told: Parameters<typeof entryText>[0] & Parameters<typeof entryText>[1] = JSON.parse(entry);
    const link = { ...told, seq, follows: follows ?? told.follows };
    const text = entryText(link, link);
    const hash = entryHash(text);
    await sql`update audit_entry set entry = ${text}, hash = ${hash} where chain = ${chain} and seq = ${seq}`;
    follows = hash.toString('hex');
  }
}

import '../entities';
import { createHmac } from 'node:crypto';
import { openAudit } from '../access/audit/audit';
import { createAuthenticator } from '../access/authenticate';
import { directory } from '../access/directory';
import { lookupGuard } from '../access/lookups';
import { readSigningKey } from '../access/signing-key';
import { asThroughDocument } from '../access/viewer';
import { type Clock, systemClock } from '../clock';
import type { Config } from '../config';
import type { Sql } from '../database/connect';
import { DatabaseFault } from '../database/fault';
import { lackingKey } from '../database/keys-in-use';
import { migrationState } from '../database/migrations';
import { type KeyRing, loadKeyRing, type Secret } from '../database/secrets';
import { openTables } from '../database/walls';
import { defaultDocumentLimits } from '../documents/limits';
import { openRegistry } from '../documents/registry';
import { cipherKeyIn, keyedHashes, protectionRing, sealingBy } from '../entities/party/protection-keys';
import { publishSchema } from '../graph/declare/publish';
import { createGraph } from '../graph/graph';
import { NodeIds } from '../graph/node-id';
import { createRows } from '../graph/rows';
import { defaultQuotas, type ReportQuotas } from '../reports/quota';
import { createReports, type ReportsOptions } from '../reports/reports';
import type { ConnectionCount } from './metrics';
import type { ServedDocuments, ServerParts } from './start';

export type ServingParts = Pick<
  ServerParts,
  'graph' | 'reports' | 'authenticate' | 'viewerOf' | 'documents' | 'ready' | 'connections' | 'audit'
>;

/** What a server may have besides the graph, or in another form than usual. */
export interface Assembling {
  /** Hears what an operator should know. */
  readonly warn?: (text: string) => void;
  /** Instead of the registry in the database. */
  readonly documents?: ServedDocuments;
  /** Without a way to connect for each, there are no reports. */
  readonly reports?: Pick<ReportsOptions, 'connect' | 'watchMs' | 'patienceMs'> & { readonly quotas?: ReportQuotas };
}

/** Pools on the serving login. */
export interface ServingPools {
  readonly sql: Sql;
  /** For the audit trail alone, so that it never waits behind what is read. */
  readonly auditSql: Sql;
}

const readyPatience = 3000;

/** Joins schema, compiler, directory, sign-in and audit trail over the serving login's pools. */
export async function assemble(
  config: Config,
  { sql, auditSql }: ServingPools,
  clock: Clock = systemClock,
  { warn = () => undefined, documents: given, reports }: Assembling = {},
): Promise<ServingParts> {
  const { tokens } = config;
  const ring = await loadKeyRing(config.secretKey);
  const lacking = await lackingKeyOf(sql, ring);
  if (lacking !== null) throw new DatabaseFault(lacking);
  const [newest, ...older] = ring;
  const protection = protectionRing(ring);
  const keys = tokens.kind === 'jwks' ? new URL(tokens.url) : await readSigningKey(tokens);
  const [id] = await sql<{ key: Buffer }[]>`select id_key() as key`;
  if (!id) throw new Error('The database did not tell its key of public ids.');
  const viewerOf = directory({ sql, clock, timeZone: config.bankTimeZone });
  const compiling = {
    schema: publishSchema(),
    ids: new NodeIds(id.key),
    cursorKeys: [cursorKeysOf(newest), ...older.map(cursorKeysOf)] as const,
    hashes: keyedHashes(protection),
    clock,
    services: { keys: { identifierCipher: cipherKeyIn(protection) } },
  };
  const { schema } = compiling;
  const defaultMode = config.documentsMode;
  const documents = given ?? (await openRegistry({ sql, schema, limits: defaultDocumentLimits, defaultMode, warn }));
  const audit = openAudit({ sql: auditSql, key: newest.macKey('audit'), clock });
  const rows = createRows(compiling);
  const key = newest.macKey('report-tag');
  return {
    documents,
    graph: createGraph({
      ...compiling,
      sql,
      lookups: lookupGuard(sql),
      sealing: sealingBy(protection),
      async renewed(viewer) {
        const known = await viewerOf(viewer, true);
        return known && viewer.throughDocument ? asThroughDocument(known) : known;
      },
    }),
    ...(reports && {
      reports: createReports({ quotas: defaultQuotas, ...reports, documents, schema, rows, sql, audit, viewerOf, key }),
    }),
    authenticate: createAuthenticator({ issuer: tokens.issuer, audience: tokens.audience, keys, clock }),
    viewerOf,
    ready: () => obstacleTo(sql, { ...config, ring }),
    connections: () => countConnections(sql),
    audit,
  };
}

function cursorKeysOf(secret: Secret) {
  const part = (name: string) => createHmac('sha256', secret.macKey('cursor')).update(name).digest();
  return { cipher: part('cipher'), mac: part('mac') };
}

async function countConnections(sql: Sql): Promise<ConnectionCount> {
  const [counted] = await sql<ConnectionCount[]>`
    select (count(*) filter (where state <> 'idle'))::integer as active,
      (count(*) filter (where state = 'idle'))::integer as idle
    from pg_stat_activity where usename = current_user and datname = current_database()`;
  return counted ?? { active: 0, idle: 0 };
}

/** What is asked for beside the tables. */
interface Asked {
  readonly rowSecurity?: boolean;
  readonly ring?: KeyRing;
}

/** What keeps the database from serving, in one line for an operator; null when nothing does. */
export async function obstacleTo(sql: Sql, asked: Asked = {}): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('The database does not answer.'), readyPatience);
  });
  const answer = answerOf(sql, asked).catch(() => 'The database cannot be reached.');
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function answerOf(sql: Sql, { rowSecurity, ring }: Asked): Promise<string | null> {
  const { pending, foreign } = await migrationState(sql);
  if (foreign > 0) return 'The database belongs to a newer version of the product.';
  if (pending > 0) return `The database lacks ${pending} migrations; run: npm run c360 -- migrate`;
  const [open] = rowSecurity ? await openTables(sql) : [];
  return open ?? (ring ? await lackingKeyOf(sql, ring) : null);
}

const lackingKeyOf = (sql: Sql, ring: KeyRing) => lackingKey((text) => sql.unsafe(text), ring);

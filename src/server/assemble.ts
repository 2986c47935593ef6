import '../entities';
import { createHmac } from 'node:crypto';
import { openAudit } from '../access/audit/audit';
import { createAuthenticator } from '../access/authenticate';
import { directory } from '../access/directory';
import { lookupGuard } from '../access/lookups';
import { readSigningKey } from '../access/signing-key';
import { type Clock, systemClock } from '../clock';
import type { Config } from '../config';
import type { Connection, Sql } from '../database/connect';
import { migrationState } from '../database/migrations';
import { loadSecret, type Secret } from '../database/secrets';
import { openTables } from '../database/walls';
import type { Documents } from '../documents/registered-document';
import { identifierHash, phoneHash } from '../entities/party/identifier-seal';
import type { KeyedHashes } from '../graph/declare/field';
import { publishSchema } from '../graph/declare/publish';
import { createGraph } from '../graph/graph';
import { NodeIds } from '../graph/node-id';
import { createRows } from '../graph/rows';
import { defaultQuotas, type ReportQuotas } from '../reports/quota';
import { createReports } from '../reports/reports';
import type { ConnectionCount } from './metrics';
import type { ServerParts } from './start';

export type ServingParts = Pick<
  ServerParts,
  'graph' | 'reports' | 'authenticate' | 'viewerOf' | 'ready' | 'connections' | 'audit'
>;

/** What reports are made from, where there are any. */
export interface ReportParts {
  readonly documents: Documents;
  /** Opens a connection of the serving login for one report. */
  readonly connect: () => Connection;
  readonly quotas?: ReportQuotas;
  readonly watchMs?: number;
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
  reports?: ReportParts,
): Promise<ServingParts> {
  const { tokens } = config;
  const secret = await loadSecret(config.secretKey);
  const keys = tokens.kind === 'jwks' ? new URL(tokens.url) : await readSigningKey(tokens);
  const [id] = await sql<{ key: Buffer }[]>`select id_key() as key`;
  if (!id) throw new Error('The database did not tell its key of public ids.');
  const compiling = {
    schema: publishSchema(),
    ids: new NodeIds(id.key),
    cursorKeys: cursorKeysOf(secret),
    hashes: hashesOf(secret),
    services: { keys: { identifierCipher: secret.macKey('identifier-cipher') } },
  };
  const viewerOf = directory({ sql, clock, timeZone: config.bankTimeZone });
  const audit = openAudit({ sql: auditSql, key: secret.macKey('audit'), clock });
  const rows = createRows(compiling);
  const { schema } = compiling;
  const key = secret.macKey('report-tag');
  return {
    graph: createGraph({ ...compiling, sql, lookups: lookupGuard(sql) }),
    ...(reports && {
      reports: createReports({ quotas: defaultQuotas, ...reports, schema, rows, sql, audit, viewerOf, key }),
    }),
    authenticate: createAuthenticator({ issuer: tokens.issuer, audience: tokens.audience, keys, clock }),
    viewerOf,
    ready: () => obstacleTo(sql, config.rowSecurity),
    connections: () => countConnections(sql),
    audit,
  };
}

function cursorKeysOf(secret: Secret) {
  const part = (name: string) => createHmac('sha256', secret.macKey('cursor')).update(name).digest();
  return { cipher: part('cipher'), mac: part('mac') };
}

function hashesOf(secret: Secret): KeyedHashes {
  const [identifierMac, contactMac] = [secret.macKey('identifier-mac'), secret.macKey('contact-mac')];
  return {
    identifier: (scheme, value) => identifierHash(scheme, value, identifierMac),
    phone: (number) => phoneHash(number, contactMac),
  };
}

async function countConnections(sql: Sql): Promise<ConnectionCount> {
  const [counted] = await sql<ConnectionCount[]>`
    select (count(*) filter (where state <> 'idle'))::integer as active,
      (count(*) filter (where state = 'idle'))::integer as idle
    from pg_stat_activity where usename = current_user and datname = current_database()`;
  return counted ?? { active: 0, idle: 0 };
}

/** What keeps the database from serving, in one line for an operator; null when nothing does. */
export async function obstacleTo(sql: Sql, rowSecurity = false): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('The database does not answer.'), readyPatience);
  });
  const asked = askedOf(sql, rowSecurity).catch(() => 'The database cannot be reached.');
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

async function askedOf(sql: Sql, rowSecurity: boolean): Promise<string | null> {
  const { pending, foreign } = await migrationState(sql);
  if (foreign > 0) return 'The database belongs to a newer version of the product.';
  if (pending > 0) return `The database lacks ${pending} migrations; run: npm run c360 -- migrate`;
  const [open] = rowSecurity ? await openTables(sql) : [];
  return open ?? null;
}

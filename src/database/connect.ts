import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Gate, Listening } from './gate';

export interface ConnectOptions {
  /** Shown in pg_stat_activity and in PostgreSQL's log. */
  readonly name: string;
  /** Most connections of the pool; 10 unless told. */
  readonly max?: number;
  /** After how long the server ends a statement; 0, never, unless told. */
  readonly statementTimeoutMs?: number;
  /** How long a transaction may hold its connection without a statement; 60 s unless told. */
  readonly idleInTransactionMs?: number;
  /** True keeps each connection for ever; else postgres.js renews them after 30 to 60 minutes. */
  readonly lasting?: boolean;
  /** True plans a prepared statement once, for any values; else PostgreSQL decides that by its estimates. */
  readonly plansForAnyValues?: boolean;
  /** By which the one who reads makes the server wait. */
  readonly gate?: Gate;
}

/** A postgres.js client whose bigint columns are JavaScript bigints. */
export type Sql = postgres.Sql<{ bigint: bigint }>;
/** What runs statements: a pool, or one connection that is held. */
export type Statements = postgres.ISql<{ bigint: bigint }>;
export type Drizzle = PostgresJsDatabase<Record<string, never>>;

export interface Connection {
  readonly sql: Sql;
  /** Waits up to 5 seconds for running statements. */
  end(): Promise<void>;
}

export interface DrizzleConnection {
  readonly db: Drizzle;
  end(): Promise<void>;
}

const closes = new WeakMap<object, { count: number }>();

/**
 * How many connections of a pool have closed. Who holds a connection asks before each statement: postgres.js 3.4.9
 * throws where nobody can catch it when a held connection is written to after it closed.
 */
export const closesOf = (sql: Sql | postgres.Sql): number => closes.get(sql)?.count ?? 0;

/** Opens a pool, lazily: the first statement connects. */
export function connect(url: string, options: ConnectOptions): Connection {
  const closed = { count: 0 };
  const onclose = () => {
    closed.count += 1;
  };
  const sql = postgres(url, { ...settingsFor(options), onclose, types: { bigint: postgres.BigInt } });
  closes.set(sql, closed);
  return { sql, end: () => sql.end({ timeout: 5 }) };
}

/** A drizzle instance on a client of its own, because drizzle changes the parsers of the client it is given. */
export function connectDrizzle(url: string, options: ConnectOptions): DrizzleConnection {
  const client = postgres(url, settingsFor(options));
  return { db: drizzle(client), end: () => client.end({ timeout: 5 }) };
}

function settingsFor(options: ConnectOptions) {
  return {
    max: options.max ?? 10,
    connect_timeout: 10,
    ...(options.lasting && { max_lifetime: null }),
    ...(options.gate && { socket: (place: Listening) => options.gate?.open(place) }),
    // Such as "already exists, skipping".
    onnotice: () => undefined,
    connection: {
      application_name: options.name,
      statement_timeout: options.statementTimeoutMs ?? 0,
      idle_in_transaction_session_timeout: options.idleInTransactionMs ?? 60_000,
      TimeZone: 'UTC',
      ...(options.plansForAnyValues && { plan_cache_mode: 'force_generic_plan' }),
    },
  };
}

import { type Connection, connect } from '../connect';

const leaseName = 'c360 lease';

/** One open connection per process that uses an embedded database: the server itself forgets those that die. */
export interface Lease {
  /** How many other processes hold a lease. */
  others(): Promise<number>;
  end(): Promise<void>;
}

export async function takeLease(adminUrl: string): Promise<Lease> {
  const connection: Connection = connect(adminUrl, { name: leaseName, max: 1, lasting: true });
  await connection.sql`select 1`;
  return {
    async others() {
      const [row] = await connection.sql<{ count: number }[]>`
        select count(*)::integer as count from pg_stat_activity
        where application_name = ${leaseName} and pid <> pg_backend_pid()`;
      return row?.count ?? 0;
    },
    end: connection.end,
  };
}

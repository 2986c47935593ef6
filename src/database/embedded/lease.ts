import { connect } from '../connect';
import { isAlive } from './postmaster';

const leaseName = 'c360 lease of process ';

/** One open connection per process that uses an embedded database: the server itself forgets those that die. */
export interface Lease {
  /** Whether another living process holds a lease. */
  isShared(): Promise<boolean>;
  end(): Promise<void>;
}

export async function takeLease(adminUrl: string): Promise<Lease> {
  const { sql, end } = connect(adminUrl, { name: `${leaseName}${process.pid}`, max: 1, lasting: true });
  await sql`select 1`.catch(async (cause) => {
    await end();
    throw cause;
  });
  return {
    async isShared() {
      const others = await sql<{ name: string }[]>`
        select application_name as name from pg_stat_activity
        where starts_with(application_name, ${leaseName}) and pid <> pg_backend_pid()`;
      // A process that was killed this moment may still be listed.
      return others.some(({ name }) => isAlive(Number(name.slice(leaseName.length))));
    },
    end,
  };
}

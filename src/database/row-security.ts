import { connect } from './connect';
import { transaction } from './held';

export interface RowSecurityOptions {
  /** Address of the owner's login. */
  readonly ownerUrl: string;
  readonly on: boolean;
  /** How long to wait for a table in use; 10 s unless told. */
  readonly patienceMs?: number;
}

/**
 * Switches row security on or off for all who read the database, on every table that has a policy for readers; tells how
 * many tables it changed. Off is for measuring its cost: no setting of a session can do it, only the tables' owner.
 */
export async function switchRowSecurity({ ownerUrl, on, patienceMs = 10_000 }: RowSecurityOptions): Promise<number> {
  const { sql, end } = connect(ownerUrl, { name: 'c360 row security', max: 1 });
  try {
    return await transaction(sql, async (own) => {
      await own`select set_config('lock_timeout', ${`${patienceMs}ms`}, true)`;
      const tables = await own<{ name: string; schema: string }[]>`
        select c.relname::text as name, c.relnamespace::regnamespace::text as schema
        from pg_policy p join pg_class c on c.oid = p.polrelid
        where p.polname = 'viewer' and (c.relrowsecurity <> ${on} or (${on} and not c.relforcerowsecurity))
        order by 1`;
      for (const { schema, name } of tables) {
        const table = own`${own(schema)}.${own(name)}`;
        if (on) await own`alter table ${table} enable row level security, force row level security`;
        else await own`alter table ${table} disable row level security`;
      }
      return tables.length;
    });
  } finally {
    await end();
  }
}

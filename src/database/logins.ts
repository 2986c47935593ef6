import type { Sql } from './connect';

/** The three logins: one owns all objects and migrates, one loads and measures, one serves. */
export const logins = { owner: 'c360_owner', system: 'c360_system', app: 'c360_app' } as const;

export type LoginPasswords = Partial<Record<keyof typeof logins, string>>;

/** Makes the logins that are absent; needs a superuser's connection. A login without a password cannot sign in by one. */
export async function makeLogins(sql: Sql, passwords: LoginPasswords): Promise<void> {
  const present = await sql<{ rolname: string }[]>`
    select rolname from pg_roles where rolname = any(${Object.values(logins)})`;
  const names = new Set(present.map((row) => row.rolname));
  for (const part of ['owner', 'system', 'app'] as const) {
    if (names.has(logins[part])) continue;
    const password = passwords[part] ?? null;
    const [row] = await sql<{ statement: string }[]>`
      select format('create role %I login', ${logins[part]}::text)
        || coalesce(format(' password %L', ${password}::text), '') as statement`;
    await sql.unsafe(row?.statement ?? '');
  }
}

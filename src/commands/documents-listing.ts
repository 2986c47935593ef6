import type { Role } from '../access/policy';
import type { Sql } from '../database/connect';
import type { Reviewed } from '../documents/check-page';

interface Filter {
  readonly client?: string;
}

interface Listed {
  readonly client: string;
  readonly mode: string;
  readonly id: string | null;
  readonly state: string;
  readonly hash: string;
  readonly roles: readonly Role[];
  readonly rows: number;
  readonly owner: string;
}

/** The documents of one client or of all, one a line. */
export async function list(sql: Sql, { client }: Filter): Promise<string> {
  const rows = await sql<Listed[]>`
    select c.client_id as client, c.mode, d.name || '@' || d.version as id, d.state, d.sha256 as hash, d.roles,
      d.worst_rows as rows, d.owner
    from client c left join registered_document d using (client_id)
    where ${client ?? null}::text is null or c.client_id = ${client ?? null}
    order by c.client_id, d.name, d.version`;
  return tableOf(
    ['client', 'mode', 'document', 'state', 'most rows', 'roles', 'owner', 'sha256'],
    rows.map(({ client: of, mode, id, state, hash, roles, rows: most, owner }) =>
      id === null
        ? [of, mode, '-', '', '', '', '', '']
        : [of, mode, id, state, String(most), roles.join(',') || 'all', owner, hash],
    ),
  );
}

/** How often documents were run, by day. */
export async function usage(sql: Sql, { client }: Filter): Promise<string> {
  const rows = await sql<{ client: string; id: string; day: string; uses: bigint }[]>`
    select client_id as client, name || '@' || version as id, day::text, uses from document_usage
    where ${client ?? null}::text is null or client_id = ${client ?? null}
    order by client_id, name, version, day`;
  return tableOf(
    ['client', 'document', 'day', 'uses'],
    rows.map(({ client: of, id, day, uses }) => [of, id, day, String(uses)]),
  );
}

/** What is registered and not retired, for the reviewer's page. */
export async function registeredForReview(sql: Sql, client: string | undefined): Promise<Reviewed[]> {
  return sql<Reviewed[]>`
    select client_id || ' ' || name || '@' || version || ', ' || state as title, text, purpose, roles,
      row_limit as "rowLimit"
    from registered_document
    where state <> 'RETIRED' and (${client ?? null}::text is null or client_id = ${client ?? null})
    order by client_id, name, version`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(lineOf).join('\n');
}

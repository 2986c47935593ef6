import type { Sql } from '../../database/connect';

/**
 * Forgets the idempotency keys of changes made before a moment; the changes, their events and the audit trail stay.
 * Answers how many there were.
 */
export async function purgeRequests(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`delete from change_request where at < ${before.toISOString()}::text::timestamptz`;
  return count;
}

import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Statements } from '../database/connect';
import { Parameters } from '../database/parameters';
import { type ScopeInputs, within } from './scope';
import { accessShape } from './shape';
import type { Viewer } from './viewer';

const dialect = new PgDialect();

/** Which of some customers are in a viewer's reach, by the scope that queries state; row security says so once more. */
export async function reachedAmong(
  own: Statements,
  viewer: Viewer,
  customers: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const parameters = new Parameters<ScopeInputs>();
  const keys = parameters.slot('customers', 'bigint[]', () => customers.map(String));
  const owner = { customerId: sql`c.customer_id`, scopeKey: sql`c.scope_key` };
  const reached = within(accessShape(viewer).rights, parameters)(owner) ?? sql`true`;
  const { sql: text } = dialect.sqlToQuery(
    sql`select c.customer_id as customer from customer as c where c.customer_id = any(${keys}) and ${reached}`,
  );
  const found = await own.unsafe<{ customer: bigint }[]>(text, parameters.values({ viewer }) as never[]);
  return new Set(found.map(({ customer }) => customer));
}

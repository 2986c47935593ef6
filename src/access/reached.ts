import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Statements } from '../database/connect';
import { Parameters } from '../database/parameters';
import { type ScopeInputs, within } from './scope';
import { accessShape } from './shape';
import type { Viewer } from './viewer';

const dialect = new PgDialect();

/** Whether a customer is in a viewer's reach, by the scope that queries state; row security says so once more. */
export async function reachesCustomer(own: Statements, viewer: Viewer, customer: bigint): Promise<boolean> {
  const parameters = new Parameters<ScopeInputs>();
  const key = parameters.slot('customer', 'bigint', () => customer.toString());
  const owner = { customerId: sql`c.customer_id`, scopeKey: sql`c.scope_key` };
  const reached = within(accessShape(viewer).rights, parameters)(owner) ?? sql`true`;
  const { sql: text } = dialect.sqlToQuery(sql`select from customer as c where c.customer_id = ${key} and ${reached}`);
  return (await own.unsafe(text, parameters.values({ viewer }) as never[])).count > 0;
}

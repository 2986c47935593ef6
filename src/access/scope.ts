import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Parameters } from '../database/parameters';
import type { Reach } from './policy';
import { type Right, rangesOf } from './shape';
import type { Viewer } from './viewer';

/** The two columns by which a row belongs to somebody: the owning customer and his position in the bank. */
export interface Owner {
  readonly customerId: SQLWrapper;
  readonly scopeKey: SQLWrapper;
}

export interface ScopeInputs {
  readonly viewer: Viewer;
}

/** Says whether a row of that owner is in reach; undefined where every row is. */
export type Within = (owner: Owner) => SQL | undefined;

/** The one scope predicate of the product, over the rights given; no right reaches no row. */
export function within<Inputs extends ScopeInputs>(rights: readonly Right[], parameters: Parameters<Inputs>): Within {
  if (rights.some((right) => right.reach === 'EVERY' && right.ranges === 0)) return () => undefined;
  return (owner) => anyOf(rights.map((right) => rightPredicate(right, owner, parameters)));
}

function rightPredicate<Inputs extends ScopeInputs>(right: Right, owner: Owner, parameters: Parameters<Inputs>): SQL {
  const ranges = Array.from({ length: right.ranges }, (_, index) => {
    const bound = (side: 0 | 1) =>
      parameters.slot(`scope:${right.role}:${index}:${side}`, 'integer', ({ viewer }) => {
        return rangesOf(viewer, right.role)[index]?.[side] ?? 0;
      });
    return sql`(${owner.scopeKey} >= ${bound(0)} and ${owner.scopeKey} < ${bound(1)})`;
  });
  const conditions = ranges.length > 0 ? [anyOf(ranges)] : [];
  const customers = customersOf[right.reach];
  if (customers) {
    const ids = parameters.slot(`scope:${right.reach}`, 'bigint[]', ({ viewer }) => customers(viewer).map(String));
    conditions.unshift(sql`${owner.customerId} = any(${ids})`);
  }
  if (right.reach === 'CONSENTING') {
    conditions.push(sql`exists (
      select from customer as "consenting"
      where "consenting".customer_id = ${owner.customerId} and "consenting".marketing_consent)`);
  }
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

/** The customers that a right names one by one. */
const customersOf: { readonly [Reaching in Reach]?: (viewer: Viewer) => readonly bigint[] } = {
  PORTFOLIO: (viewer) => viewer.portfolio,
  CASES: (viewer) => viewer.cases,
  IN_CONTACT: (viewer) => viewer.contacts,
};

function anyOf(conditions: readonly SQL[]): SQL {
  if (conditions.length === 0) return sql`false`;
  return conditions.length === 1 ? (conditions[0] as SQL) : sql`(${sql.join([...conditions], sql` or `)})`;
}

/** The viewer as the statement tells it to PostgreSQL. */
export function viewerSetting(viewer: Viewer): string {
  return JSON.stringify({ principal: viewer.principal, today: viewer.today });
}

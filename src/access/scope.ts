import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Parameters } from '../database/parameters';
import type { Reach, Role } from './policy';
import { accessShape, isByPlace, type Right, rangesOf } from './shape';
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
    const { reach, role } = right;
    const ids = parameters.slot(`scope:${reach}:${role}`, 'bigint[]', ({ viewer }) =>
      customers(viewer, role).map(String),
    );
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
const customersOf: { readonly [Reaching in Reach]?: (viewer: Viewer, role: Role) => readonly bigint[] } = {
  PORTFOLIO: (viewer) => viewer.portfolio,
  CASES: (viewer) => viewer.cases,
  IN_CONTACT: (viewer) => viewer.contacts,
  OPENED: ({ openings }, role) => openings.filter((one) => one.role === role).map((one) => one.customerId),
};

function anyOf(conditions: readonly SQL[]): SQL {
  if (conditions.length === 0) return sql`false`;
  return conditions.length === 1 ? (conditions[0] as SQL) : sql`(${sql.join([...conditions], sql` or `)})`;
}

const settings = new WeakMap<Viewer, string>();

/**
 * The viewer as each statement tells it to `set_viewer`; row security states the reach of all rights once more. Its form
 * is that of the functions beside the policies: bounds ; bounds of those who consent ; today ; employee ; customers ; bounds
 * of those whose measures he reads.
 */
export function viewerSetting(viewer: Viewer): string {
  const known = settings.get(viewer);
  if (known !== undefined) return known;
  const { rights } = accessShape(viewer);
  const named = rights.flatMap(({ reach, role }) =>
    reach === 'IN_CONTACT' ? [] : (customersOf[reach]?.(viewer, role) ?? []),
  );
  const byPlace = rights.filter(isByPlace);
  const ofConsenting = rights.filter(({ reach }) => reach === 'CONSENTING');
  const setting = [
    boundsOf(viewer, byPlace),
    boundsOf(viewer, ofConsenting),
    viewer.today,
    viewer.employeeId,
    numberSet(named),
    boundsOf(viewer, byPlace.filter(readsMeasures)),
  ].join(';');
  settings.set(viewer, setting);
  return setting;
}

/** Whether a right lists customers with all that their measures are made of. */
const readsMeasures = ({ single, permissions }: Right): boolean =>
  !single && permissions.MONEY === 'FULL' && permissions.RISK === 'FULL';

/** The intervals of scope keys of some rights as one sorted list of their ends, overlaps joined. */
function boundsOf(viewer: Viewer, rights: readonly Right[]): string {
  const ranges = rights.flatMap(({ role }) => rangesOf(viewer, role));
  const bounds: number[] = [];
  for (const [low, high] of ranges.sort(([one], [other]) => one - other)) {
    const end = bounds.at(-1);
    if (end === undefined || low > end) bounds.push(low, high);
    else bounds[bounds.length - 1] = Math.max(end, high);
  }
  return `{${bounds.join(',')}}`;
}

/** A set of keys in the text form that the policies read: between the first and the last possible number, in order. */
function numberSet(keys: readonly bigint[]): string {
  const sorted = [...new Set(keys)].sort((one, other) => (one < other ? -1 : 1));
  return `1:1000000000000000000:${sorted.join(',')}`;
}

import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { type Clock, dayIn } from '../clock';
import type { CustomerKind, Role } from './policy';
import type { Grant, Opening, Viewer } from './viewer';

interface DirectoryRow {
  readonly id: string;
  readonly grants: readonly {
    readonly role: Role;
    readonly unit: number;
    readonly code: string;
    readonly lft: number;
    readonly rgt: number;
    readonly kinds: readonly CustomerKind[] | null;
  }[];
  readonly portfolio: readonly string[];
  readonly cases: readonly string[];
  readonly contacts: readonly string[];
  readonly openings: readonly { readonly customer: string; readonly role: Role; readonly until: number }[];
  readonly tool: boolean;
  readonly since: string | null;
}

export interface DirectoryOptions {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly timeZone: string;
}

// A changed right holds within 30 seconds; this leaves room for a slow request.
const keptMilliseconds = 5_000;

interface Person {
  readonly staffNumber: string;
  readonly clientId: string;
}

/**
 * Finds who a principal is and what he may do today, in the bank's directory; null for nobody at work. `isFresh`: what
 * is remembered of him does not count.
 */
export function directory({ sql, clock, timeZone }: DirectoryOptions) {
  const known = new LRUCache<string, Viewer>({ max: 10_000, ttl: keptMilliseconds });

  return async function viewerOf({ staffNumber, clientId }: Person, isFresh = false): Promise<Viewer | null> {
    const now = clock();
    const today = dayIn(timeZone, now);
    const key = JSON.stringify([staffNumber, clientId, today]);
    const cached = isFresh ? undefined : known.get(key);
    if (cached?.openings.every(({ until }) => until > now)) return cached;
    const [row] = await sql<DirectoryRow[]>`
      with valid as (select ${today}::date as today)
      select e.id::text as id,
        coalesce((
          select json_agg(json_build_object(
            'role', g.role, 'unit', u.id, 'code', u.code, 'lft', u.lft, 'rgt', u.rgt, 'kinds', g.kinds) order by g.id)
          from role_grant g join org_unit u on u.id = g.org_unit_id
          where g.employee_id = e.id and g.valid_from <= today and (g.valid_to is null or g.valid_to > today)
        ), '[]') as grants,
        array(select customer_id::text from portfolio_of_day(e.id, today)) as portfolio,
        array(select customer_id::text from complaint_cases(e.id, today, ${timeZone})) as cases,
        array(select customer_id::text from contacts_of_day(e.id, today, ${timeZone})) as contacts,
        coalesce((
          select json_agg(json_build_object(
            'customer', o.customer_id::text, 'role', o.role, 'until', extract(epoch from o.expires_at) * 1000))
          from openings_at(e.id, today, ${now.toISOString()}::text::timestamptz) o
        ), '[]') as openings,
        exists (select from client where client_id = ${clientId} and is_tool) as tool,
        (select since::text from related_party_run) as since
      from employee e, valid where e.staff_number = ${staffNumber} and e.status = 'ACTIVE'`;
    if (!row) return null;
    const viewer: Viewer = {
      principal: `${clientId}/${staffNumber}`,
      employeeId: BigInt(row.id),
      staffNumber,
      clientId,
      grants: row.grants.map(({ role, unit, code, lft, rgt, kinds }): Grant => {
        return { role, orgUnitId: BigInt(unit), orgUnitCode: code, lft, rgt, kinds };
      }),
      portfolio: row.portfolio.map(BigInt),
      cases: row.cases.map(BigInt),
      contacts: row.contacts.map(BigInt),
      openings: row.openings.map(({ customer, role, until }): Opening => {
        return { customerId: BigInt(customer), role, until: new Date(until) };
      }),
      today,
      timeZone,
      throughDocument: false,
      throughTool: row.tool,
      workedOutSince: row.since,
    };
    known.set(key, viewer);
    return viewer;
  };
}

import type { Sql } from './connect';

/**
 * The owner's functions that the serving login may run with the owner's rights: what the directory asks before there is
 * a viewer, what is written by calls only, and what changes records after it has itself checked the viewer's reach. They
 * tell keys and counts.
 */
const knownDefiners = [
  'complaint_cases(bigint,date,text)',
  'contacts_of_day(bigint,date,text)',
  'portfolio_of_day(bigint,date)',
  'openings_at(bigint,date,timestamp with time zone)',
  'open_customer(text,text,integer,text[],timestamp with time zone)',
  'count_lookup(text,text,date,boolean)',
  'count_export(text,date,integer,bigint)',
  'hold_audit_anchors(text)',
  'audit_places(bigint)',
  'keys_in_use()',
  'count_document_uses(text)',
  'save_report(text,json)',
  'open_prospect(text,text,text,bigint,bigint)',
  'take_off_record(regclass,bigint,bigint)',
  'relate_party(bigint,bigint,text,text,text,text,boolean,numeric,numeric,numeric,text,date,date)',
  'end_relationship(bigint,bigint,date)',
  'join_group(bigint,bigint,date)',
  'leave_group(bigint,bigint,date)',
];

/** Columns by which a table tells of customers, whatever else it holds. */
const customerColumns = ['customer_id', 'scope_key', 'party_id', 'owner_key', 'customers'];

export interface WallOptions {
  /** False where row security is switched off on purpose: then only the login itself is looked at. */
  readonly rowSecurity: boolean;
}

/**
 * What makes row security no wall for the login of a pool: one sentence for each fault, none where it stands. It looks
 * into PostgreSQL's own catalogue, so that a table or a function of tomorrow is found as well.
 */
export async function wallFaults(sql: Sql, { rowSecurity }: WallOptions): Promise<string[]> {
  const ofLogin = await loginFaults(sql);
  if (ofLogin.length > 0 || !rowSecurity) return ofLogin;
  const found: string[] = [];
  for (const ask of [openTables, openPolicies, openViews, unknownDefiners]) found.push(...(await ask(sql)));
  return found;
}

interface Named {
  readonly name: string;
}

const sentence = (rows: readonly Named[], text: (names: string) => string) =>
  rows.length === 0 ? [] : [text(rows.map(({ name }) => name).join(', '))];

async function loginFaults(sql: Sql): Promise<string[]> {
  const faults = await sql<{ login: string; role: string; power: string }[]>`
    select current_user::text as login, r.rolname::text as role, power.name as power
    from pg_roles r
    cross join lateral (values
      (r.rolsuper, 'is a superuser'),
      (r.rolbypassrls, 'bypasses row security'),
      (r.rolcreaterole, 'may make roles'),
      (r.oid in (select relowner from pg_class where relrowsecurity), 'owns protected tables'),
      (r.oid <> current_user::regrole and exists (
        select from pg_policy p where r.oid = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true'
      ), 'reads every row of protected tables')
    ) as power (held, name)
    where power.held and pg_has_role(current_user, r.oid, 'member')
    order by r.oid <> current_user::regrole, r.rolname, power.name`;
  const own = faults.filter(({ login, role }) => role === login);
  // A superuser is a member of every role there is.
  return (own.length > 0 ? own : faults).map(({ login, role, power }) => {
    const who =
      role === login ? `The serving login ${login}` : `The serving login ${login} is a member of ${role}, which`;
    return `${who} ${power}; serve with a login that owns nothing and bypasses nothing.`;
  });
}

/** Tables in reach of the login that tell of customers, without policies that hold for everybody. */
export async function openTables(sql: Sql): Promise<string[]> {
  const rows = await sql<Named[]>`
    select c.oid::regclass::text as name
    from pg_class c
    where c.relkind in ('r', 'p', 'f') and not (c.relrowsecurity and c.relforcerowsecurity)
      and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
      and has_table_privilege(c.oid, 'select, insert, update, delete')
      and exists (
        select from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname = any (${customerColumns})
      )
    order by 1`;
  return sentence(
    rows,
    (names) => `Row security is not forced on tables with customers’ data: ${names}; run: npm run c360 -- migrate`,
  );
}

async function openPolicies(sql: Sql): Promise<string[]> {
  const rows = await sql<Named[]>`
    select distinct p.polrelid::regclass::text as name
    from pg_policy p
    where p.polpermissive and p.polcmd in ('r', '*') and pg_get_expr(p.polqual, p.polrelid) = 'true'
      and exists (
        select from unnest(p.polroles) as role where role = 0 or pg_has_role(current_user, role, 'member')
      )
    order by 1`;
  return sentence(rows, (names) => `Policies open every row to the serving login: ${names}.`);
}

async function openViews(sql: Sql): Promise<string[]> {
  const rows = await sql<Named[]>`
    select c.oid::regclass::text as name
    from pg_class c
    where c.relkind in ('v', 'm') and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
      and has_table_privilege(c.oid, 'select')
      and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`;
  return sentence(rows, (names) => `Views read with their owner’s rights, without security_invoker: ${names}.`);
}

async function unknownDefiners(sql: Sql): Promise<string[]> {
  const rows = await sql<Named[]>`
    select p.oid::regprocedure::text as name
    from pg_proc p
    where p.prosecdef and p.pronamespace::regnamespace::text !~ '^(pg_|information_schema$)'
      and has_function_privilege(p.oid, 'execute') and p.oid::regprocedure::text <> all (${knownDefiners})
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by 1`;
  return sentence(rows, (names) => `Functions run with their owner’s rights and are not known to be safe: ${names}.`);
}

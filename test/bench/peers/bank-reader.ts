import postgres from 'postgres';

type Sql = postgres.Sql;
type Ids = readonly unknown[];
type BankRow = Record<string, unknown>;

const { DATABASE_URL: url = '', BENCH_TODAY: today = '' } = process.env;

/** Rows by many keys at once, each a prepared statement; the last n of each key by LATERAL, so that no row is read in vain. */
export class BankReader {
  private readonly sql: Sql;

  constructor(name: string) {
    this.sql = postgres(url, {
      max: 10,
      connection: { application_name: `bench ${name}` },
      types: { day: { to: 1082, from: [1082], serialize: String, parse: String } } as never,
    }) as never;
  }

  private valid(alias: string) {
    const row = this.sql(alias);
    return this
      .sql`${row}.valid_from <= ${today}::date and (${row}.valid_to is null or ${row}.valid_to > ${today}::date)`;
  }

  private keys(ids: Ids) {
    return this.sql`unnest(${ids as never}::bigint[])`;
  }

  customers = (ids: Ids) => this.sql<BankRow[]>`
    select c.customer_id as key, c.customer_id, c.public_id as id, c.customer_number as "customerNumber", c.kind,
      c.display_name as "displayName", c.status, c.lifecycle, c.tier, c.tags, c.onboarded_on as "onboardedOn", c.org_unit_id
    from customer c where c.customer_id = any (${ids as never}::bigint[])`;

  orgUnits = (ids: Ids) => this.sql<BankRow[]>`
    select u.id as key, u.code, u.name, u.level from org_unit u where u.id = any (${ids as never}::bigint[])`;

  employees = (ids: Ids) => this.sql<BankRow[]>`
    select e.id as key, e.staff_number as "staffNumber", e.name from employee e where e.id = any (${ids as never}::bigint[])`;

  products = (ids: Ids) => this.sql<BankRow[]>`
    select p.id as key, p.code, p.name, p.category from product p where p.id = any (${ids as never}::bigint[])`;

  managers = (ids: Ids) => this.sql<BankRow[]>`
    select s.customer_id as key, e.staff_number as "staffNumber", e.name
    from portfolio_assignment s join employee e on e.id = s.employee_id
    where s.customer_id = any (${ids as never}::bigint[]) and s.role = 'PRIMARY_RM' and ${this.valid('s')}`;

  individuals = (ids: Ids) => this.sql<BankRow[]>`
    select i.customer_id as key, i.birth_date as "birthDate", i.occupation, i.income_band as "incomeBand",
      i.risk_appetite as "riskAppetite" from individual i where i.customer_id = any (${ids as never}::bigint[])`;

  organisations = (ids: Ids) => this.sql<BankRow[]>`
    select g.customer_id as key, g.legal_name as "legalName", g.industry, g.ownership_nature as "ownershipNature", g.scale,
      g.lei from organisation g where g.customer_id = any (${ids as never}::bigint[])`;

  identifiers = (ids: Ids) => this.sql<BankRow[]>`
    select d.customer_id as key, d.scheme, d.value_masked as value from party_identifier d
    where d.customer_id = any (${ids as never}::bigint[]) order by d.scheme, d.source, d.id`;

  contactPoints = (ids: Ids) => this.sql<BankRow[]>`
    select k.customer_id as key, k.kind, k.value, k.preferred from contact_point k
    where k.customer_id = any (${ids as never}::bigint[]) order by k.preferred desc, k.kind, k.id`;

  relations = (ids: Ids, first: number) => this.sql<BankRow[]>`
    select r.* from ${this.keys(ids)} as key, lateral (
      select r.customer_id as key, r.public_id as id, r.type, r.inverse_label as "inverseLabel", r.share_pct as "sharePct",
        r.valid_from as "validFrom", r.valid_to as "validTo", r.other_party_id, r.other_kind, r.other_name_masked
      from party_relationship r where r.customer_id = key and ${this.valid('r')} order by r.type, r.id limit ${first}) r`;

  relationCounts = (ids: Ids) => this.sql<BankRow[]>`
    select r.customer_id as key, count(*)::integer as count from party_relationship r
    where r.customer_id = any (${ids as never}::bigint[]) and ${this.valid('r')} group by r.customer_id`;

  accounts = (ids: Ids, first: number) => this.sql<BankRow[]>`
    select a.* from ${this.keys(ids)} as key, lateral (
      select p.customer_id as key, a.customer_id, a.id as account_id, a.public_id as id, a.number, a.type, a.status,
        a.opened_on as "openedOn", a.current_balance_minor as minor, a.currency, a.product_id
      from party_account p join account a on a.customer_id = p.account_customer_id and a.id = p.account_id
      where p.customer_id = key and p.role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT') and ${this.valid('p')}
      order by a.opened_on, a.id limit ${first}) a`;

  accountParties = (ids: Ids, owners: Ids) => this.sql<BankRow[]>`
    select b.account_id as key, b.role, b.share_pct as "sharePct", b.party_id as other_party_id,
      b.party_kind as other_kind, b.party_name_masked as other_name_masked
    from unnest(${owners as never}::bigint[], ${ids as never}::bigint[]) as key (owner, account)
    join account_party b on b.customer_id = key.owner and b.account_id = key.account and ${this.valid('b')} order by b.id`;

  holdings = (ids: Ids, first: number) => this.sql<BankRow[]>`
    select h.* from ${this.keys(ids)} as key, lateral (
      select h.customer_id as key, h.public_id as id, h.status, h.matures_on as "maturesOn", h.amount_minor as minor,
        h.currency, h.product_id
      from product_holding h where h.customer_id = key order by h.opened_on desc, h.id desc limit ${first}) h`;

  interactions = (ids: Ids, first: number) => this.sql<BankRow[]>`
    select n.* from ${this.keys(ids)} as key, lateral (
      select n.customer_id as key, n.public_id as id, n.at, n.channel, n.direction, n.purpose, n.subject, n.outcome,
        n.confidentiality, n.employee_id
      from interaction n where n.customer_id = key order by n.at desc, n.id desc limit ${first}) n`;

  complaints = (ids: Ids, first: number) => this.sql<BankRow[]>`
    select m.* from ${this.keys(ids)} as key, lateral (
      select m.customer_id as key, m.public_id as id, m.reference, m.status, m.severity, m.category,
        m.received_at as "receivedAt", m.due_at as "dueAt"
      from complaint m where m.customer_id = key order by m.received_at desc, m.id desc limit ${first}) m`;

  complaintCounts = (ids: Ids) => this.sql<BankRow[]>`
    select m.customer_id as key, count(*)::integer as count from complaint m
    where m.customer_id = any (${ids as never}::bigint[]) group by m.customer_id`;

  customersOf = (unit: string, first: number) => this.sql<BankRow[]>`
    select c.customer_id, c.public_id as id, c.customer_number as "customerNumber", c.display_name as "displayName"
    from customer c where c.org_unit_id = (select id from org_unit where code = ${unit})
    order by c.sort_name, c.customer_id limit ${first}`;

  countOf = async (unit: string): Promise<number> => {
    const [row] = await this.sql<{ count: number }[]>`
      select count(*)::integer as count from customer c where c.org_unit_id = (select id from org_unit where code = ${unit})`;
    return row?.count ?? 0;
  };

  worklist = (unit: string, statuses: readonly string[], first: number) => this.sql<BankRow[]>`
    select m.public_id as id, m.reference, m.status, m.due_at as "dueAt", m.customer_id, m.owner_employee_id
    from complaint m where ${this.inUnit('m', unit)} and m.status = any (${statuses as string[]})
    order by m.due_at, m.id limit ${first}`;

  search = (unit: string, text: string, first: number) => this.sql<BankRow[]>`
    select c.customer_id, c.public_id as id, c.customer_number as "customerNumber", c.display_name as "displayName"
    from (
      (select t.customer_id, t.sort_name from search_token t
        where t.token = search_probe(${text}) and name_has_words(t.sort_name, ${text}) and ${this.inUnit('t', unit)}
        order by t.sort_name, t.customer_id limit ${first})
      union
      (select t.customer_id, t.sort_name from search_token t
        where t.token = '=' || btrim(${text}::text) and ${this.inUnit('t', unit)}
        order by t.sort_name, t.customer_id limit ${first})
    ) t join customer c on c.customer_id = t.customer_id order by t.sort_name, t.customer_id limit ${first}`;

  private inUnit(alias: string, unit: string) {
    const key = this.sql`${this.sql(alias)}.scope_key`;
    const bound = (kind: number, side: 'lft' | 'rgt') =>
      this.sql`(select ${kind * 2 ** 28}::integer + ${this.sql(side)} from org_unit where code = ${unit})`;
    const within = (kind: number) => this.sql`(${key} >= ${bound(kind, 'lft')} and ${key} < ${bound(kind, 'rgt')})`;
    return this.sql`(${within(1)} or ${within(2)} or ${within(3)})`;
  }
}

export type { BankRow };

import type { Random } from '../reference/documents/random';

const facts = [
  'account',
  'complaint',
  'interaction',
  'product_holding',
  'party_relationship',
  'contact_point',
] as const;

/** Ways in which PostgreSQL may be kept from its favourite plan. */
const planSettings = [
  'enable_nestloop',
  'enable_hashjoin',
  'enable_mergejoin',
  'enable_hashagg',
  'enable_material',
  'enable_memoize',
  'enable_seqscan',
  'enable_indexscan',
  'enable_indexonlyscan',
  'enable_bitmapscan',
  'enable_sort',
  'enable_incremental_sort',
] as const;

/** Statements that switch some of the planner's methods off for the transaction. */
export function planChanges(random: Random): string[] {
  const off = random.some(planSettings, random.below(6)).map((name) => `set local ${name} = off`);
  return random.chance(0.3) ? [...off, 'set local join_collapse_limit = 1', 'set local from_collapse_limit = 1'] : off;
}

/** Builds random scalar sub-selects over customers' tables, nested, correlated or not, as a compiled tree has them. */
export class Shapes {
  private aliases = 0;

  constructor(private readonly random: Random) {}

  /** A sub-select in brackets; `parent` is the expression of a customer's key outside of it. */
  scalar(depth = 0, parent?: string): string {
    const kinds = [
      this.count,
      this.list,
      this.object,
      this.groups,
      this.union,
      this.membership,
      this.joined,
      this.walk,
    ];
    return this.random.pick(kinds).call(this, depth, parent);
  }

  private table(): { name: string; alias: string } {
    this.aliases += 1;
    return { name: this.random.chance(0.4) ? 'customer' : this.random.pick(facts), alias: `t${this.aliases}` };
  }

  private where(alias: string, parent: string | undefined, depth: number): string {
    const conditions = parent && this.random.chance(0.8) ? [`${alias}.customer_id = ${parent}`] : [];
    if (this.random.chance(0.3)) conditions.push(`${alias}.scope_key >= ${this.random.below(4) * 268435456}`);
    if (this.random.chance(0.2)) conditions.push(`${alias}.customer_id % ${2 + this.random.below(3)} = 0`);
    if (depth < 2 && this.random.chance(0.3)) {
      const { name, alias: inner } = this.table();
      const not = this.random.chance(0.4) ? 'not ' : '';
      conditions.push(`${not}exists (select from ${name} ${inner} where ${inner}.customer_id = ${alias}.customer_id)`);
    }
    return conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  }

  private child(depth: number, parent: string): string {
    return depth < 2 ? `, ${this.scalar(depth + 1, parent)} as "child"` : '';
  }

  private count(depth: number, parent?: string): string {
    const { name, alias } = this.table();
    return `(select count(*) from ${name} ${alias}${this.where(alias, parent, depth)})`;
  }

  private list(depth: number, parent?: string): string {
    const { name, alias } = this.table();
    const columns = `${alias}.customer_id, ${alias}.scope_key${this.child(depth, `${alias}.customer_id`)}`;
    const order = this.random.pick(['customer_id', 'scope_key, customer_id', 'customer_id desc']);
    const rows = `select ${columns} from ${name} ${alias}${this.where(alias, parent, depth)}`;
    return `(select json_agg(row_to_json(o)) from (${rows} order by ${order} limit ${1 + this.random.below(5)}) as o)`;
  }

  private object(depth: number, parent?: string): string {
    const { alias } = this.table();
    const key = parent ?? `(${this.random.below(50)} + (select min(customer_id) from customer))`;
    const columns = `${alias}.display_name${this.child(depth, `${alias}.customer_id`)}`;
    const row = `select ${columns} from customer ${alias} where ${alias}.customer_id = ${key}`;
    return `(select row_to_json(o) from (${row}) as o)`;
  }

  private groups(depth: number, parent?: string): string {
    const { name, alias } = this.table();
    const grouped = `select ${alias}.scope_key as k, count(*) as n from ${name} ${alias}${this.where(alias, parent, depth)} group by 1`;
    return `(select json_object_agg(k, n order by k) from (${grouped}) as g)`;
  }

  private union(depth: number, parent?: string): string {
    const arms = [this.table(), this.table()].map(
      ({ name, alias }) => `select ${alias}.customer_id from ${name} ${alias}${this.where(alias, parent, depth)}`,
    );
    const all = this.random.chance(0.5) ? ' all' : '';
    return `(select json_agg(customer_id order by customer_id) from (${arms.join(` union${all} `)}) as u)`;
  }

  private membership(depth: number, parent?: string): string {
    const [outer, inner] = [this.table(), this.table()];
    const found = `select ${inner.alias}.customer_id from ${inner.name} ${inner.alias}${this.where(inner.alias, undefined, depth)}`;
    const condition = `${outer.alias}.customer_id in (${found})`;
    const where = this.where(outer.alias, parent, depth);
    return `(select count(*) from ${outer.name} ${outer.alias}${where ? `${where} and` : ' where'} ${condition})`;
  }

  /** From the least customer, or the one given, from key to key by a recursive query. */
  private walk(depth: number, parent?: string): string {
    const [first, next] = [this.table(), this.table()];
    const start = parent ?? `(select min(${first.alias}.customer_id) from ${first.name} ${first.alias})`;
    const where = this.where(next.alias, undefined, depth);
    const further = `select min(${next.alias}.customer_id) as k from ${next.name} ${next.alias}${where ? `${where} and` : ' where'} ${next.alias}.customer_id > w.k`;
    return `(with recursive w as (select 0 as n, ${start} as k union all
      select w.n + 1, x.k from w cross join lateral (${further}) as x where w.n < 3)
      select json_agg(k order by n) from w)`;
  }

  private joined(depth: number, parent?: string): string {
    const [one, other] = [this.table(), this.table()];
    const kind = this.random.pick(['join', 'left join', 'full join']);
    const on = `${one.alias}.customer_id = ${other.alias}.customer_id`;
    const where = kind === 'full join' ? '' : this.where(one.alias, parent, depth);
    return `(select count(*) from ${one.name} ${one.alias} ${kind} ${other.name} ${other.alias} on ${on}${where})`;
  }
}

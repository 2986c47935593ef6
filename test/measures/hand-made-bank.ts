import { isDeepStrictEqual } from 'node:util';
import { connect, type Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { type MeasureRules, readMeasureRules } from '../../src/entities/measure/measures.rules';
import { measureAll } from '../../src/measures/measures';
import { type Key, Rows } from '../database/rows';
import { freshDatabase } from '../support/database';

/** What an account did in a month, in minor units. */
export interface Month {
  readonly average?: number;
  readonly closing?: number;
  readonly turnover?: number;
  readonly initiated?: number;
  readonly interest?: number;
  readonly fees?: number;
  readonly cost?: number;
}

export interface MadeAccount {
  /** DEPOSIT unless told. */
  readonly category?: string;
  /** CACC unless told. */
  readonly type?: string;
  readonly currency?: string;
  readonly daysPastDue?: number;
  readonly fiveClass?: string;
  /** Other owners and their shares in percent. */
  readonly others?: Readonly<Record<string, number>>;
  /** What it did so many months ago, of the last 24; 0 is the month of the day. */
  readonly months?: (ago: number) => Month | undefined;
}

export interface MadeCustomer {
  /** B001 unless told. */
  readonly branch?: 'B001' | 'B002';
  readonly onboardedOn?: string;
  readonly accounts?: readonly MadeAccount[];
  /** The categories of the products held; `+` marks a tailored one. */
  readonly holds?: readonly string[];
  readonly salaryOn?: string;
  readonly assessment?: { readonly pd: number; readonly lgd: number };
}

export type MeasureRow = Readonly<Record<string, unknown>>;

export interface HandMadeBank {
  readonly sql: Sql;
  readonly rows: Rows;
  readonly keys: ReadonlyMap<string, Key>;
  /** Works out the measures of the bank's day, by rules that differ so from those shipped; its days are those of UTC unless told. */
  measure(changes?: Partial<MeasureRules>, timeZone?: string): Promise<ReadonlyMap<string, MeasureRow>>;
  close(): Promise<void>;
}

export const bankDay = '2025-12-31';

const firstDay = (ago: number) => new Date(Date.UTC(2025, 11 - ago, 1)).toISOString().slice(0, 10);

/** A bank of two branches with the customers of these names, looked at on the last day of 2025. */
export async function handMadeBank(customers: Readonly<Record<string, MadeCustomer>>): Promise<HandMadeBank> {
  const database = await freshDatabase();
  const { sql, end } = connect(database.systemUrl, { name: 'test', max: 2 });
  const rows = new Rows(sql as never);
  const office = await rows.unit('HO', 'HEAD_OFFICE', null);
  const units = { B001: await rows.unit('B001', 'BRANCH', office), B002: await rows.unit('B002', 'BRANCH', office) };
  await sql`insert into ftp_rate (currency, tenor_months, rate, valid_from) values ('CNY', 0, 0.025, '2020-01-01'),
    ('CNY', 60, 0.03, '2020-01-01')`;
  await sql`insert into capital_charge (category, capital_rate, hurdle_rate, valid_from) values ('LOAN', 0.08, 0.1, '2020-01-01')`;
  const keys = new Map<string, Key>();
  for (const [name, { branch = 'B001', onboardedOn = '2015-06-15' }] of Object.entries(customers))
    keys.set(name, await rows.customer(name, units[branch], { onboarded_on: onboardedOn }));
  const maker = new Maker(sql, rows, units.B001, keys);
  for (const [name, customer] of Object.entries(customers)) await maker.fill(name, customer);

  const measure = async (changes: Partial<MeasureRules> = {}, timeZone = 'UTC') => {
    await Held.several(sql, (sessions) => measureAll({ sessions, asOf: bankDay, timeZone, rules: rulesWith(changes) }));
    const found =
      await sql`select c.display_name as name, m.* from customer_measure m join customer c using (customer_id)`;
    return new Map(found.map((row) => [row.name as string, row]));
  };
  const close = async () => {
    await end();
    await database.drop();
  };
  return { sql, rows, keys, measure, close };
}

/** Rules that differ have a version of their own. */
function rulesWith(changes: Partial<MeasureRules>): MeasureRules {
  const rules = readMeasureRules();
  const changed = { ...rules, ...changes };
  return { ...changed, version: isDeepStrictEqual(changed, rules) ? rules.version : JSON.stringify(changes) };
}

class Maker {
  private readonly products = new Map<string, Key>();
  private opened = 0;

  constructor(
    private readonly sql: Sql,
    private readonly rows: Rows,
    private readonly unit: Key,
    private readonly keys: ReadonlyMap<string, Key>,
  ) {}

  async fill(name: string, { accounts = [], holds = [], salaryOn, assessment }: MadeCustomer): Promise<void> {
    const { sql } = this;
    const key = this.keys.get(name) as Key;
    const opened: Key[] = [];
    for (const account of accounts) opened.push(await this.open(key, account));
    for (const product of holds)
      await sql`insert into product_holding (customer_id, product_id, status, opened_on)
        values (${key}, ${await this.product(product)}, 'ACTIVE', '2020-01-01')`;
    if (salaryOn)
      await sql`
        insert into transaction (customer_id, account_id, booked_at, kind, channel, direction, currency, amount_minor,
          customer_initiated)
        values (${key}, ${opened[0] as Key}, ${salaryOn}, 'SALARY', 'BATCH', 'CRDT', 'CNY', 500000, false)`;
    if (assessment)
      await sql`insert into credit_assessment (customer_id, pd, lgd, valid_from)
        values (${key}, ${assessment.pd}, ${assessment.lgd}, '2020-01-01')`;
  }

  private async open(key: Key, account: MadeAccount): Promise<Key> {
    const { category = 'DEPOSIT', type = 'CACC', currency = 'CNY', others = {}, months = () => undefined } = account;
    const product = await this.product(category);
    this.opened += 1;
    const number = `6222${this.opened}`;
    const values = {
      number,
      type,
      currency,
      days_past_due: account.daysPastDue ?? null,
      five_class: account.fiveClass ?? null,
    };
    const opened = await this.sql.begin(async (own) => {
      const inOne = new Rows(own as never);
      const id = await inOne.account(key, product, this.unit, values);
      const rest = Object.values(others).reduce((sum, share) => sum - share, 100);
      await inOne.accountParty(key, id, key, 'PRINCIPAL', rest);
      for (const [other, share] of Object.entries(others))
        await inOne.accountParty(key, id, this.keys.get(other) as Key, 'JOINT', share);
      return id;
    });
    const booked = Array.from({ length: 24 }, (_, ago) => ({ ago, month: months(ago) }))
      .filter(({ month }) => month !== undefined)
      .map(({ ago, month = {} }) => ({
        customer_id: key,
        account_id: opened,
        month: firstDay(ago),
        currency,
        average_daily_balance_minor: month.average ?? 0,
        closing_balance_minor: month.closing ?? month.average ?? 0,
        debits_minor: month.turnover ?? 0,
        credits_minor: 0,
        customer_initiated: month.initiated ?? 0,
        interest_minor: month.interest ?? 0,
        fees_minor: month.fees ?? 0,
        cost_minor: month.cost ?? 0,
      }));
    if (booked.length > 0) await this.sql`insert into balance_month ${this.sql(booked)}`;
    return opened;
  }

  private async product(name: string): Promise<Key> {
    const known = this.products.get(name);
    if (known) return known;
    const made = await this.rows.product(name, name.replace('+', ''));
    if (name.endsWith('+')) await this.sql`update product set tailored = true where id = ${made}`;
    this.products.set(name, made);
    return made;
  }
}

import type { Sql } from '../../src/database/connect';

type Row = Readonly<Record<string, unknown>>;
export type AlertRow = {
  readonly customer: string;
  readonly rule: string;
  readonly subject: string;
  readonly level: string;
  readonly figure: string | null;
  readonly value: number | null;
  readonly cause: string | null;
};

const text = (names: string) =>
  names
    .split(' ')
    .map((name) => `${name}::text`)
    .join(', ');
const number = (names: string) =>
  names
    .split(' ')
    .map((name) => `${name}::float8`)
    .join(', ');
const valid = 'valid_from::text, valid_to::text';

const statements = {
  customers: `select ${text('customer_id onboarded_on')}, kind from customer`,
  accounts: `select ${text('customer_id id product_id currency')}, status, five_class,
    ${number('current_balance_minor limit_minor days_past_due')} from account`,
  products: 'select id::text, category from product',
  roles: `select ${text('party_id account_id')}, share_pct::float8, ${valid} from account_party`,
  persons: `select ${text('customer_id currency')}, annual_income_minor::float8 from individual`,
  organisations: `select customer_id::text, ${number('total_liabilities_minor total_assets_minor')} from organisation`,
  assessments: `select ${text('customer_id id')}, credit_grade, ${valid} from credit_assessment
    order by customer_id, valid_from, id`,
  collaterals: `select ${text('account_id currency')}, value_minor::float8, ${valid} from collateral`,
  relations: `select ${text('customer_id other_party_id id')}, type, outgoing, directness, ${number('share_pct share_min')},
    ${valid} from party_relationship`,
  guarantees: `select ${text('customer_id guarantor_party_id')}, ${valid} from guarantee`,
  groups: `select ${text('customer_id id')}, kind, tier1_minor::float8 from party_group where as_of_end is null`,
  positions: 'select customer_id::text, exposure_minor::float8 from customer_position where as_of_end is null',
  transactions: `select ${text('customer_id account_id id currency')}, kind, direction, counterparty_name, amount_minor::float8,
    extract(epoch from booked_at)::float8 as at, (booked_at at time zone 'Asia/Shanghai')::date::text as day from transaction`,
  exchange: `select currency::text, rate::float8, ${valid} from exchange_rate order by valid_from`,
} as const;

export type AlertBank = Readonly<Record<keyof typeof statements, readonly Row[]>>;

/** Reads once all that alerts are made of. */
export async function readAlertBank(sql: Sql): Promise<AlertBank> {
  const rows: Record<string, unknown> = {};
  for (const [name, statement] of Object.entries(statements)) rows[name] = [...(await sql.unsafe(statement))];
  return rows as AlertBank;
}

/** The alerts that stand open. */
export const openAlerts = (sql: Sql) => sql<AlertRow[]>`
  select customer_id::text as customer, rule, subject::text, level, figure, value::float8, cause_id::text as cause
  from risk_alert where closed_on is null`;

export const levels = ['YELLOW', 'ORANGE', 'RED'];
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
export const holdsOn = (day: string, row: Row) =>
  String(row.valid_from) <= day && (row.valid_to === null || String(row.valid_to) > day);

/** An amount in minor units of the base currency; null where it is not known, or its currency has no rate. */
export function inBase(bank: AlertBank, day: string, amount: unknown, currency: unknown): number | null {
  if (amount === null || amount === undefined) return null;
  if (currency === 'CNY') return Number(amount);
  const rate = bank.exchange.filter((row) => row.currency === currency && holdsOn(day, row)).at(-1)?.rate;
  return rate === undefined ? null : Number(amount) * Number(rate) * (currency === 'JPY' ? 100 : 1);
}

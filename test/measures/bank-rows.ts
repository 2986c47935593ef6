import type { Sql } from '../../src/database/connect';

interface ValidTime {
  readonly from: string;
  readonly to: string | null;
}
/** The day a row's valid time holds on, the end not included. */
export const holds = ({ from, to }: ValidTime, day: string): boolean => from <= day && (to === null || to > day);

export interface Customer {
  readonly id: string;
  readonly kind: string;
  readonly tier: string | null;
  readonly status: string;
  readonly unit: string;
  readonly scopeKey: number;
  readonly onboardedOn: string | null;
}
export interface Account {
  readonly key: string;
  readonly keeper: string;
  readonly type: string;
  readonly currency: string;
  readonly status: string;
  readonly product: string;
  readonly pastDue: number | null;
  readonly fiveClass: string | null;
}
export interface Role extends ValidTime {
  readonly party: string;
  readonly account: string;
  readonly share: number | null;
}
export interface BalanceMonth {
  readonly account: string;
  readonly month: string;
  readonly average: number;
  readonly closing: number;
  readonly debits: number;
  readonly credits: number;
  readonly initiated: number;
  readonly interest: number;
  readonly fees: number;
  readonly cost: number;
}
export interface Holding {
  readonly key: string;
  readonly customer: string;
  readonly product: string;
  readonly account: string | null;
  readonly status: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly currency: string | null;
  readonly amount: number | null;
}
/** The values asked of a profile, `known` telling how many of them there are; amounts in the row's currency. */
export interface Profile {
  readonly customer: string;
  readonly known: number;
  readonly currency: string | null;
  readonly income: number | null;
  readonly incomeBand: string | null;
  readonly currentAssets: number | null;
  readonly scale: string | null;
  readonly grade: string | null;
}

const day = (name: string) => `${name}::text`;
const valid = `${day('valid_from')} as "from", ${day('valid_to')} as "to"`;
const accountKey = (customer: string, id: string) => `${customer} || '/' || ${id}`;
const number = (...names: string[]) => names.map((name) => `${name}_minor::float8 as ${name.split('_')[0]}`).join(', ');

const profile = (values: readonly string[], told: string) => `
  select customer_id::text as customer, num_nonnulls(${values.join(', ')})::int as known, currency::text, ${told}`;

const statements = {
  customers: `select customer_id::text as id, kind, tier, status, org_unit_id::text as unit, scope_key as "scopeKey",
    ${day('onboarded_on')} as "onboardedOn" from customer order by customer_id`,
  units: 'select id::text, parent_id::text as parent from org_unit',
  products: 'select id::text, category, tailored from product',
  accounts: `select ${accountKey('customer_id', 'id')} as key, customer_id::text as keeper, type, currency::text, status,
    product_id::text as product, days_past_due as "pastDue", five_class as "fiveClass" from account`,
  roles: `select party_id::text as party, ${accountKey('customer_id', 'account_id')} as account, share_pct::float8 as share, ${valid}
    from account_party`,
  months: `select ${accountKey('customer_id', 'account_id')} as account, ${day('month')} as month,
    average_daily_balance_minor::float8 as average, customer_initiated as initiated,
    ${number('closing_balance', 'debits', 'credits', 'interest', 'fees', 'cost')} from balance_month`,
  holdings: `select ${accountKey('customer_id', 'id')} as key, customer_id::text as customer, product_id::text as product,
    ${accountKey('customer_id', 'account_id')} as account, status, ${day('opened_on')} as "openedOn",
    ${day('closed_on')} as "closedOn", currency::text, ${number('amount')} from product_holding`,
  values: `select ${accountKey('customer_id', 'holding_id')} as holding, ${day('month')} as month, currency::text, ${number('value')}
    from holding_month`,
  assessments: `select customer_id::text as customer, credit_grade as grade, pd::float8, lgd::float8, ${valid}
    from credit_assessment order by valid_from, id`,
  surveys: `select customer_id::text as customer, answered_at::text as at, csat::int, nps::int from satisfaction_survey`,
  contacts: 'select customer_id::text as customer, at::text from interaction',
  salaries: `select customer_id::text as customer, booked_at::text as at from transaction
    where kind = 'SALARY' and direction = 'CRDT'`,
  prices: `select currency::text, tenor_months as tenor, rate::float8, ${valid} from ftp_rate order by valid_from`,
  charges: `select category, capital_rate::float8 as capital, hurdle_rate::float8 as hurdle, ${valid} from capital_charge
    order by valid_from`,
  exchange: `select currency::text, rate::float8, ${valid} from exchange_rate order by valid_from`,
  alerts: `select customer_id::text as customer, level, ${day('opened_on')} as "from", ${day('closed_on')} as "to" from risk_alert`,
  persons: `${profile(
    [
      ...['birth_date', 'occupation', 'education', 'income_band'],
      ...['source_of_funds', 'marital_status', 'region', 'employer'],
    ],
    `annual_income_minor::float8 as income, income_band as "incomeBand", null::float8 as "currentAssets", null as scale,
      null as grade`,
  )} from individual`,
  organisations: `${profile(
    [
      ...['legal_name', 'industry', 'ownership_nature', 'scale'],
      ...['uscc', 'established_on', 'group_system', 'financing'],
    ],
    `null::float8 as income, null as "incomeBand", current_assets_minor::float8 as "currentAssets", scale,
      credit_grade as grade`,
  )} from organisation`,
};

export interface BankRows {
  readonly customers: readonly Customer[];
  readonly units: readonly { id: string; parent: string | null }[];
  readonly products: readonly { id: string; category: string; tailored: boolean }[];
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  readonly months: readonly BalanceMonth[];
  readonly holdings: readonly Holding[];
  readonly alerts: readonly ({ customer: string; level: 'YELLOW' | 'ORANGE' | 'RED' } & ValidTime)[];
  readonly values: readonly { holding: string; month: string; currency: string; value: number }[];
  readonly assessments: readonly (ValidTime & {
    customer: string;
    grade: string | null;
    pd: number | null;
    lgd: number | null;
  })[];
  readonly surveys: readonly { customer: string; at: string; csat: number | null; nps: number | null }[];
  readonly contacts: readonly { customer: string; at: string }[];
  readonly salaries: readonly { customer: string; at: string }[];
  readonly prices: readonly (ValidTime & { currency: string; tenor: number; rate: number })[];
  readonly charges: readonly (ValidTime & { category: string; capital: number; hurdle: number })[];
  readonly exchange: readonly (ValidTime & { currency: string; rate: number })[];
  readonly persons: readonly Profile[];
  readonly organisations: readonly Profile[];
}

/** Reads once all that measures are made of; rows of valid time in the order in which they began. */
export async function readBankRows(sql: Sql): Promise<BankRows> {
  const rows: Record<string, unknown> = {};
  for (const [name, statement] of Object.entries(statements)) rows[name] = [...(await sql.unsafe(statement))];
  return rows as unknown as BankRows;
}

export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

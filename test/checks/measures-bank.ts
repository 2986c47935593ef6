import { connect, type Sql } from '../../src/database/connect';

/** Everything in batches of that many customers, so that two connections share the work. */
const batch = 50_000;

/**
 * Fills an empty bank with customers who have a current account and two years of balances each, every fourth a loan and
 * every third a wealth plan besides; twenty branches of five sub-branches. Written past all triggers by `adminUrl`, for
 * every row is given whole.
 */
export async function fillMeasuredBank(adminUrl: string, systemUrl: string, customers: number): Promise<void> {
  const bulk = connect(adminUrl, { name: 'check', max: 2 });
  const system = connect(systemUrl, { name: 'check', max: 1 });
  try {
    await fillUnits(system.sql);
    const starts = Array.from({ length: Math.ceil(customers / batch) }, (_, at) => at * batch);
    const work = async () => {
      for (let from = starts.shift(); from !== undefined; from = starts.shift())
        await fillBatch(bulk.sql, from, Math.min(customers, from + batch));
    };
    await Promise.all([work(), work()]);
    // What is left to do of the filling is not done while something is measured.
    await bulk.sql`vacuum analyze`.simple();
    await bulk.sql`checkpoint`.simple();
  } finally {
    await bulk.end();
    await system.end();
  }
}

async function fillUnits(sql: Sql): Promise<void> {
  await sql`insert into org_unit (code, name, level) values ('HO', 'HO', 'HEAD_OFFICE')`;
  await sql`
    insert into org_unit (code, name, level, parent_id)
    select 'B' || n, 'Branch ' || n, 'BRANCH', u.id from org_unit u, generate_series(1, 20) n where u.code = 'HO'`;
  await sql`
    insert into org_unit (code, name, level, parent_id)
    select u.code || '-' || n, u.name || ' ' || n, 'SUB_BRANCH', u.id from org_unit u, generate_series(1, 5) n where u.level = 'BRANCH'`;
  for (const [staff, role, unit] of [
    ['HO1', 'HEAD_OFFICE', 'HO'],
    ['SB1', 'BRANCH_MANAGER', 'B1-1'],
  ] as const) {
    await sql`insert into employee (staff_number, name, org_unit_id) select ${staff}, ${staff}, id from org_unit where code = ${unit}`;
    await sql`
      insert into role_grant (employee_id, role, org_unit_id, valid_from)
      select id, ${role}, org_unit_id, '2020-01-01' from employee where staff_number = ${staff}`;
  }
  await sql`
    insert into product (id, code, name, category, tailored) values (1, 'CUR', 'Current', 'DEPOSIT', false),
      (2, 'LOAN', 'Loan', 'LOAN', false), (3, 'PLAN', 'Plan', 'WEALTH', true)`;
  await sql`
    insert into ftp_rate (currency, tenor_months, rate, valid_from)
    values ('CNY', 0, 0.018, '2020-01-01'), ('CNY', 60, 0.029, '2020-01-01')`;
  await sql`
    insert into capital_charge (category, capital_rate, hurdle_rate, valid_from)
    values ('DEPOSIT', 0.005, 0.1, '2020-01-01'), ('LOAN', 0.08, 0.1, '2020-01-01')`;
}

async function fillBatch(pool: Sql, from: number, to: number): Promise<void> {
  await pool.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`set local synchronous_commit = off`;
    await sql.unsafe(`
      create temp table place on commit drop as
      select row_number() over (order by lft) - 1 as n, id, lft, count(*) over () as units from org_unit where level = 'SUB_BRANCH';
      create temp table made on commit drop as
      select c.id, p.id as unit, scope_key_of('INDIVIDUAL', p.lft) as scope_key, 100000 + c.id::bigint * 7919 % 9000000 as base
      from generate_series(${from + 1}, ${to}) as c(id) join place p on p.n = c.id % p.units;
      insert into party (party_id, kind, display_name) select id, 'INDIVIDUAL', 'Party ' || id from made;
      insert into customer (customer_id, scope_key, customer_number, kind, status, lifecycle, org_unit_id, onboarded_on, tier)
      select id, scope_key, 'N' || id, 'INDIVIDUAL', 'ONBOARDED', 'ACTIVE', unit, date '2015-01-01' + (id % 4000)::int,
        case when id % 10 = 0 then 'GOLD' when id % 10 < 4 then 'SILVER' else 'STANDARD' end from made;
      insert into individual (customer_id, scope_key, income_band, risk_appetite)
      select id, scope_key, case when id % 7 = 0 then 'HIGH' else 'MIDDLE' end, 'R2' from made;
      create temp table owned on commit drop as
      select id * 2 + part as account, id, unit, scope_key, base, part from made cross join generate_series(0, 1) as part
      where part = 0 or id % 4 = 0;
      insert into account (id, customer_id, scope_key, number, type, currency, status, opened_on, product_id, booking_unit_id)
      select account, id, scope_key, 'A' || account, case part when 0 then 'CACC' else 'LOAN' end, 'CNY', 'ENABLED',
        '2020-01-01', 1 + part, unit from owned;
      insert into account_party (customer_id, scope_key, id, account_id, party_id, party_kind, role, share_pct, valid_from)
      select id, scope_key, account, account, id, 'INDIVIDUAL', 'PRINCIPAL', 100, '2020-01-01' from owned;
      insert into party_account (customer_id, id, scope_key, account_customer_id, account_id, role, share_pct,
        product_category, valid_from, recorded_at)
      select id, account, scope_key, id, account, 'PRINCIPAL', 100, case part when 0 then 'DEPOSIT' else 'LOAN' end,
        '2020-01-01', now() from owned;
      insert into product_holding (customer_id, id, scope_key, product_id, account_id, status, opened_on, currency, amount_minor)
      select id, account, scope_key, 1 + part, account, 'ACTIVE', '2020-01-01', 'CNY', base from owned;
      insert into product_holding (customer_id, id, scope_key, product_id, status, opened_on, currency, amount_minor)
      select id, 4 * id + 400000003, scope_key, 3, 'ACTIVE', '2021-01-01', 'CNY', base * 2 from made where id % 3 = 0;
      insert into balance_month (customer_id, account_id, month, scope_key, currency, average_daily_balance_minor,
        closing_balance_minor, debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
      select id, account, (date '2026-05-01' - make_interval(months => n))::date, scope_key, 'CNY',
        base * (20 + (id + n * 3) % 17) / 20, base * (20 + (id + n * 3 + 1) % 17) / 20, base / 4, base / 5,
        (id + n) % 5, case part when 0 then -base / 1200 else base / 240 end, 300, 250
      from owned cross join generate_series(0, 23) as n order by id, account, n desc`);
  });
}

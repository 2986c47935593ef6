import type { Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';

/** Every so many-th row by a column, differently for each `salt`. */
const every = (n: number, column: string, salt: number) => `hashint8extended(${column}, ${salt}) % ${n} = 0`;

/** What held without an end ends on a day, and something else holds from then on. */
const succeeds = (table: string, which: string, day: string, change: string) => [
  `create temporary table next on commit drop as select * from ${table} where ${which} and valid_to is null`,
  `update ${table} set valid_to = '${day}' where ${which} and valid_to is null`,
  `update next set id = -id, valid_from = '${day}', ${change}`,
  `insert into ${table} select * from next`,
  'drop table next',
];

/** What a bank's data come to with the years, and a demo bank is too tidy to show. */
const statements = [
  // Overdrawn deposits, and months in which nothing was written down.
  `update balance_month set average_daily_balance_minor = -average_daily_balance_minor where ${every(17, 'account_id', 1)}
    and ${every(3, "account_id + (month - '2020-01-01'::date)", 2)}`,
  `update balance_month set closing_balance_minor = -closing_balance_minor where ${every(19, 'account_id', 3)}`,
  `delete from balance_month where ${every(11, 'account_id', 4)} and ${every(3, "account_id + (month - '2020-01-01'::date)", 5)}`,
  `update balance_month set customer_initiated = 0 where ${every(6, 'account_id', 6)} and month > '2025-10-01'`,
  `update balance_month set average_daily_balance_minor = average_daily_balance_minor / 3 where ${every(9, 'account_id', 7)}
    and month >= '2026-04-01'`,
  // Accounts of other sorts than deposits and loans, with interest.
  `update account set product_id = (select min(id) from product where category = 'WEALTH') where ${every(23, 'id', 8)}`,
  `update account set product_id = (select min(id) from product where category = 'PAYMENT') where ${every(29, 'id', 9)}`,
  // A curve that got points for a time and changed in the middle of a month; a currency without any price or any worth.
  `insert into ftp_rate (currency, tenor_months, rate, valid_from, valid_to) values ('CNY', 3, 0.0175, '2025-09-15', '2026-02-28'),
    ('CNY', 36, 0.0281, '2026-01-31', null)`,
  ...succeeds('ftp_rate', `currency = 'CNY' and tenor_months = 0`, '2026-03-31', 'rate = 0.0151'),
  `delete from ftp_rate where currency = 'JPY'`,
  `delete from exchange_rate where currency = 'HKD'`,
  ...succeeds('exchange_rate', `currency = 'USD'`, '2026-06-15', 'rate = 7.2345678901'),
  ...succeeds('capital_charge', `category = 'LOAN'`, '2026-05-15', 'capital_rate = 0.085, hurdle_rate = 0.11'),
  `delete from capital_charge where category = 'CARD'`,
  // Profiles with gaps, incomes in other currencies.
  `update individual set income_band = null where ${every(4, 'customer_id', 10)}`,
  `update individual set annual_income_minor = null, marital_status = null where ${every(3, 'customer_id', 11)}`,
  `update individual set currency = 'USD' where annual_income_minor is not null and ${every(9, 'customer_id', 12)}`,
  `update individual set annual_income_minor = 0 where annual_income_minor is not null and ${every(13, 'customer_id', 13)}`,
  `update organisation set current_assets_minor = null where ${every(2, 'customer_id', 14)}`,
  `update organisation set scale = null where ${every(3, 'customer_id', 15)}`,
  `update credit_assessment set valid_to = '2026-06-30' where valid_to is null and ${every(5, 'customer_id', 16)}`,
  `update credit_assessment set pd = null where ${every(7, 'customer_id', 17)}`,
  `update credit_assessment set lgd = null, credit_grade = 'ZZ' where ${every(8, 'customer_id', 18)}`,
  `update customer set tier = null where ${every(9, 'customer_id', 19)}`,
  `update customer set onboarded_on = '2026-01-01'::date + (customer_id % 170)::int where ${every(8, 'customer_id', 20)}`,
  `update customer set onboarded_on = null where ${every(21, 'customer_id', 21)}`,
  // Holdings in other currencies and on accounts of other products, some ended, some without a value of late.
  `update product_holding set currency = 'EUR' where amount_minor is not null and ${every(13, 'id', 22)}`,
  `update product_holding h set account_id = (select min(id) from account a where a.customer_id = h.customer_id)
    where account_id is null and ${every(3, 'id', 23)}`,
  `update product_holding set closed_on = '2026-06-10' where closed_on is null and ${every(11, 'id', 24)}`,
  `update product_holding set status = 'DEFAULTED' where ${every(25, 'id', 25)}`,
  `delete from holding_month where ${every(4, 'holding_id', 26)} and month > '2026-03-01'`,
  `update account set status = 'CLOSED' where days_past_due > 0 and ${every(3, 'id', 27)}`,
  // The second owner leaves, another share is changed: one owner's time ends where the other's grows.
  `update account_party set valid_to = '2026-06-16' where role = 'JOINT' and ${every(2, 'account_id', 28)}`,
  `update account_party p set share_pct = 100 where role = 'PRINCIPAL' and share_pct < 100 and exists (
    select from account_party j where j.account_id = p.account_id and j.customer_id = p.customer_id and j.role = 'JOINT'
      and j.valid_to is not null)`,
  `update account_party set share_pct = case role when 'PRINCIPAL' then 66.6667 else 33.3333 end
    where account_id in (select account_id from account_party where role = 'SECONDARY_OWNER') and share_pct is not null`,
  // A branch goes over to another region.
  `update org_unit set parent_id = (select max(id) from org_unit where level = 'REGION')
    where id = (select min(id) from org_unit where level = 'BRANCH')`,
];

export async function roughen(sql: Sql): Promise<void> {
  await sql.begin(async (own) => {
    for (const statement of statements) {
      const { count } = await own.unsafe(statement);
      if (count === 0 && !/^drop/.test(statement)) throw new Error(`Nothing to make rough: ${statement}`);
    }
  });
}

export const measureOn = (sql: Sql, asOf: string) => Held.several(sql, (sessions) => measureAll({ sessions, asOf }));

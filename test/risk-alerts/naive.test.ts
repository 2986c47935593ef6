import { Held } from '../../src/database/held';
import { fillDemo } from '../../src/demo/fill';
import { raiseAlerts } from '../../src/risk-alerts/alerts';
import { readAlertRules } from '../../src/risk-alerts/rules';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';
import { type AlertRow, openAlerts, readAlertBank } from './alert-rows';
import { NaiveAlerts } from './naive-alerts';

const rules = readAlertRules();

describe('every alert of a bank', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 1500 });
  });
  afterAll(() => banks.close());

  const named = ({ customer, rule, subject, level, figure, cause }: AlertRow) =>
    [customer, rule, subject, level, figure, cause].join(' ');
  /** What differs; a value is stored with four decimals, rounded once. */
  const differences = async (day: string) => {
    const [open, naive] = [
      await openAlerts(bank.sql),
      new NaiveAlerts(await readAlertBank(bank.sql), day, rules).all(),
    ];
    const values = new Map(open.map((alert) => [named(alert), alert.value]));
    const isOff = (alert: AlertRow) => Math.abs(Number(values.get(named(alert)) ?? 0) - (alert.value ?? 0)) > 0.000051;
    const names = new Set(naive.map(named));
    return {
      missing: naive.map(named).filter((name) => !values.has(name)),
      tooMuch: open.map(named).filter((name) => !names.has(name)),
      off: naive.filter(isOff).map(named),
    };
  };
  const none = { missing: [], tooMuch: [], off: [] };
  const run = async (asOf: string) => {
    const held = await Held.open(bank.sql);
    try {
      return await raiseAlerts({ held, asOf });
    } finally {
      held.release();
    }
  };

  test('is as worked out naively, and there are some of each rule and of each level', async () => {
    const found = await openAlerts(bank.sql);

    expect(await differences('2026-06-30')).toEqual(none);
    expect(new Set(found.map(({ rule }) => rule)).size).toBe(9);
    expect(new Set(found.map(({ level }) => level)).size).toBe(3);
  });

  test('is so again once much has changed and days have passed', async () => {
    const statements = [
      'update account set days_past_due = 0, five_class = null where customer_id % 3 = 0 and days_past_due > 0',
      'update account set days_past_due = customer_id % 120 where limit_minor > 0 and customer_id % 4 = 1',
      'update account set current_balance_minor = limit_minor where limit_minor > 0 and customer_id % 5 = 0',
      'update collateral set value_minor = value_minor * 2 / 3 where id % 2 = 0',
      'update individual set annual_income_minor = annual_income_minor / 4 where customer_id % 7 = 0',
      'update organisation set total_liabilities_minor = total_assets_minor * 9 / 10 where customer_id % 4 = 0',
      "update guarantee set valid_to = '2026-07-05' where customer_id % 2 = 0",
      "update party_relationship set valid_from = '2026-07-01' where type = 'SHAREHOLDING' and outgoing and id % 5 = 0",
    ];
    for (const statement of statements) expect((await bank.sql.unsafe(statement)).count).toBeGreaterThan(0);

    await run('2026-07-09');

    expect(await differences('2026-07-09')).toEqual(none);
  });

  test('a second run of the day changes no row', async () => {
    const hash = async () =>
      (await bank.sql`select md5(string_agg(a::text, '' order by customer_id, id)) from risk_alert a`)[0]?.md5;
    const before = await hash();

    const report = await run('2026-07-09');

    expect(report).toMatchObject({ opened: 0, closed: 0 });
    expect(await hash()).toBe(before);
  });

  test('a day before the last is refused', async () => {
    await expect(run('2026-07-08')).rejects.toThrow('Alerts stand as of 2026-07-09; 2026-07-08 lies before it');
  });
});

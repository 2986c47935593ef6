import { fillDemo } from '../../src/demo/fill';
import { sealIdentifier } from '../../src/entities/party/identifier-seal';
import { type BankDatabase, type EmptyBanks, emptyBanks, numberOf, pairsOf } from './bank-database';
import { smallBank, smallBankKeys } from './small-bank';

let banks: EmptyBanks;
let bank: BankDatabase;
beforeAll(async () => {
  banks = await emptyBanks();
  bank = await banks.open();
  await fillDemo({ sql: bank.sql, ...smallBank });
});
afterAll(() => banks.close());

const pairs = (statement: string) => pairsOf(bank.sql, statement);
const one = (statement: string) => numberOf(bank.sql, statement);
const countBy = (column: string, table: string) =>
  pairs(`select ${column}, count(*) from ${table} where ${column} is not null group by 1 order by 1`);

describe('the business of the demo bank of 400 customers', () => {
  test('accounts of every sort, in several currencies, loans in all five classes', async () => {
    expect(await countBy('type', 'account')).toEqual({ CACC: 350, CARD: 68, LLSV: 90, LOAN: 66, MOMA: 34, SVGS: 122 });
    expect(await countBy('status', 'account')).toEqual({
      CLOSED: 35,
      DISABLED: 1,
      DORMANT: 38,
      ENABLED: 650,
      PENDING: 6,
    });
    expect(await countBy('currency', 'account')).toEqual({ CNY: 691, EUR: 8, HKD: 7, JPY: 9, USD: 15 });
    expect(await pairs(`select five_class, count(*) from account where type = 'LOAN' group by 1 order by 1`)).toEqual({
      DOUBTFUL: 4,
      LOSS: 5,
      NORMAL: 46,
      SPECIAL_MENTION: 5,
      SUBSTANDARD: 6,
    });
    expect(await countBy('role', 'account_party')).toEqual({
      BENEFICIARY: 17,
      CARDHOLDER: 77,
      GUARANTOR: 17,
      JOINT: 18,
      LEGAL_GUARDIAN: 28,
      POWER_OF_ATTORNEY: 6,
      PRINCIPAL: 730,
      SECONDARY_OWNER: 11,
      SIGNATORY: 43,
    });
  });

  test('joint owners of one account belong to different branches', async () => {
    const joint = `select count(*) from account_party ap join customer a on a.customer_id = ap.customer_id
      join customer b on b.customer_id = ap.party_id join org_unit ua on ua.id = a.org_unit_id
      join org_unit ub on ub.id = b.org_unit_id where ap.role = 'JOINT' and left(ua.code, 4) <> left(ub.code, 4)`;
    expect(await one(joint)).toBe(4);
    expect(await one(`${joint} and a.customer_id = 1 and b.customer_id = 2`)).toBe(1);
    expect(await one('select count(*) from account where shared')).toBe(29);
  });

  test('complaints of every status have a history that ends in it', async () => {
    expect(await countBy('status', 'complaint')).toEqual({
      ACKNOWLEDGED: 15,
      AWAITING_CUSTOMER: 13,
      CLOSED: 78,
      INVESTIGATING: 15,
      RECEIVED: 8,
      REFERRED: 10,
      RESOLVED: 18,
      WITHDRAWN: 8,
    });
    expect(
      await one(`select count(*) from complaint c where status <> (select to_status from complaint_event e
        where e.customer_id = c.customer_id and e.complaint_id = c.id order by at desc, id desc limit 1)`),
    ).toBe(0);
    expect(await one(`select count(*) from complaint_event where at >= '2026-06-30T00:00+08'`)).toBe(0);
  });

  test('a few customers have matters of money laundering, of every status and kind, in the hands of compliance', async () => {
    expect(await countBy('status', 'aml_case')).toEqual({ CLOSED: 18, ESCALATED: 6, OPEN: 4, REPORTED: 6 });
    expect(await countBy('kind', 'aml_case')).toEqual({
      KYC_REVIEW: 5,
      PEP_SCREENING: 4,
      SANCTIONS_SCREENING: 9,
      TRANSACTION_MONITORING: 16,
    });
    expect(await one('select count(distinct customer_id) from aml_case')).toBe(29);
    expect(
      await one(`select count(*) from aml_case where opened_at >= closed_at or closed_at >= '2026-06-30T00:00+08'`),
    ).toBe(0);
    expect(
      await pairs(`select coalesce(e.staff_number, 'nobody'), count(*) from aml_case a
        left join employee e on e.id = a.assigned_employee_id group by 1 order by 1`),
    ).toEqual({ CO0001: 32, nobody: 2 });
  });

  test('products of all categories are held, by sleeping customers and by those of high value', async () => {
    expect(
      await pairs(`select p.category, count(*) from product_holding h join product p on p.id = h.product_id
        group by 1 order by 1`),
    ).toEqual({
      CARD: 68,
      CUSTODY: 21,
      DEPOSIT: 596,
      FUND: 115,
      INSURANCE: 88,
      LOAN: 66,
      PAYMENT: 40,
      PAYROLL: 12,
      TRADE_FINANCE: 6,
      WEALTH: 120,
    });
    const valuable = `select h.customer_id from product_holding h join product p on p.id = h.product_id
      where h.status = 'ACTIVE' group by 1 having count(distinct p.category) >= 4 and bool_or(p.tailored)`;
    expect(await one(`select count(*) from (${valuable}) as valuable`)).toBe(25);
    const sleeping = `select customer_id from balance_month where month > '2025-06-30' group by 1 having sum(customer_initiated) = 0`;
    expect(await one(`select count(*) from (${sleeping}) as sleeping`)).toBe(90);
  });

  test('each booking leads from one balance to the next, and months agree with bookings', async () => {
    const sign = `case when (t.direction = 'CRDT') = (a.type not in ('LOAN', 'CARD')) then 1 else -1 end`;
    const chain = `
      select t.balance_after_minor - lag(t.balance_after_minor) over own - t.amount_minor * ${sign} as fault,
        case when row_number() over own_back = 1 then t.balance_after_minor - a.current_balance_minor end as end_fault
      from transaction t join account a on a.customer_id = t.customer_id and a.id = t.account_id
      window own as (partition by t.customer_id, t.account_id order by t.booked_at, t.id),
        own_back as (partition by t.customer_id, t.account_id order by t.booked_at desc, t.id desc)`;
    expect(
      await pairs(
        `select coalesce(fault, 0) || ' ' || coalesce(end_fault, 0), count(*) from (${chain}) as chain group by 1`,
      ),
    ).toEqual({ '0 0': 6513 });
    const months = `
      select b.credits_minor - sum(t.amount_minor) filter (where t.direction = 'CRDT') as credits,
        b.customer_initiated - count(*) filter (where t.customer_initiated) as initiated
      from balance_month b join transaction t on t.customer_id = b.customer_id and t.account_id = b.account_id
        and date_trunc('month', t.booked_at at time zone 'Asia/Shanghai')::date = b.month
      group by b.customer_id, b.account_id, b.month`;
    expect(
      await pairs(`select coalesce(credits, 0) || ' ' || initiated, count(*) from (${months}) as m group by 1`),
    ).toEqual({ '0 0': 3469 });
  });

  test('numbers are kept as the product itself seals them', async () => {
    const [row] = await bank.sql`
      select i.value_masked, i.value_hash, i.value_sealed, c.customer_number from party_identifier i
      join customer c using (customer_id) where i.scheme = 'CUSTOMER_NUMBER' and i.source = 'CORE' order by i.id limit 1`;

    const sealed = sealIdentifier('CUSTOMER_NUMBER', row?.customer_number, smallBankKeys);

    expect([row?.value_masked, row?.value_hash, row?.value_sealed]).toEqual([
      sealed.masked,
      sealed.hash,
      sealed.sealed,
    ]);
  });

  test('the first customer shows everything', async () => {
    const tables = [
      'account',
      'aml_case',
      'balance_month',
      'collateral',
      'complaint',
      'contact_point',
      'credit_assessment',
      'holding_month',
      'interaction',
      'party_identifier',
      'party_relationship',
      'product_holding',
      'standing_order',
      'transaction',
    ];
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = await one(`select count(*) from ${table} where customer_id = 1`);
    expect(counts).toEqual({
      account: 7,
      aml_case: 1,
      balance_month: 168,
      collateral: 1,
      complaint: 2,
      contact_point: 4,
      credit_assessment: 2,
      holding_month: 92,
      interaction: 15,
      party_identifier: 9,
      party_relationship: 8,
      product_holding: 17,
      standing_order: 1,
      transaction: 66,
    });
  });
});

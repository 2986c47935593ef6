import { createDecipheriv, createHmac } from 'node:crypto';
import type { ImportReport } from '../../src/ingest/report';
import { countsOf, Folder, ImportBank, secrets } from './importing';

describe('a bank loaded by the Berka mapping', () => {
  let bank: ImportBank;
  let folder: Folder;
  let report: ImportReport;

  beforeAll(async () => {
    bank = await ImportBank.open();
    folder = new Folder();
    report = await bank.import(folder);
  });

  afterAll(async () => {
    folder.remove();
    await bank.close();
  });

  it('reports every target and no reject', () => {
    expect(countsOf(report)).toEqual({
      head_office: [1, 1, 0, 0, 0],
      product: [5, 5, 0, 0, 0],
      region: [3, 2, 0, 1, 0],
      district: [3, 3, 0, 0, 0],
      party: [6, 6, 0, 0, 0],
      customer: [6, 6, 0, 0, 0],
      individual: [6, 6, 0, 0, 0],
      number: [6, 6, 0, 0, 0],
      account: [4, 4, 0, 0, 0],
      account_party: [6, 6, 0, 0, 0],
      relationship: [2, 2, 0, 0, 0],
      loan: [2, 2, 0, 0, 0],
      card: [2, 2, 0, 0, 0],
      standing_order: [4, 4, 0, 0, 0],
    });
    expect(report).toMatchObject({ name: 'berka', rejected: 0, rejectsFiles: [] });
  });

  it('makes regions and districts units below one head office', async () => {
    const units = await bank.values(`select u.code, u.name, u.level, p.code from org_unit u
      left join org_unit p on p.id = u.parent_id order by u.lft`);

    expect(units).toEqual([
      ['BRK', 'Berka bank', 'HEAD_OFFICE', null],
      ['BRK-PHA', 'Prague', 'REGION', 'BRK'],
      ['BRK-1', 'Horni Lhota', 'BRANCH', 'BRK-PHA'],
      ['BRK-VYC', 'East Bohemia', 'REGION', 'BRK'],
      ['BRK-2', 'Dolni Lhota', 'BRANCH', 'BRK-VYC'],
      ['BRK-3', 'Nova Ves', 'BRANCH', 'BRK-VYC'],
    ]);
  });

  it('leaves null what the source lacks, first of all names', async () => {
    const customers = await bank.values(`select customer_number, c.kind, status, lifecycle, u.code, display_name,
        onboarded_on, tier, sex, birth_date::text, region, given_name, c.scope_key = i.scope_key
      from customer c join individual i using (customer_id) join org_unit u on u.id = org_unit_id
      order by customer_number limit 2`);

    expect(customers).toEqual([
      [
        'BRK1',
        'INDIVIDUAL',
        'ONBOARDED',
        'ACTIVE',
        'BRK-1',
        null,
        null,
        null,
        'FEMALE',
        '1980-02-29',
        'Prague',
        null,
        true,
      ],
      [
        'BRK2',
        'INDIVIDUAL',
        'ONBOARDED',
        'ACTIVE',
        'BRK-1',
        null,
        null,
        null,
        'MALE',
        '1975-06-15',
        'Prague',
        null,
        true,
      ],
    ]);
  });

  it('keeps the number of the source sealed and findable by its hash', async () => {
    const [row] = await bank.sql`select value_masked, value_hash, value_sealed, i.source from party_identifier i
      join customer using (customer_id) where customer_number = 'BRK6'`;

    const hash = createHmac('sha256', secrets.identifierMac).update('CUSTOMER_NUMBER\u001f6').digest().subarray(0, 16);
    const opened = createDecipheriv('aes-256-cbc', secrets.identifierCipher, row?.value_hash);
    const plain = Buffer.concat([opened.update(row?.value_sealed), opened.final()]).toString();
    expect(row).toMatchObject({ value_masked: '****', source: 'berka' });
    expect(row?.value_hash.equals(hash)).toBe(true);
    expect(plain).toBe('6');
  });

  it('keeps an account with its owner; the disponent is an attorney without a share', async () => {
    const roles =
      await bank.values(`select a.number, o.customer_number, a.type, a.status, a.currency, a.opened_on::text,
        u.code, a.five_class, p.customer_number, r.role, r.share_pct::float8, r.valid_from::text
      from account a join customer o using (customer_id) join account_party r on r.account_id = a.id
      join customer p on p.customer_id = r.party_id join org_unit u on u.id = a.booking_unit_id
      where a.number in ('11', '14') order by a.number, r.role desc`);

    expect(roles).toEqual([
      ['11', 'BRK1', 'CACC', 'ENABLED', 'CZK', '2015-01-31', 'BRK-1', 'NORMAL', 'BRK1', 'PRINCIPAL', 100, '2015-01-31'],
      [
        '11',
        'BRK1',
        'CACC',
        'ENABLED',
        'CZK',
        '2015-01-31',
        'BRK-1',
        'NORMAL',
        'BRK2',
        'POWER_OF_ATTORNEY',
        null,
        '2015-01-31',
      ],
      ['14', 'BRK6', 'CACC', 'ENABLED', 'CZK', '2018-01-01', 'BRK-3', null, 'BRK6', 'PRINCIPAL', 100, '2018-01-01'],
    ]);
  });

  it('relates owner and disponent on both sides', async () => {
    const sides = await bank.values(`select o.customer_number, r.type, r.label, p.customer_number, r.valid_from::text
      from party_relationship r join customer o using (customer_id) join customer p on p.customer_id = r.other_party_id
      order by o.customer_number`);

    expect(sides).toEqual([
      ['BRK1', 'POWER_OF_ATTORNEY', 'ATTORNEY', 'BRK2', '2015-01-31'],
      ['BRK2', 'POWER_OF_ATTORNEY', 'PRINCIPAL', 'BRK1', '2015-01-31'],
      ['BRK3', 'POWER_OF_ATTORNEY', 'ATTORNEY', 'BRK4', '2016-05-05'],
      ['BRK4', 'POWER_OF_ATTORNEY', 'PRINCIPAL', 'BRK3', '2016-05-05'],
    ]);
  });

  it('makes loans and cards holdings on their accounts', async () => {
    const holdings = await bank.values(`select a.number, p.code, p.category, h.status, h.opened_on::text,
        h.matures_on::text, h.currency, h.amount_minor, h.instalment_minor
      from product_holding h join product p on p.id = h.product_id
      join account a on a.customer_id = h.customer_id and a.id = h.account_id order by a.number, h.opened_on`);

    expect(holdings).toEqual([
      ['11', 'BRK-LOAN', 'LOAN', 'MATURED', '2015-01-31', '2016-02-29', 'CZK', 800020, 62270],
      ['11', 'BRK-CARD-GOLD', 'CARD', 'ACTIVE', '2018-10-16', null, null, null, null],
      ['12', 'BRK-LOAN', 'LOAN', 'ACTIVE', '2017-03-10', '2019-03-10', 'CZK', 300000, 12500],
      ['12', 'BRK-CARD-JUNIOR', 'CARD', 'ACTIVE', '2018-11-26', null, null, null, null],
    ]);
    expect(await bank.values('select number, five_class from account order by number')).toEqual([
      ['11', 'NORMAL'],
      ['12', 'SUBSTANDARD'],
      ['13', null],
      ['14', null],
    ]);
  });

  it('keeps standing orders with their account; no purpose where the source says none', async () => {
    const orders =
      await bank.values(`select a.number, counterparty_bank, counterparty_account, s.currency, amount_minor, purpose
      from standing_order s join account a on a.customer_id = s.customer_id and a.id = s.account_id
      order by counterparty_account`);

    expect(orders).toEqual([
      ['11', 'YZ', '90000001', 'CZK', 24520, 'HOUSEHOLD'],
      ['11', 'ST', '90000002', 'CZK', 33727, null],
      ['12', 'QR', '90000003', 'CZK', 72660, 'LEASING'],
      ['14', 'WX', '90000004', 'CZK', 50, 'INSURANCE'],
    ]);
  });
});

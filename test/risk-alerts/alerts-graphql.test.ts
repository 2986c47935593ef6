import { Held } from '../../src/database/held';
import { raiseAlerts } from '../../src/risk-alerts/alerts';
import { watchTransactions } from '../../src/risk-alerts/transactions';
import { Sharing } from '../related-parties/hidden-bank';
import { type OwnedBank, ownedBank } from '../related-parties/owned-bank';

/** Of B001: p, r; of B002: q, who promises to pay for p and whom p promises to pay for. */
const people = { p: 'B001', r: 'B001', q: 'B002' } as const;

interface Alert {
  readonly [field: string]: unknown;
}

describe('risk alerts through GraphQL', () => {
  let bank: OwnedBank;
  const accounts = new Map<string, string>();
  const key = (name: string) => bank.keys.get(name) as string;

  beforeAll(async () => {
    bank = await ownedBank(people, []);
    const product = await bank.rows.product('LN', 'LOAN');
    const [unit] = await bank.sql`select min(id)::text as id from org_unit where level = 'BRANCH'`;
    for (const name of ['p', 'q']) {
      await bank.sql.begin(async (own) => {
        const account = await bank.rows.account(key(name), product, unit?.id, { type: 'LOAN' });
        await bank.rows.accountParty(key(name), account, key(name), 'PRINCIPAL', 100, own as never);
        accounts.set(name, account);
      });
    }
    await new Sharing(bank).guarantee('q', 'p');
  });
  afterAll(() => bank.close());

  const owe = (name: string, days: number) =>
    bank.sql`update account set days_past_due = ${days} where id = ${accounts.get(name) as string}`;
  const raise = async (asOf: string) => {
    const held = await Held.open(bank.sql);
    try {
      return await raiseAlerts({ held, asOf });
    } finally {
      held.release();
    }
  };
  const fields = `rule level previousLevel isOpen since openedOn closedOn figure value threshold
    customer { displayName } cause { displayName } account { daysPastDue }`;
  const ask = async (reader: string, page = '') => {
    const answer = await bank.ask(reader, `{ riskAlerts${page} { totalCount nodes { ${fields} } } }`);
    return (answer as { riskAlerts: { totalCount: number; nodes: Alert[] } }).riskAlerts;
  };

  test('an alert is opened, raised, lowered and closed by rule, and all of it is kept', async () => {
    for (const [day, days] of [
      ['2026-06-01', 5],
      ['2026-06-02', 40],
      ['2026-06-03', 20],
      ['2026-06-04', 0],
    ] as const) {
      await owe('p', days);
      await raise(day);
    }

    const { nodes } = await ask(
      'BM0001',
      '(filter: { rule: { eq: PAST_DUE } }, orderBy: [{ field: OPENED_ON, direction: ASC }])',
    );

    const told = nodes.map(({ level, previousLevel, isOpen, since, openedOn, closedOn, value, threshold }) => {
      return [level, previousLevel, isOpen, since, openedOn, closedOn, value, threshold].join(' ');
    });
    expect(told).toEqual([
      'YELLOW  false 2026-06-01 2026-06-01 2026-06-02 5 1',
      'ORANGE YELLOW false 2026-06-01 2026-06-02 2026-06-03 40 31',
      'YELLOW ORANGE false 2026-06-01 2026-06-03 2026-06-04 20 1',
    ]);
  });

  test('a level that is left and reached again within a day was never left', async () => {
    for (const days of [5, 40, 5]) {
      await owe('p', days);
      await raise('2026-06-05');
    }

    const { nodes } = await ask('BM0001', '(filter: { rule: { eq: PAST_DUE }, isOpen: { eq: true } })');
    expect(nodes.map(({ level, openedOn }) => [level, openedOn])).toEqual([['YELLOW', '2026-06-05']]);
  });

  test('who vouches is past due in another branch: the warning stands, and does not tell of him', async () => {
    await owe('p', 0);
    await owe('q', 47);
    await raise('2026-06-06');

    const open = '(filter: { isOpen: { eq: true } })';
    const [branch, office] = [await ask('BM0001', open), await ask('HO0001', open)];

    const warned = { rule: 'GUARANTOR_DETERIORATION', level: 'ORANGE', figure: null, value: null, threshold: null };
    expect(branch).toMatchObject({ totalCount: 1, nodes: [{ ...warned, cause: null, account: null }] });
    expect(JSON.stringify(branch)).not.toContain('47');
    expect(office.nodes.find(({ rule }) => rule === warned.rule)).toMatchObject({
      ...warned,
      cause: { displayName: 'q Meng' },
    });
    expect(office.totalCount).toBe(2);
  });

  test('how far within a level he is, and how many they are, changes no byte for who may not see him', async () => {
    const text = `{ riskAlerts { totalCount nodes { id ${fields} asOf relationship { id } group { id } transaction { id } } } }`;
    const before = JSON.stringify(await bank.ask('BM0001', text));

    await owe('q', 60);
    await bank.sql`insert into guarantee (customer_id, guarantor_party_id, kind, currency, amount_minor, valid_from)
      values (${key('r')}, ${key('p')}, 'GENERAL', 'CNY', 100, '2030-01-01')`;
    await raise('2026-06-06');

    expect(JSON.stringify(await bank.ask('BM0001', text))).toBe(before);
  });

  test('a unit’s alerts are those of its customers that the reader reaches, and of another’s there are none', async () => {
    expect((await ask('HO0001', '(orgUnit: "B001", filter: { isOpen: { eq: true } })')).totalCount).toBe(1);
    expect((await ask('HO0001', '(orgUnit: "HO", filter: { isOpen: { eq: true } })')).totalCount).toBe(2);
    expect((await ask('HO0001', '(orgUnit: "B002", filter: { isOpen: { eq: true } })')).totalCount).toBe(1);
    expect(await ask('BM0001', '(orgUnit: "B002")')).toEqual({ totalCount: 0, nodes: [] });
    expect(await ask('BM0001', '(orgUnit: "nowhere")')).toEqual({ totalCount: 0, nodes: [] });
  });

  test('who reads no risk is told that alerts are withheld, whether there are any or not', async () => {
    const ask = (name: string) =>
      bank.ask('TL0001', `{ lookup(scheme: CUSTOMER_NUMBER, value: "${name}") { riskAlerts { totalCount } } }`);

    expect(await ask('p')).toEqual({ lookup: { riskAlerts: null } });
    expect(await ask('r')).toEqual({ lookup: { riskAlerts: null } });
  });

  test('a transaction many times as large as usual is told as it arrives, and stands for thirty days', async () => {
    await watchTransactions(bank.sql, 'Asia/Shanghai');
    const book = (day: string, amount: number, counterparty: string) => bank.sql`
      insert into transaction (customer_id, account_id, booked_at, kind, channel, direction, currency, amount_minor, customer_initiated,
        counterparty_name)
      values (${key('p')}, ${accounts.get('p') as string}, ${`${day}T04:00:00Z`}, 'TRANSFER', 'WEB', 'DBIT', 'CNY', ${amount}, true,
        ${counterparty})`;
    for (const day of ['02', '03', '04', '05']) await book(`2026-06-${day}`, 1_000_000, 'Rent');

    await book('2026-06-07', 10_000_000, 'Rent');
    await book('2026-06-07', 4_900_000, 'Rent');
    const filter = '(filter: { rule: { eq: ABNORMAL_TRANSACTION } })';
    const atOnce = await ask('BM0001', filter);
    await raise('2026-07-06');
    const later = await ask('BM0001', filter);
    await raise('2026-07-07');
    const last = await ask('BM0001', filter);

    const told = { level: 'YELLOW', figure: 'TIMES_OF_USUAL', value: '10', threshold: '8', openedOn: '2026-06-07' };
    expect(atOnce).toMatchObject({ totalCount: 1, nodes: [{ ...told, isOpen: true, closedOn: null }] });
    expect(later).toEqual(atOnce);
    expect(last).toMatchObject({ totalCount: 1, nodes: [{ ...told, isOpen: false, closedOn: '2026-07-07' }] });
  });

  test('a new counterparty raises it by one level', async () => {
    await bank.sql`
      insert into transaction (customer_id, account_id, booked_at, kind, channel, direction, currency, amount_minor, customer_initiated,
        counterparty_name)
      values (${key('p')}, ${accounts.get('p') as string}, '2026-07-08T04:00:00Z', 'TRANSFER', 'WEB', 'DBIT', 'CNY', 100000000, true, 'Nobody')`;

    const { nodes } = await ask('BM0001', '(filter: { rule: { eq: ABNORMAL_TRANSACTION }, isOpen: { eq: true } })');

    expect(nodes).toMatchObject([{ level: 'RED', threshold: '20' }]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { readAllocationRules } from '../../src/entities/allocation/allocation.rules';
import { book, hold } from '../related-parties/booked-accounts';
import { type OwnedBank, ownedBank } from '../related-parties/owned-bank';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const told = `allocationProposal { rulesVersion riskAppetite reason total { amount currency } withoutRate
  parts { assetClass held { amount currency } heldPct target { amount currency } targetPct gap { amount currency } gapPct } }`;
const document = parse(`{ customers(first: 100) { nodes { ${told} } } }`);

interface Proposal {
  readonly reason: string | null;
  readonly total: { readonly amount: string };
  readonly parts: readonly Record<'held' | 'target' | 'gap', { readonly amount: string } | null>[];
}

describe('the allocation proposed to a customer', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank(200, async ({ sql }) => {
      await sql`update exchange_rate set valid_to = '2026-06-16' where currency = 'USD'`;
      await sql`update product_holding set status = 'DEFAULTED' where customer_id % 5 = 1 and status = 'ACTIVE'`;
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each([
    'HO0001',
    'BM0001',
    'RM0001',
    'CO0001',
    'AU0001',
    'TL0001',
    'MK0001',
    'CH0001',
    'TX0001',
    'TX0002',
    'TX0010',
  ])('%s is told what a recount of his customers’ accounts and holdings comes to', async (staffNumber) => {
    const result = await bank.compare({ document, variables: {}, staffNumber });

    expect(result).toMatchObject({ kind: 'equal' });
  });

  test('the bank has customers of every sort, and the classes add to the whole to the cent', async () => {
    const got = await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' });

    const { nodes } = (got.data as { customers: { nodes: { allocationProposal: Proposal }[] } }).customers;
    const proposals = nodes.map(({ allocationProposal: proposal }) => proposal);
    const cents = (amounts: readonly (string | undefined)[]) =>
      amounts.reduce((sum, amount) => sum + Math.round(100 * Number(amount)), 0);
    expect(new Set(proposals.map(({ reason }) => reason))).toEqual(new Set([null, 'NO_APPETITE', 'NOTHING_HELD']));
    for (const { reason, total, parts } of proposals) {
      expect(parts).toHaveLength(5);
      expect(cents(parts.map(({ held }) => held?.amount))).toBe(cents([total.amount]));
      if (reason === 'NO_APPETITE') continue;
      expect(cents(parts.map(({ target }) => target?.amount))).toBe(cents([total.amount]));
      expect(cents(parts.map(({ gap }) => gap?.amount))).toBe(0);
    }
  });

  test('the appetite and what follows from it are withheld from who reads no ratings, all of it from who reads no money', async () => {
    const asked = parse(`query ($id: ID!) { customer(id: $id) { ${told} } }`);
    const [one] = await bank.system.sql<{ id: string }[]>`
      select c.public_id as id from customer c join individual i using (customer_id) join org_unit u on u.id = c.org_unit_id
      where u.code = 'B001' and c.marketing_consent and i.risk_appetite = 'R3' order by 1 limit 1`;
    const of = async (staffNumber: string) => {
      const got = await answered(bank.world, { document: asked, variables: { id: one?.id }, staffNumber });
      return (got.data as { customer: { allocationProposal: Proposal } }).customer.allocationProposal;
    };
    const withheld = { target: null, targetPct: null, gap: null, gapPct: null };

    expect(await of('TL0001')).toMatchObject({ riskAppetite: null, reason: null, parts: Array(5).fill(withheld) });
    expect((await of('TL0001')).parts[0]?.held).not.toBeNull();
    expect(await of('MK0001')).toBeNull();
    expect(await of('BM0001')).toMatchObject({ riskAppetite: 'R3', parts: { length: 5 } });
  });

  test('it is of today and refuses another time', async () => {
    const then = parse(`{ customers(first: 1, asOf: "2024-01-01") { nodes { ${told} } } }`);

    const got = await answered(bank.world, { document: then, variables: {}, staffNumber: 'HO0001' });

    expect(got.code).toBe('BAD_USER_INPUT');
  });
});

describe('an allocation worked by hand', () => {
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await ownedBank({ f: 'B001', m: 'B002', poor: 'B001', K: 'B001' }, []);
    await bank.sql`insert into exchange_rate (currency, rate, valid_from) values ('JPY', 0.05, '2020-01-01')`;
    await bank.sql`update individual set risk_appetite = case when customer_id = ${bank.keys.get('poor') as string} then 'R1' else 'R3' end`;
    await book(bank, { category: 'DEPOSIT', owners: { f: 50, m: 50 }, balance: 10_001 });
    await book(bank, { category: 'DEPOSIT', owners: { f: 100 }, balance: 30, currency: 'JPY' });
    await book(bank, { category: 'DEPOSIT', owners: { f: 100 }, balance: 9, currency: 'EUR' });
    await book(bank, { category: 'DEPOSIT', owners: { f: 100 }, balance: 77, status: 'CLOSED' });
    await book(bank, { category: 'DEPOSIT', owners: { f: 100 }, balance: -200 });
    await book(bank, { category: 'LOAN', owners: { f: 100 }, balance: 9_000 });
    await book(bank, { category: 'CUSTODY', owners: { K: 100 }, balance: 300 });
    await hold(bank, 'f', 'FUND', 2_500);
    await hold(bank, 'f', 'PAYMENT', 999);
  });
  afterAll(() => bank.close());

  const of = async (reader: string, name: string) => {
    const answer = await bank.ask(reader, `query ($n: String!) { customer(customerNumber: $n) { ${told} } }`, {
      n: name,
    });
    return (answer as { customer: { allocationProposal: unknown } }).customer.allocationProposal;
  };
  const money = (amount: string) => ({ amount, currency: 'CNY' });
  const part = (
    assetClass: string,
    ...figures: [string, string | null, string | null, string | null, string | null, string | null]
  ) => {
    const [held, heldPct, target, targetPct, gap, gapPct] = figures;
    const amount = (text: string | null) => text && money(text);
    return { assetClass, held: money(held), heldPct, target: amount(target), targetPct, gap: amount(gap), gapPct };
  };

  test('each account once and by share, at the rates of today, beside the mix of the appetite', async () => {
    // Given: half of 100.01, a half cent going to the first owner, 30 yen at 0.05, a fund of 25.00, a euro without a rate.
    expect(await of('BM0001', 'f')).toEqual({
      rulesVersion: '2026.1',
      riskAppetite: 'R3',
      reason: null,
      total: money('76.51'),
      withoutRate: 1,
      parts: [
        part('DEPOSIT', '51.51', '67.32', '26.78', '35', '-24.73', '-32.32'),
        part('WEALTH', '0.00', '0', '19.13', '25', '19.13', '25'),
        part('FUND', '25.00', '32.68', '15.30', '20', '-9.70', '-12.68'),
        part('INSURANCE', '0.00', '0', '7.65', '10', '7.65', '10'),
        part('CUSTODY', '0.00', '0', '7.65', '10', '7.65', '10'),
      ],
    });
    expect(await of('BM0002', 'm')).toMatchObject({ total: money('50.00'), withoutRate: 0 });
  });

  test('without an appetite nothing is proposed, and of nothing there are no parts', async () => {
    const none = [null, null, null, null] as const;
    expect(await of('HO0001', 'K')).toMatchObject({
      riskAppetite: null,
      reason: 'NO_APPETITE',
      total: money('3.00'),
      parts: [
        ...['DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE'].map((name) => part(name, '0.00', '0', ...none)),
        part('CUSTODY', '3.00', '100', ...none),
      ],
    });
    expect(await of('HO0001', 'poor')).toMatchObject({
      riskAppetite: 'R1',
      reason: 'NOTHING_HELD',
      parts: [
        part('DEPOSIT', '0.00', null, '0.00', '70', '0.00', null),
        part('WEALTH', '0.00', null, '0.00', '20', '0.00', null),
        part('FUND', '0.00', null, '0.00', '0', '0.00', null),
        part('INSURANCE', '0.00', null, '0.00', '10', '0.00', null),
        part('CUSTODY', '0.00', null, '0.00', '0', '0.00', null),
      ],
    });
  });

  test('its total is what the positions of groups are made of', async () => {
    await bank.sql`insert into exchange_rate (currency, rate, valid_from) values ('EUR', 8, '2020-01-01')`;
    await bank.tie('f', 'SPOUSE', 'm');
    await bank.recompute();

    const positions = await bank.sql<{ assets: string }[]>`
      select money_text(assets_minor, currency) as assets from customer_position order by customer_id`;

    const totals = await Promise.all(['f', 'm'].map((name) => of('HO0001', name)));
    expect(totals).toMatchObject(positions.map(({ assets }) => ({ total: money(assets) })));
    expect(positions.map(({ assets }) => assets)).toEqual(['77.23', '50.00']);
  });
});

describe('the rules of target mixes', () => {
  test('every appetite has a mix, and one that does not add to a hundred is refused by name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mixes-'));
    const file = join(folder, 'rules.yaml');
    const rules = readAllocationRules();
    await writeFile(
      file,
      JSON.stringify({ ...rules, targets: { ...rules.targets, R4: { ...rules.targets.R4, FUND: 34 } } }),
    );

    expect(() => readAllocationRules(file)).toThrow(`${file}: targets.R4: adds to 100 percent`);
    expect(Object.keys(rules.targets)).toEqual(['R1', 'R2', 'R3', 'R4', 'R5']);
    await rm(folder, { recursive: true });
  });
});

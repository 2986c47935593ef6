import { parse } from 'graphql';
import { numbersIn, openSmallBank, type SmallBank } from './small-bank';

describe('inputs at their edges', () => {
  let bank: SmallBank;
  beforeAll(async () => {
    bank = await openSmallBank();
  });
  afterAll(() => bank.close());

  const numbers = async (args: string) =>
    numbersIn(await bank.ask('HO0001', `{ customers(${args}) { nodes { customerNumber } } }`));

  it('takes one value for a list of one', async () => {
    expect(await numbers('filter: { tier: { in: SILVER } }')).toEqual(['N2', 'N7']);
    expect(await numbers('first: 2, orderBy: { field: CUSTOMER_NUMBER, direction: DESC }')).toEqual(['N8', 'N7']);
    const source =
      'query ($o: [CustomerOrder!], $f: [CustomerFilter!]) { customers(orderBy: $o, filter: { or: $f }, first: 2) { nodes { customerNumber } } }';
    const variables = { o: { field: 'CUSTOMER_NUMBER' }, f: { tier: { eq: 'GOLD' } } };
    expect(numbersIn(await bank.ask('HO0001', source, variables))).toEqual(['N1', 'N4']);
  });

  it('takes a variable’s default, a value given in its stead, and null', async () => {
    const source =
      'query ($first: Int = 1, $tier: Tier = GOLD) { customers(first: $first, filter: { tier: { eq: $tier } }) { nodes { customerNumber } } }';
    expect(numbersIn(await bank.ask('HO0001', source))).toEqual(['N1']);
    expect(numbersIn(await bank.ask('HO0001', source, { first: 3 }))).toEqual(['N1', 'N6', 'N4']);
    expect(numbersIn(await bank.ask('HO0001', source, { first: null, tier: 'SILVER' }))).toEqual(['N2', 'N7']);
    expect(await bank.ask('HO0001', source, { tier: null })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('leaves out what an absent variable would say', async () => {
    const source =
      'query ($tier: Tier, $day: Date) { customers(filter: { tier: { eq: $tier }, onboardedOn: { gt: $day } }) { nodes { customerNumber } } }';
    expect(numbersIn(await bank.ask('HO0001', source, { day: '2021-01-03' }))).toEqual(['N7', 'N8']);
    expect(numbersIn(await bank.ask('HO0001', source, { tier: 'SILVER' }))).toEqual(['N2', 'N7']);
    expect(numbersIn(await bank.ask('HO0001', source, {}))).toHaveLength(8);
  });

  it('runs the operation that is named', async () => {
    const document = parse(
      'query A { orgUnit(code: "B001") { ...Code } } query B { orgUnit(code: "B002") { ...Code } } fragment Code on OrgUnit { code }',
    );
    const viewer = await bank.world.viewerOf('HO0001');
    if (!viewer) throw new Error('HO0001 is not at work.');
    const ask = (operationName: string | null) =>
      bank.world.graph.answer({ document, operationName, variables: {}, viewer });
    expect((await ask('A')).text).toBe('{"orgUnit":{"code":"B001"}}');
    expect((await ask('B')).text).toBe('{"orgUnit":{"code":"B002"}}');
    await expect(ask('C')).rejects.toThrow('The document has no operation C.');
    await expect(ask(null)).rejects.toThrow('Name the operation to be run.');
  });

  it.each([
    ['{ customers(filter: { onboardedOn: { gte: "0000-01-01" } }) { totalCount } }'],
    ['{ customers(filter: { onboardedOn: { lt: "9999-12-31" } }) { totalCount } }'],
    ['{ interactions(filter: { at: { gt: "0000-01-01T00:00:00Z" } }) { totalCount } }'],
    ['{ interactions(filter: { at: { lt: "9999-12-31T23:59:59.999Z" } }) { totalCount } }'],
    ['{ accounts(filter: { balance: { currency: "CNY", gt: "-999999999999999999999999999999" } }) { totalCount } }'],
    ['{ accounts(filter: { balance: { currency: "CNY", lt: "92233720368547758.08" } }) { totalCount } }'],
    ['{ accounts(filter: { balance: { currency: "CNY", lt: "0.001" } }) { totalCount } }'],
    ['{ interactions(filter: { at: { lt: "9999-12-31T23:59:59-10:00" } }) { totalCount } }'],
    ['{ interactions(filter: { at: { in: ["0001-01-01T00:00:00+10:00"] } }) { totalCount } }'],
    ['{ customers(asOf: "0000-01-01") { totalCount } }'],
    ['{ customers(asOf: "9999-12-31") { totalCount } }'],
    ['{ customers(recordedAsOf: "0001-01-01T00:00:00+10:00") { totalCount } }'],
    ['{ customers(first: 1) { nodes { measures(asOf: "0000-01-01") { asOf } } } }'],
    ['{ dailySummary(day: "0000-01-01") { day } }'],
    ['{ dailySummary(day: "9999-12-31") { day moneyIn { amount } } }'],
    ['{ complaintRates(by: MONTH, from: "0000-01-01") { totalCount } }'],
    ['{ complaintRates(by: MONTH, to: "0001-01-01") { totalCount } }'],
    ['{ accounts(filter: { daysPastDue: { in: [2147483647, -2147483648] } }) { totalCount } }'],
    ['{ customer(customerNumber: "a\\u0000b") { id } }'],
    ['{ search(text: "\\u0000") { totalCount } }'],
    ['{ search(text: "%_\\\\\'\\"") { totalCount } }'],
    ['{ search(text: "\\ud83d\\ude00") { totalCount } }'],
    ['{ customers(filter: { customerNumber: { eq: "\\ud800" } }) { totalCount } }'],
  ])('answers or refuses %s, and never fails', async (source) => {
    const answer = (await bank.ask('HO0001', source)) as { code?: string };
    expect([undefined, 'BAD_USER_INPUT']).toContain(answer.code);
  });
});

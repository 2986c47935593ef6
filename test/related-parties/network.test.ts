import { type NetworkBank, networkBank } from './network-bank';

describe('the network of a customer', () => {
  let bank: NetworkBank;

  beforeAll(async () => {
    bank = await networkBank();
  });
  afterAll(() => bank.close());

  it('goes as far as it is asked, each relation told once and as its type speaks', async () => {
    expect(await bank.network('HO0001', 'C', '(depth: 1)')).toEqual({
      nodes: ['0 C', '1 B', '1 D'],
      edges: ['C SHAREHOLDING D', 'B GUARANTEES C'],
      more: 0,
      isCounted: true,
    });
    expect(await bank.network('HO0001', 'C')).toEqual({
      nodes: ['0 C', '1 B', '1 D', '2 A', '2 E'],
      edges: ['C SHAREHOLDING D', 'B GUARANTEES C', 'D SHAREHOLDING E', 'A SHAREHOLDING B'],
      more: 0,
      isCounted: true,
    });
    const far = await bank.network('HO0001', 'A', '(depth: 5)');
    expect(far?.nodes).toEqual(['0 A', '1 B', '2 C', '3 D', '4 E', '5 F']);
  });

  it('tells what a relation is', async () => {
    const source = `{ customer(customerNumber: "B") { network(depth: 1) {
      nodes { key depth party { kind displayName access } customer { customerNumber } }
      edges { from to type label directness sharePct shareMin shareMax validFrom validTo } } } }`;
    const node = (key: number, name: string) => ({
      key,
      depth: Math.min(key - 1, 1),
      party: { kind: 'ORGANISATION', displayName: `${name} Meng`, access: 'OWN_BRANCH' },
      customer: { customerNumber: name },
    });
    const common = { directness: 'DIRECT', shareMin: null, shareMax: null, validFrom: '2020-01-01', validTo: null };

    expect(await bank.ask('BM0001', source)).toEqual({
      customer: {
        network: {
          nodes: [node(1, 'B'), node(2, 'A'), node(3, 'C')],
          edges: [
            { ...common, from: 1, to: 3, type: 'GUARANTEES', label: 'GUARANTOR', sharePct: null },
            { ...common, from: 2, to: 1, type: 'SHAREHOLDING', label: 'SHAREHOLDER', sharePct: '90' },
          ],
        },
      },
    });
  });

  it('meets nobody twice in a circle', async () => {
    const circle = {
      nodes: ['0 K', '1 L', '1 M'],
      edges: ['K SHAREHOLDING L', 'L SUPPLIES K', 'L SHAREHOLDING M', 'M SHAREHOLDING K'],
      more: 0,
      isCounted: true,
    };
    expect(await bank.network('HO0001', 'K', '(depth: 5)')).toEqual(circle);
    expect(await bank.network('HO0001', 'K', '(depth: 2)')).toEqual(circle);
  });

  it('goes over relations of some types only', async () => {
    expect(await bank.network('HO0001', 'C', '(types: [SHAREHOLDING], depth: 2)')).toMatchObject({
      nodes: ['0 C', '1 D', '2 E'],
      edges: ['C SHAREHOLDING D', 'D SHAREHOLDING E'],
    });
    expect(await bank.network('HO0001', 'K', '(types: [SUPPLIES])')).toMatchObject({ edges: ['L SUPPLIES K'] });
    expect(await bank.network('HO0001', 'C', '(types: [])')).toMatchObject({ nodes: ['0 C'], edges: [], more: 0 });
  });

  it('shows the nearest and says how many more were found', async () => {
    const shown = await bank.network('HO0001', 'Hub', '(limit: 3)');

    expect(shown).toEqual({
      nodes: ['0 Hub', '1 S0', '1 S1'],
      edges: ['S0 SUPPLIES Hub', 'S1 SUPPLIES Hub'],
      more: 37,
      isCounted: true,
    });
    expect(await bank.network('HO0001', 'S0', '(limit: 1)')).toMatchObject({ nodes: ['0 S0'], edges: [], more: 39 });
    expect(await bank.network('HO0001', 'Hub', '(limit: 40)')).toMatchObject({ more: 0 });
  });

  it('is that of the day of the view', async () => {
    const root = (day: string) => `customer(customerNumber: $n, asOf: "${day}")`;

    expect(await bank.network('HO0001', 'Then', '', root('2024-12-31'))).toMatchObject({
      nodes: ['0 Then', '1 now'],
      edges: ['now DIRECTOR Then'],
    });
    expect(await bank.network('HO0001', 'Then', '', root('2025-01-01'))).toMatchObject({
      nodes: ['0 Then'],
      edges: [],
    });
    expect(await bank.network('HO0001', 'Then')).toMatchObject({ nodes: ['0 Then'], edges: [] });
  });

  it.each([
    ['depth: 0', 'BAD_USER_INPUT', 'Customer.network(depth:) is at least 1.'],
    ['depth: 6', 'LIMIT_EXCEEDED', 'Customer.network(depth:) is at most 5.'],
    ['limit: 0', 'BAD_USER_INPUT', 'Customer.network(limit:) is at least 1.'],
    ['limit: 201', 'LIMIT_EXCEEDED', 'Customer.network(limit:) is at most 200.'],
  ])('refuses %s', async (given, code, message) => {
    const source = `{ customer(customerNumber: "C") { network(${given}) { more } } }`;
    const name = given.split(':')[0] as string;
    const asked = `query ($${name}: Int!) { customer(customerNumber: "C") { network(${name}: $${name}) { more } } }`;

    expect(await bank.ask('HO0001', source)).toEqual({ code, message });
    expect(await bank.ask('HO0001', asked, { [name]: Number(given.split(' ')[1]) })).toEqual({ code, message });
  });

  it('counts what hangs on its parties among the rows of the answer', async () => {
    const source = (
      limit: string,
    ) => `query ($limit: Int! = 200) { customers(first: 100) { nodes { network(limit: ${limit}) {
      nodes { customer { accounts(first: 3) { totalCount nodes { id } } } } } } } }`;
    const refused = { code: 'LIMIT_EXCEEDED', message: 'The request could answer more than 50000 rows.' };

    expect(await bank.ask('HO0001', source('200'))).toEqual(refused);
    expect(await bank.ask('HO0001', source('$limit'))).toEqual(refused);
    expect(await bank.ask('HO0001', source('$limit'), { limit: 2 })).toHaveProperty('customers');
  });
});

import { openSmallBank, type SmallBank } from './small-bank';

describe('node and nodes', () => {
  let bank: SmallBank;
  let ids: Record<string, string>;
  beforeAll(async () => {
    bank = await openSmallBank();
    const answer = (await bank.ask(
      'HO0001',
      '{ customers { nodes { id customerNumber } } orgUnits { nodes { id code } } }',
    )) as {
      customers: { nodes: { id: string; customerNumber: string }[] };
      orgUnits: { nodes: { id: string; code: string }[] };
    };
    const customers = answer.customers.nodes.map(({ id, customerNumber }) => [customerNumber, id]);
    ids = Object.fromEntries([...customers, ...answer.orgUnits.nodes.map(({ id, code }) => [code, id])]);
  });
  afterAll(() => bank.close());

  const nodes = `query ($ids: [ID!]!) { nodes(ids: $ids) {
    __typename id ... on Customer { customerNumber orgUnit { code } } ... on OrgUnit { code } } }`;
  const customer = (number: string, code: string) => {
    return { __typename: 'Customer', id: ids[number], customerNumber: number, orgUnit: { code } };
  };

  it('answers in the order of the ids, several types and one id twice', async () => {
    const asked = ['N2', 'B002', 'N1', 'N2'].map((name) => ids[name]);
    const unit = { __typename: 'OrgUnit', id: ids.B002, code: 'B002' };
    expect(await bank.ask('HO0001', nodes, { ids: asked })).toEqual({
      nodes: [customer('N2', 'B001'), unit, customer('N1', 'B001'), customer('N2', 'B001')],
    });
  });

  it('answers null alike for what is out of scope and for what never was', async () => {
    const unknown = `cus_${Buffer.alloc(16, 3).toString('base64url')}`;
    const asked = { ids: [ids.N7, unknown, ids.N1] };
    expect(await bank.ask('BM0001', nodes, asked)).toEqual({ nodes: [null, null, customer('N1', 'B001')] });
    expect(await bank.ask('BM0001', '{ nodes(ids: []) { id } }')).toEqual({ nodes: [] });
  });

  it('takes at most 100 ids, also of one record', async () => {
    const asked = (count: number) => bank.ask('HO0001', nodes, { ids: Array(count).fill(ids.N1) });
    expect(await asked(100)).toEqual({ nodes: Array(100).fill(customer('N1', 'B001')) });
    const message = 'Query.nodes(ids:) is at most 100.';
    expect(await asked(101)).toEqual({ code: 'LIMIT_EXCEEDED', message });
  });

  it('uses one plan for other ids of one type, another for another type', async () => {
    const source =
      'query ($id: ID!) { node(id: $id) { __typename ... on OrgUnit { code } ... on Customer { customerNumber } } }';
    for (const [name, expected] of [
      ['N1', { __typename: 'Customer', customerNumber: 'N1' }],
      ['N3', { __typename: 'Customer', customerNumber: 'N3' }],
      ['HO', { __typename: 'OrgUnit', code: 'HO' }],
      ['N8', { __typename: 'Customer', customerNumber: 'N8' }],
    ] as const) {
      expect(await bank.ask('HO0001', source, { id: ids[name] })).toEqual({ node: expected });
    }
  });

  it.each(['', 'cus_', 'cus_x', `zzz_${'A'.repeat(22)}`, `cus_${'A'.repeat(21)}B`, `cus_${'A'.repeat(22)}=`, 'cus_é'])(
    'refuses the malformed id %j',
    async (id) => {
      expect(await bank.ask('HO0001', 'query ($id: ID!) { node(id: $id) { id } }', { id })).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
      expect(await bank.ask('HO0001', 'query ($id: ID!) { customer(id: $id) { id } }', { id })).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    },
  );

  it('refuses an id of another type and more or less than one argument', async () => {
    const ask = (args: string) => bank.ask('HO0001', `{ customer${args} { customerNumber } }`);
    expect(await ask(`(id: "${ids.B001}")`)).toMatchObject({ code: 'BAD_USER_INPUT' });
    const message = 'customer takes exactly one of id, customerNumber.';
    expect(await ask('')).toEqual({ code: 'BAD_USER_INPUT', message });
    expect(await ask(`(id: "${ids.N1}", customerNumber: "N1")`)).toEqual({ code: 'BAD_USER_INPUT', message });
    expect(await ask('(id: null, customerNumber: "N1")')).toEqual({ customer: { customerNumber: 'N1' } });
  });
});

import { openSmallBank, type SmallBank } from './small-bank';

describe('what a document selects', () => {
  let bank: SmallBank;
  beforeAll(async () => {
    bank = await openSmallBank();
  });
  afterAll(() => bank.close());

  const long = 'a_response_key_that_is_longer_than_any_name_that_postgresql_would_keep';

  it('keeps two aliases apart that are alike in their first 63 bytes', async () => {
    const answer = await bank.ask('HO0001', `{ orgUnit(code: "B001") { ${long}_1: code ${long}_2: level } }`);
    expect(answer).toEqual({ orgUnit: { [`${long}_1`]: 'B001', [`${long}_2`]: 'BRANCH' } });
  });

  it('answers any number of keys in one object, a long one among them, in the document’s order', async () => {
    const keys = Array.from({ length: 120 }, (_, at) => `k${at}`);
    const fields = [...keys.map((key) => `${key}: code`), `${long}: name`].join(' ');
    const answer = (await bank.ask('HO0001', `{ orgUnit(code: "B002") { ${fields} } }`)) as { orgUnit: object };
    expect(Object.keys(answer.orgUnit)).toEqual([...keys, long]);
    expect(new Set(Object.values(answer.orgUnit))).toEqual(new Set(['B002']));
  });

  it('lets an alias bear the name of another field', async () => {
    const answer = await bank.ask('HO0001', '{ orgUnit(code: "B001") { level: code code: level id: __typename } }');
    expect(answer).toEqual({ orgUnit: { level: 'B001', code: 'BRANCH', id: 'OrgUnit' } });
  });

  it('merges what is selected twice under one key', async () => {
    const source = `{
      u: orgUnit(code: "B001") { code customers(first: 1) { nodes { customerNumber } } }
      u: orgUnit(code: "B001") { ...More customers(first: 1) { totalCount nodes { displayName } } }
    } fragment More on OrgUnit { code level parent { code } parent { level } }`;
    const customers = { nodes: [{ customerNumber: 'N1', displayName: 'Ann' }], totalCount: 6 };
    const parent = { code: 'HO', level: 'HEAD_OFFICE' };
    expect(await bank.ask('HO0001', source)).toEqual({ u: { code: 'B001', customers, level: 'BRANCH', parent } });
  });

  it('answers one field several times with other arguments', async () => {
    const source = `{ a: customers(first: 1) { nodes { customerNumber } }
      b: customers(last: 1) { nodes { customerNumber } }
      c: customers(filter: { tier: { eq: SILVER } }) { totalCount } }`;
    const nodes = (number: string) => ({ nodes: [{ customerNumber: number }] });
    expect(await bank.ask('HO0001', source)).toEqual({ a: nodes('N1'), b: nodes('N5'), c: { totalCount: 2 } });
  });

  it('obeys @skip and @include of variables and literals each time anew', async () => {
    const source = `query ($a: Boolean!, $b: Boolean!) { orgUnit(code: "HO") {
      code @skip(if: $a) level @include(if: $b) name @skip(if: $a) @include(if: $b) never: id @include(if: false)
      ... @include(if: $a) { again: code } } }`;
    const [code, level, name, again] = [{ code: 'HO' }, { level: 'HEAD_OFFICE' }, { name: 'HO' }, { again: 'HO' }];
    for (const [a, b, expected] of [
      [false, false, code],
      [false, true, { ...code, ...level, ...name }],
      [true, false, again],
      [true, true, { ...level, ...again }],
      [false, false, code],
    ] as const) {
      expect(await bank.ask('HO0001', source, { a, b })).toEqual({ orgUnit: expected });
    }
  });

  it('answers an empty object where everything is skipped', async () => {
    const source =
      'query ($no: Boolean!) { orgUnit(code: "HO") { code @include(if: $no) } customers { nodes @include(if: $no) { id } } }';
    expect(await bank.ask('HO0001', source, { no: false })).toEqual({ orgUnit: {}, customers: {} });
  });

  it('tells __typename on every level', async () => {
    const source = `{ __typename customers(first: 1) { __typename pageInfo { __typename }
      edges { __typename node { __typename orgUnit { t: __typename } } } } }`;
    const node = { __typename: 'Customer', orgUnit: { t: 'OrgUnit' } };
    const customers = { __typename: 'CustomerConnection', pageInfo: { __typename: 'PageInfo' } };
    const edges = [{ __typename: 'CustomerEdge', node }];
    expect(await bank.ask('HO0001', source)).toEqual({ __typename: 'Query', customers: { ...customers, edges } });
  });

  it('answers stored fields beside introspection', async () => {
    const source =
      '{ __type(name: "OrgUnit") { name } x: orgUnit(code: "HO") { y: code children(first: 1) { nodes { z: code } } } }';
    const x = { y: 'HO', children: { nodes: [{ z: 'B001' }] } };
    expect(await bank.ask('HO0001', source)).toEqual({ __type: { name: 'OrgUnit' }, x });
  });
});

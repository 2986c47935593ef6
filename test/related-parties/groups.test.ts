import { holds, type OwnedBank, ownedBank, type People } from './owned-bank';

/** Families in small letters, companies in capitals; in branch B002 stand only those named so. */
const people: People = {
  ...{ f: 'B001', m: 'B001', c: 'B002', g: 'none', lone: 'B001' },
  ...{ T: 'B001', A: 'B001', B: 'B001', C: 'B001', V: 'B001', W: 'none', U: 'B001' },
  ...{ G1: 'B001', G2: 'B001', G3: 'B001', G4: 'B002', G5: 'none', H1: 'B001', H2: 'B001' },
  ...{ S: 'B001', D: 'B001', E: 'B001' },
};

interface Told {
  readonly kind: string;
  readonly members: { readonly nodes: readonly { readonly party: { readonly displayName: string } }[] };
}

describe('groups of parties', () => {
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await ownedBank(people, [
      ['f', 'SPOUSE', 'm', { valid_from: '2015-05-01' }],
      ['f', 'PARENT', 'c'],
      ['m', 'PARENT', 'c', { valid_from: '2018-01-01' }],
      ['g', 'SIBLING', 'lone', { valid_to: '2024-01-01' }],
      holds('T', 60, 'A'),
      holds('A', 50, 'B'),
      holds('B', 40, 'C'),
      holds('W', 80, 'V'),
      holds('V', 51, 'U', { valid_from: '2022-03-01' }),
      ...([1, 2, 3, 4, 5] as const).map((one) => [`G${one}`, 'GUARANTEES', `G${(one % 5) + 1}`] as const),
      ['H1', 'GUARANTEES', 'H2'],
      ['S', 'SUPPLIES', 'D', { share_pct: 50 }],
      ['D', 'SUPPLIES', 'E', { share_pct: 49.9 }],
    ]);
  });
  afterAll(() => bank.close());

  async function groupsOf(reader: string, name: string, fields: string): Promise<readonly Told[]> {
    const query = `query($n: String!) { customer(customerNumber: $n) { groups(first: 10) { nodes { ${fields} } } } }`;
    const answer = (await bank.ask(reader, query, { n: name })) as { customer: { groups: { nodes: Told[] } } };
    return answer.customer.groups.nodes;
  }

  /** The kinds of a customer's groups with their members' names. */
  async function membersOf(name: string): Promise<Record<string, string[]>> {
    const told = await groupsOf('HO0001', name, 'kind members(first: 10) { nodes { party { displayName } } }');
    return Object.fromEntries(
      told.map(({ kind, members }) => [
        kind,
        members.nodes.map(({ party }) => party.displayName.split(/[ *]/)[0]).sort(),
      ]),
    ) as Record<string, string[]>;
  }

  test('a household of three, with the day since when each stands in it', async () => {
    const fields = `kind memberCount restrictedCount isRed asOf rulesVersion anchor { displayName access }
      members { totalCount nodes { isAnchor reasons validFrom validTo party { displayName } } }`;
    const member = (name: string, validFrom: string, isAnchor = false) => {
      return { isAnchor, reasons: ['FAMILY'], validFrom, validTo: null, party: { displayName: `${name} Meng` } };
    };

    for (const name of ['f', 'm', 'c'])
      expect(await groupsOf('HO0001', name, fields)).toEqual([
        {
          kind: 'HOUSEHOLD',
          memberCount: 3,
          restrictedCount: 0,
          isRed: false,
          asOf: '2026-06-16',
          rulesVersion: '2026-1',
          anchor: { displayName: 'f Meng', access: 'BANK_WIDE' },
          members: {
            totalCount: 3,
            nodes: [member('f', '2015-05-01', true), member('m', '2015-05-01'), member('c', '2018-01-01')],
          },
        },
      ]);
  });

  test('who is in no family of today is in no household', async () => {
    expect(await groupsOf('HO0001', 'lone', 'kind')).toEqual([]);
  });

  test('a corporate group reaches as far as control: 60 and 50 per cent of a chain, not 40', async () => {
    expect(await membersOf('T')).toEqual({ CORPORATE_GROUP: ['A', 'T'], CONNECTED_CLIENTS: ['A', 'T'] });
    expect(await membersOf('B')).toEqual({});
    expect(await membersOf('C')).toEqual({});
  });

  test('a corporate group is named by its ultimate parent, and an anchor who is no customer is not told', async () => {
    const told = await groupsOf('HO0001', 'U', 'kind memberCount restrictedCount anchor { displayName access }');

    expect(told).toEqual([
      {
        kind: 'CONNECTED_CLIENTS',
        memberCount: 3,
        restrictedCount: 1,
        anchor: { displayName: 'V Meng', access: 'BANK_WIDE' },
      },
      {
        kind: 'CORPORATE_GROUP',
        memberCount: 3,
        restrictedCount: 1,
        anchor: null,
      },
    ]);
  });

  test('five guarantors in a circle are red; one who guarantees for another alone is in no circle', async () => {
    expect(await groupsOf('HO0001', 'G1', 'kind memberCount isRed')).toEqual([
      { kind: 'CONNECTED_CLIENTS', memberCount: 5, isRed: false },
      { kind: 'GUARANTEE_CIRCLE', memberCount: 5, isRed: true },
    ]);
    expect(await membersOf('H1')).toEqual({ CONNECTED_CLIENTS: ['H1', 'H2'] });
  });

  test('supplies connect from half of the business on', async () => {
    const reasons = await groupsOf('HO0001', 'S', 'kind members { nodes { reasons party { displayName } } }');

    expect(reasons).toEqual([
      {
        kind: 'CONNECTED_CLIENTS',
        members: {
          nodes: [
            { reasons: ['DEPENDENCE'], party: { displayName: 'S Meng' } },
            { reasons: ['DEPENDENCE'], party: { displayName: 'D Meng' } },
          ],
        },
      },
    ]);
    expect(await membersOf('E')).toEqual({});
  });

  test('a member out of scope, who may lie behind a stub, is counted and not told', async () => {
    const fields = `memberCount restrictedCount
      members { totalCount nodes { party { kind displayName access } customer { customerNumber } } }`;
    const mine = (name: string) => ({
      party: { kind: 'INDIVIDUAL', displayName: `${name} Meng`, access: 'OWN_BRANCH' },
      customer: { customerNumber: name },
    });

    expect(await groupsOf('BM0001', 'f', fields)).toEqual([
      {
        memberCount: 3,
        restrictedCount: 1,
        members: {
          totalCount: 2,
          nodes: [mine('f'), mine('m')],
        },
      },
    ]);
    const circle = `kind restrictedCount members(filter: { isAnchor: { eq: false } }) { totalCount }`;
    expect(await groupsOf('BM0001', 'G1', circle)).toEqual([
      { kind: 'CONNECTED_CLIENTS', restrictedCount: 2, members: { totalCount: 2 } },
      { kind: 'GUARANTEE_CIRCLE', restrictedCount: 2, members: { totalCount: 2 } },
    ]);
  });

  test('a group is found again by its id from the side of the same reader only', async () => {
    const query = `{ customer(customerNumber: "c") { groups { nodes { id } } } }`;
    const own = (await bank.ask('BM0002', query)) as { customer: { groups: { nodes: { id: string }[] } } };
    const id = own.customer.groups.nodes[0]?.id as string;
    const node = `query($id: ID!) { node(id: $id) { id ... on PartyGroup { memberCount customer { customerNumber } } } }`;

    expect(id).toMatch(/^grp_/);
    expect(await bank.ask('BM0002', node, { id })).toEqual({
      node: { id, memberCount: 3, customer: { customerNumber: 'c' } },
    });
    expect(await bank.ask('BM0001', node, { id })).toEqual({ node: null });
  });

  test('filters and orders', async () => {
    const ask = (args: string) =>
      bank.ask('HO0001', `{ customer(customerNumber: "G1") { groups(${args}) { totalCount nodes { kind } } } }`);

    expect(await ask('filter: { isRed: { eq: true } }')).toEqual({
      customer: { groups: { totalCount: 1, nodes: [{ kind: 'GUARANTEE_CIRCLE' }] } },
    });
    expect(await ask('orderBy: [{ field: KIND, direction: DESC }], first: 1')).toEqual({
      customer: { groups: { totalCount: 2, nodes: [{ kind: 'GUARANTEE_CIRCLE' }] } },
    });
  });
});

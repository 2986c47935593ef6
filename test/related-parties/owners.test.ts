import { holds, type OwnedBank, ownedBank } from './owned-bank';

/** Of B001: p, A, C; of B002: B. Nobody's customers: q, X. */
const people = { p: 'B001', A: 'B001', B: 'B002', C: 'B001', C1: 'B001', C2: 'B001', q: 'none', X: 'none' } as const;

interface Told {
  readonly party: object;
  readonly evidence: readonly object[];
}

describe('owners through GraphQL', () => {
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await ownedBank(people, [
      holds('p', 60, 'A'),
      holds('A', 50, 'B'),
      holds('B', 40, 'C'),
      holds('X', 30, 'C'),
      holds('C1', 20, 'C2'),
      holds('C2', 10, 'C1'),
      holds('p', 90, 'C1'),
      holds('q', 80, 'C2'),
      ['p', 'SENIOR_MANAGER', 'C', { valid_from: '2021-01-01' }],
    ]);
  });
  afterAll(() => bank.close());

  const askCompany = async (reader: string, company: string, fields: string) => {
    const query = `query($n: String!) { customer(customerNumber: $n) { organisation { ${fields} } } }`;
    const answer = (await bank.ask(reader, query, { n: company })) as {
      data?: { customer: { organisation: Record<string, unknown> } | null };
    } & { customer: { organisation: Record<string, unknown> } | null };
    return (answer.data ?? answer).customer?.organisation as never as Record<string, never>;
  };
  const owner = (name: string, access = 'BANK_WIDE') => ({ party: { displayName: `${name} Meng`, access } });
  const stub = (name: string) => ({ party: { displayName: `${name}**`, access: 'LINKED' } });
  const party = 'party { displayName access }';

  test('the direct owners, the largest first; with lookThrough those behind them as well', async () => {
    const fields = (look: string) =>
      `owners${look} { totalCount restrictedCount nodes { directPct totalPct ${party} } }`;

    expect(await askCompany('HO0001', 'C', fields(''))).toEqual({
      owners: {
        totalCount: 2,
        restrictedCount: 1,
        nodes: [
          { directPct: '40', totalPct: '40', ...owner('B') },
          { directPct: '30', totalPct: '30', ...stub('X') },
        ],
      },
    });
    expect(await askCompany('HO0001', 'C', fields('(lookThrough: true)'))).toEqual({
      owners: {
        totalCount: 4,
        restrictedCount: 1,
        nodes: [
          { directPct: '40', totalPct: '40', ...owner('B') },
          { directPct: '30', totalPct: '30', ...stub('X') },
          { directPct: null, totalPct: '20', ...owner('A') },
          { directPct: null, totalPct: '12', ...owner('p') },
        ],
      },
    });
  });

  test('companies that hold each other', async () => {
    const fields = `owners(lookThrough: true, filter: { ultimate: { eq: true } }) { nodes { totalPct ${party} } }`;

    expect(await askCompany('HO0001', 'C1', fields)).toEqual({
      owners: {
        nodes: [
          { totalPct: '91.8367', ...owner('p') },
          { totalPct: '8.1633', ...stub('q') },
        ],
      },
    });
    expect(await askCompany('HO0001', 'C2', fields)).toEqual({
      owners: {
        nodes: [
          { totalPct: '81.6327', ...stub('q') },
          { totalPct: '18.3673', ...owner('p') },
        ],
      },
    });
  });

  test('a way ends at the first stub, and the figure of who stands behind it stays', async () => {
    const query = `{ customer(customerNumber: "C") { organisation {
      owners(lookThrough: true, filter: { totalMin: { eq: "12" } }) {
        nodes { totalPct ${party} evidence { path position shareMin pathMin ${party} customer { customerNumber } } }
      } } } }`;
    const step = (position: number, shareMin: string, customerNumber: string | null) => ({
      path: 1,
      position,
      shareMin,
      pathMin: '12',
      customer: customerNumber && { customerNumber },
    });

    const told = async (reader: string) =>
      ((await bank.ask(reader, query)) as { customer: { organisation: { owners: { nodes: [never] } } } }).customer
        .organisation.owners.nodes[0];

    expect(await told('HO0001')).toEqual({
      totalPct: '12',
      ...owner('p'),
      evidence: [
        { ...step(1, '40', 'B'), ...owner('B') },
        { ...step(2, '50', 'A'), ...owner('A') },
        { ...step(3, '60', 'p'), ...owner('p') },
      ],
    });
    expect(await told('BM0001')).toEqual({
      totalPct: '12',
      ...owner('p', 'OWN_BRANCH'),
      evidence: [{ ...step(1, '40', null), ...stub('B') }],
    });
  });

  test('what a person owns, told from the person outward', async () => {
    const query = `{ customer(customerNumber: "p") { individual {
      shareholdings(lookThrough: true, filter: { totalMin: { eq: "12" } }) {
        nodes { totalPct ${party} evidence { position shareMin ${party} } }
      } } } }`;

    const answer = await bank.ask('BM0001', query);

    expect(answer).toEqual({
      customer: {
        individual: {
          shareholdings: {
            nodes: [
              {
                totalPct: '12',
                ...owner('C', 'OWN_BRANCH'),
                evidence: [
                  { position: 1, shareMin: '60', ...owner('A', 'OWN_BRANCH') },
                  { position: 2, shareMin: '50', ...stub('B') },
                ],
              },
            ],
          },
        },
      },
    });
  });

  test('who controls: the chain up to the top, and the ultimate parent among organisations', async () => {
    const fields = `ultimateParent { totalPct controlPct control ${party} } controlChain { path position ${party} }`;

    expect(await askCompany('HO0001', 'C', fields)).toEqual({
      ultimateParent: null,
      controlChain: [
        { path: 0, position: 1, ...owner('B') },
        { path: 0, position: 2, ...owner('A') },
        { path: 0, position: 3, ...owner('p') },
      ],
    });
    expect(await askCompany('HO0001', 'B', fields)).toEqual({
      ultimateParent: null,
      controlChain: [
        { path: 0, position: 1, ...owner('A') },
        { path: 0, position: 2, ...owner('p') },
      ],
    });
    expect(await askCompany('BM0001', 'C', fields)).toEqual({
      ultimateParent: null,
      controlChain: [{ path: 0, position: 1, ...stub('B') }],
    });
  });

  test('beneficial owners by both rules, with what is missing', async () => {
    const fields = `beneficialOwners { regime rulesVersion thresholdPct missing asOf
      owners { reason basis shareMin ${party} } }`;
    const common = { rulesVersion: '2026-2', thresholdPct: '25', missing: ['OWNERS'], asOf: '2026-06-16' };
    const manager = { basis: 'SENIOR_MANAGER', shareMin: null, ...owner('p') };

    expect(await askCompany('HO0001', 'C', fields)).toEqual({
      beneficialOwners: [
        {
          ...common,
          regime: 'CN',
          owners: [{ reason: 'CONTROL', basis: 'SHAREHOLDING', shareMin: null, ...owner('p') }],
        },
        { ...common, regime: 'US', owners: [{ reason: 'CONTROL_PERSON', ...manager }] },
      ],
    });
  });

  test('a teller who looks one company up sees stubs only', async () => {
    const fields = `owners(lookThrough: true) { totalCount restrictedCount nodes { ${party} evidence { ${party} } } }`;

    const query = `{ lookup(scheme: CUSTOMER_NUMBER, value: "C") { organisation { ${fields} } } }`;

    const { lookup } = (await bank.ask('TL0001', query)) as {
      lookup: { organisation: { owners: { totalCount: number; restrictedCount: number; nodes: Told[] } } };
    };
    const { owners } = lookup.organisation;

    expect([owners.totalCount, owners.restrictedCount]).toEqual([4, 4]);
    expect(owners.nodes.map(({ party: told }) => told)).toEqual(['B', 'X', 'A', 'p'].map((name) => stub(name).party));
    expect(owners.nodes.map(({ evidence }) => evidence.length)).toEqual([0, 0, 1, 1]);
  });
});

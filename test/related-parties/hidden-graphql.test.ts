import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { Sharing } from './hidden-bank';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

/** Of B001: p, A, B; of B002: q, C. Nobody's customer: s. */
const people = { p: 'B001', q: 'B002', s: 'none', A: 'B001', B: 'B001', C: 'B002' } as const;

describe('hidden relations through GraphQL', () => {
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await ownedBank(people, [
      holds('A', 30, 'B'),
      holds('B', 20, 'C'),
      holds('C', 10, 'A'),
      ['p', 'SPOUSE', 's'],
      ['s', 'DIRECTOR', 'A'],
      ['s', 'DIRECTOR', 'B'],
    ]);
    const sharing = new Sharing(bank);
    for (const name of ['p', 'q', 's']) await sharing.phone(name, '+86 120 5550 1234');
    await sharing.address('p', '人民路 12号', '上海');
    await sharing.address('s', '人民路 12号', '上海');
    await bank.recompute();
  });
  afterAll(() => bank.close());

  const hidden = (fields: string, page = '') => `hiddenRelations${page} { ${fields} }`;
  const ask = async (reader: string, customer: string, text: string) => {
    const query = `query($n: String!) { customer(customerNumber: $n) { ${text} } }`;
    const answer = (await bank.ask(reader, query, { n: customer })) as { customer?: Record<string, unknown> };
    return answer.customer ? answer.customer.hiddenRelations : answer;
  };
  const evidence = 'kind weight sharedMask sharedBy circleLength isDeclared';
  const party = 'party { kind displayName access } customer { customerNumber }';
  const stub = (name: string, kind: string) => ({
    party: { kind, displayName: `${name}**`, access: 'LINKED' },
    customer: null,
  });
  const phone = { kind: 'SAME_PHONE', weight: '0.5333', sharedMask: '****1234', sharedBy: 3, circleLength: null };
  const circle = {
    kind: 'CIRCULAR_SHAREHOLDING',
    weight: '0.9',
    sharedMask: null,
    sharedBy: null,
    circleLength: 3,
    isDeclared: true,
  };

  test('those that tell most come first, with their evidence and the party as far as the reader sees', async () => {
    const address = { kind: 'SAME_ADDRESS', weight: '0.6', sharedMask: '人**', sharedBy: 2, circleLength: null };
    const text = hidden(`totalCount restrictedCount nodes { ${evidence} rulesVersion asOf ${party} }`);
    const made = { rulesVersion: '2026-1', asOf: '2026-06-16' };

    const told = (await ask('HO0001', 'p', text)) as { nodes: object[] };
    expect(told).toMatchObject({ totalCount: 3, restrictedCount: 2 });
    expect(told.nodes[0]).toEqual({ ...address, ...made, isDeclared: true, ...stub('s', 'INDIVIDUAL') });
    expect(told.nodes.slice(1)).toEqual(
      expect.arrayContaining([
        { ...phone, ...made, isDeclared: true, ...stub('s', 'INDIVIDUAL') },
        {
          ...phone,
          ...made,
          isDeclared: false,
          party: { kind: 'INDIVIDUAL', displayName: 'q Meng', access: 'BANK_WIDE' },
          customer: { customerNumber: 'q' },
        },
      ]),
    );
  });

  test('a circle of three is told to each; a member of another branch and who is no customer look alike', async () => {
    const text = hidden(
      `totalCount restrictedCount nodes { ${evidence} ${party} }`,
      '(filter: { weight: { gte: "0.9" } })',
    );
    const own = (name: string) => ({
      party: { kind: 'ORGANISATION', displayName: `${name} Meng`, access: 'OWN_BRANCH' },
      customer: { customerNumber: name },
    });

    for (const [one, other] of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      const told = (await ask('BM0001', one, text)) as { nodes: object[] };
      expect(told).toMatchObject({ totalCount: 2, restrictedCount: 1 });
      expect(told.nodes).toEqual(
        expect.arrayContaining([
          { ...circle, ...own(other) },
          { ...circle, ...stub('C', 'ORGANISATION') },
        ]),
      );
    }
    expect(await ask('BM0002', 'C', text)).toEqual({
      totalCount: 2,
      restrictedCount: 2,
      nodes: expect.arrayContaining([
        { ...circle, ...stub('A', 'ORGANISATION') },
        { ...circle, ...stub('B', 'ORGANISATION') },
      ]),
    });
    expect(
      await ask('BM0001', 'p', hidden(`nodes { sharedBy ${party} }`, '(filter: { isDeclared: { eq: false } })')),
    ).toEqual({ nodes: [{ sharedBy: 3, ...stub('q', 'INDIVIDUAL') }] });
  });

  test('pages, filtered by kind and put in order', async () => {
    const some = (page: string) =>
      ask('HO0001', 'A', hidden('totalCount nodes { kind weight } pageInfo { hasNextPage endCursor }', page));
    const shares = { kind: 'CIRCULAR_SHAREHOLDING', weight: '0.9' };

    expect(await some('(first: 1, orderBy: [{ field: WEIGHT }])')).toMatchObject({
      totalCount: 3,
      nodes: [{ kind: 'CROSS_POSTS', weight: '0.7' }],
      pageInfo: { hasNextPage: true },
    });
    expect(await some('(filter: { weight: { lt: "1234567.00001", gt: "0.89999" } })')).toMatchObject({ totalCount: 2 });
    const first = (await some('(first: 1, filter: { kind: { in: [CIRCULAR_SHAREHOLDING] } })')) as {
      pageInfo: { endCursor: string };
    };
    expect(first).toMatchObject({ totalCount: 2, nodes: [shares] });
    const after = `after: "${first.pageInfo.endCursor}"`;
    expect(await some(`(first: 1, filter: { kind: { in: [CIRCULAR_SHAREHOLDING] } }, ${after})`)).toMatchObject({
      nodes: [shares],
      pageInfo: { hasNextPage: false },
    });
  });

  test('who reads no risk has null, who reads identity masked no evidence, and both are told so', async () => {
    const lookUp = `{ lookup(scheme: CUSTOMER_NUMBER, value: "p") { ${hidden('totalCount')} } }`;
    expect(await toldTo('TL0001', lookUp)).toEqual({
      data: { lookup: { hiddenRelations: null } },
      access: ['Customer.hiddenRelations OWN_BRANCH HIDDEN'],
    });

    const text = `{ customer(customerNumber: "p") { ${hidden('nodes { kind weight sharedMask }', '(first: 1)')} } }`;
    const nothing = { kind: null, weight: null, sharedMask: null };
    expect(await toldTo('AU0001', text)).toEqual({
      data: { customer: { hiddenRelations: { nodes: [nothing] } } },
      access: ['kind', 'sharedMask', 'weight'].map((field) => `HiddenRelation.${field} BANK_WIDE HIDDEN`),
    });
    for (const page of ['(filter: { kind: { eq: SAME_PHONE } })', '(orderBy: [{ field: WEIGHT }])'])
      expect(await ask('AU0001', 'p', hidden('totalCount', page))).toMatchObject({ code: 'FORBIDDEN_INPUT' });
  });

  async function toldTo(staffNumber: string, text: string) {
    const question = { document: parse(text), variables: {}, staffNumber, principal: staffNumber };
    const { data, access } = await answered(bank.world, question);
    return { data, access };
  }
});

import { type AuditedBank, auditedBank, clock } from './audited-bank';

const trail = `query Trail($customerId: ID, $filter: AuditEntryFilter, $first: Int, $after: String) {
  auditTrail(customerId: $customerId, filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      place ledger at staffNumber clientId requestId operationName documentHash rights readInFull readMasked withheld
      counted requestedIds outcome employee { name } customers(first: 5) { nodes { id } }
    }
  }
}`;

let bank: AuditedBank;
let customerId: string;
let documentHash: string;

beforeAll(async () => {
  bank = await auditedBank();
  customerId = (await bank.ask('BM0001', 'query Mine { customers(first: 1) { nodes { id } } }')).data.customers.nodes[0]
    .id;
  await bank.ask(
    'BM0001',
    'query Money($id: ID!) { customer(id: $id) { accounts { nodes { balance { amount } } } } }',
    {
      id: customerId,
    },
  );
  await bank.ask('RM0001', 'query Names { customers(first: 1) { nodes { id } } }');
  for (const staffNumber of ['CO0001', 'HO0001']) {
    await bank.ask(staffNumber, 'query Matters { amlCases(first: 1) { totalCount nodes { customer { id } } } }');
  }
});
afterAll(() => bank.close());

const nodesOf = async (staffNumber: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await bank.ask(staffNumber, trail, { first: 50, ...variables });
  expect(errors).toBeUndefined();
  return data.auditTrail.nodes as Record<string, unknown>[];
};
const operations = (nodes: Record<string, unknown>[]) => nodes.map(({ operationName }) => operationName);

describe('the audit trail in the graph', () => {
  it('is open to auditors and compliance alone', async () => {
    for (const staffNumber of ['HO0001', 'BM0001', 'RM0001', 'TL0001', 'SA0001', 'MK0001', 'CH0001', 'RP0001']) {
      expect(await bank.ask(staffNumber, trail)).toEqual({
        errors: [{ message: 'Query.auditTrail is not open to you.', extensions: { code: 'FORBIDDEN' } }],
      });
    }
    const [refused] = await nodesOf('AU0001', { filter: { staffNumber: { eq: 'RP0001' } } });
    expect(refused).toMatchObject({ outcome: 'FORBIDDEN', operationName: 'Trail', readInFull: [] });
  });

  it('finds by customer, and leads to the customers', async () => {
    const nodes = await nodesOf('AU0001', { customerId });
    expect(nodes.at(-1)).toMatchObject({
      operationName: 'Mine',
      staffNumber: 'BM0001',
      customers: { nodes: [{ id: customerId }] },
      rights: ['BRANCH_MANAGER B001'],
      employee: { name: expect.any(String) },
    });
    documentHash = nodes.at(-1)?.documentHash as string;
    const unknown = customerId.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect(await nodesOf('AU0001', { customerId: unknown })).toEqual([]);
  });

  it('finds by staff, document, class, time and outcome', async () => {
    const found = async (filter: Record<string, unknown>) => operations(await nodesOf('AU0001', { filter }));
    expect(await found({ staffNumber: { eq: 'RM0001' }, outcome: { eq: 'OK' } })).toEqual(['Names']);
    expect(await found({ documentHash: { eq: documentHash } })).toEqual(['Mine']);
    expect(await found({ dataClass: { eq: 'MONEY' }, staffNumber: { eq: 'BM0001' } })).toEqual(['Money']);
    expect(await found({ at: { gt: '2026-07-01T00:00:00Z' } })).toEqual([]);
    expect(await found({ at: { lte: clock().toISOString() }, requestId: { eq: 'nobody' } })).toEqual([]);
  });

  it('is paged, each entry once', async () => {
    const filter = { staffNumber: { ne: 'AU0001' } };
    const whole = await nodesOf('AU0001', { filter });
    const paged: unknown[] = [];
    let after: string | null = null;
    do {
      const { data } = await bank.ask('AU0001', trail, { filter, first: 3, after });
      paged.push(...data.auditTrail.nodes);
      after = data.auditTrail.pageInfo.hasNextPage ? data.auditTrail.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole);
  });

  it('is recorded itself', async () => {
    await nodesOf('AU0001', { customerId });
    const [own] = await nodesOf('AU0001', { filter: { staffNumber: { eq: 'AU0001' } }, first: 1 });
    expect(own).toMatchObject({
      operationName: 'Trail',
      requestedIds: [customerId],
      rights: [expect.stringMatching(/^AUDITOR /)],
      counted: ['Query.auditTrail'],
      customers: { nodes: expect.arrayContaining([{ id: customerId }]) },
    });
  });

  it('shows what concerns money laundering to compliance alone, in a chain of its own', async () => {
    const filter = { staffNumber: { eq: 'CO0001' } };
    expect(await nodesOf('AU0001', { filter })).toEqual([]);
    expect(await nodesOf('CO0001', { filter })).toMatchObject([
      { operationName: 'Matters', ledger: 'AML', readInFull: ['AML', 'C1'], counted: ['Query.amlCases'] },
    ]);
    // Who asks in vain is in the trail like everybody, without what he asked for.
    const inVain = { staffNumber: { eq: 'HO0001' }, outcome: { eq: 'OK' } };
    expect(await nodesOf('AU0001', { filter: inVain })).toMatchObject([
      { operationName: 'Matters', ledger: 'ORDINARY', withheld: [], counted: [], customers: { nodes: [] } },
    ]);
    const { data } = await bank.ask('AU0001', '{ auditTrail { totalCount nodes { ledger } } }');
    const { data: all } = await bank.ask('CO0001', '{ auditTrail { totalCount } }');
    expect(new Set(data.auditTrail.nodes.map((node: { ledger: string }) => node.ledger))).toEqual(
      new Set(['ORDINARY']),
    );
    // The matters, what compliance read of that in the trail, and the auditor's own question in between.
    expect(all.auditTrail.totalCount).toBe(data.auditTrail.totalCount + 3);
    const chains = await bank.admin<{ ledger: string; chains: number }[]>`
      select ledger, count(distinct chain)::integer as chains from audit_entry group by ledger order by ledger`;
    expect([...chains]).toEqual([
      { ledger: 'AML', chains: 1 },
      { ledger: 'ORDINARY', chains: 1 },
    ]);
  });

  it('refuses a malformed id like every other field', async () => {
    const { errors } = await bank.ask('AU0001', trail, { customerId: 'acc_x' });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

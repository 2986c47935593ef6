import { type AttackedBank, attackedBank, hiddenFrom } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf } from './planted';

const relations = (inside: string, filter = '') =>
  `query($n: String!) { customer(customerNumber: $n) { relatedParties${filter} { ${inside} } } }`;
const number = { n: customerNumberOf(1) };

describe('parties that are only linked', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  const ask = async (reader: string, query: string, variables: object = number) => {
    const answer = await server.ask(reader, query, variables);
    expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    return answer;
  };

  test('a namesake who banks elsewhere and one who banks nowhere are told in the same words', async () => {
    const all = `nodes { type outgoing label inverseLabel directness sharePct shareMin shareMax evidence validFrom validTo
      party { __typename kind displayName access } customer { id } owner { customerNumber } }`;
    for (const reader of ['RM1', 'BM1', 'CH1', 'TL1', 'SA1']) {
      const { data } = await ask(reader, relations(all, '(filter: { type: { eq: SIBLING } })'), number);
      if (!data.customer) continue;
      const [customer, stranger] = data.customer.relatedParties.nodes;
      expect(customer).toEqual(stranger);
      expect(JSON.stringify(customer)).toBe(JSON.stringify(stranger));
      expect(customer.party).toEqual({
        __typename: 'LinkedParty',
        kind: 'INDIVIDUAL',
        displayName: '赵**',
        access: 'LINKED',
      });
    }
  });

  test('a stub has no id, and its type offers none', async () => {
    const answer = await ask('RM1', relations('nodes { party { id customerNumber } }'));
    expect(answer.errors.map(({ message }) => message)).toEqual([
      'Cannot query field "id" on type "LinkedParty".',
      'Cannot query field "customerNumber" on type "LinkedParty".',
    ]);
    expect(answer.statements).toBe(0);
  });

  test('the effect on stubs is told once, whatever the rows', async () => {
    const { text } = await ask('RM1', relations('nodes { party { displayName } }'));
    const none = await ask('RM1', relations('nodes { party { displayName } }'), { n: customerNumberOf(3) });
    const extensions = (from: string) => from.slice(from.indexOf('"extensions"'));
    expect(JSON.parse(text).extensions.access).toEqual([
      { field: 'LinkedParty.displayName', relation: 'LINKED', effect: 'MASKED' },
    ]);
    expect(extensions(text)).toBe(extensions(none.text));
  });

  test('restrictedCount counts the stubs among what can be paged, for each reader as he sees them', async () => {
    const counts = relations('totalCount restrictedCount nodes { party { access } }');
    for (const [reader, expected] of [
      ['RM1', [4, 4]],
      ['BM1', [4, 3]],
      ['HO1', [4, 1]],
      ['MK1', [4, 3]],
      ['UN1', [4, 3]],
      ['TL1', [4, 4]],
    ] as const) {
      const [id] = leaks.idsOf(1).filter((one) => one.startsWith('cus_'));
      const query = counts.replace('$n: String!', '$id: ID!').replace('customerNumber: $n', 'id: $id');
      const { data } = await ask(reader, query, { id });
      const { totalCount, restrictedCount, nodes } = data.customer.relatedParties;
      expect([reader, totalCount, restrictedCount]).toEqual([reader, ...expected]);
      const linked = nodes.filter(({ party }: { party: { access: string } }) => party.access === 'LINKED');
      expect(linked).toHaveLength(restrictedCount);
    }
  });

  test('stubs are filtered and ordered by the relation alone', async () => {
    const refused = [
      '(filter: { party: { displayName: { eq: "x" } } })',
      '(filter: { customer: { customerNumber: { eq: "x" } } })',
      '(filter: { otherPartyId: { eq: "1" } })',
      '(orderBy: [{ field: PARTY }])',
      '(orderBy: [{ field: DISPLAY_NAME }])',
    ];
    for (const filter of refused) {
      const answer = await ask('RM1', relations('totalCount nodes { id }', filter));
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect([answer.data, answer.statements]).toEqual([undefined, 0]);
    }
  });

  test('the order in which stubs stand tells nothing of who they are', async () => {
    const { data } = await ask('RM1', relations('nodes { id type }', '(filter: { type: { eq: SIBLING } })'));
    const before = data.customer.relatedParties.nodes;
    await bank.system`update party set display_name = 'AAA' where party_id = ${bank.keys.get(7) as string}`;
    const after = (await ask('RM1', relations('nodes { id type }', '(filter: { type: { eq: SIBLING } })'))).data;
    await bank.system`update party set display_name = '赵Canary07 Meng' where party_id = ${bank.keys.get(7) as string}`;
    expect(after.customer.relatedParties.nodes).toEqual(before);
  });

  test('a relation told from the other side does not exist for who is not there', async () => {
    const rows = await bank.system<{ id: string }[]>`
      select public_id as id from party_relationship where customer_id <> ${bank.keys.get(1) as string}`;
    expect(rows.length).toBeGreaterThan(4);
    for (const { id } of rows) {
      const { data } = await ask('RM1', 'query($id: ID!) { node(id: $id) { id ... on PartyRelationship { type } } }', {
        id,
      });
      expect(data).toEqual({ node: null });
    }
  });

  test('when the namesake becomes a customer elsewhere, not one byte changes', async () => {
    const query = relations(
      'totalCount restrictedCount pageInfo { hasNextPage startCursor endCursor } edges { cursor node { id type party { kind displayName access } customer { id } } }',
    );
    const roles = `query($n: String!) { customer(customerNumber: $n) { accounts { nodes { parties { role party { kind displayName access } customer { id } } } } } }`;
    const before = [await ask('RM1', query), await ask('RM1', roles)];
    const [unit] = await bank.system`select id::text as id from org_unit where code = 'B003'`;
    const key = bank.keys.get(7) as string;
    await bank.system`insert into customer (customer_id, customer_number, kind, status, lifecycle, org_unit_id)
      values (${key}, 'KNEW', 'INDIVIDUAL', 'ONBOARDED', 'ACTIVE', ${unit?.id})`;
    const after = [await ask('RM1', query), await ask('RM1', roles)];
    const bytes = (answers: typeof before) => answers.map(({ text, headers, status }) => [status, headers, text]);
    expect(bytes(after)).toEqual(bytes(before));
    const { data } = await server.ask('HO1', query, number);
    expect(data.customer.relatedParties.restrictedCount).toBe(0);
  });
});

import { type AttackedBank, attackedBank, byNameOnly, hiddenFrom, inScope } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { accountNumberOf, customerNumberOf } from './planted';

describe('walks from what is in scope to what is not', () => {
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

  async function walk(reader: string, query: string, variables?: object) {
    const answer = await server.ask(reader, query, variables);
    expect(answer.errors).toEqual([]);
    expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    return answer.data;
  }

  const number = (nn: number) => ({ n: customerNumberOf(nn) });
  const all = 'id customerNumber displayName accounts { totalCount nodes { number balance { amount } } }';

  test('customer → related party → customer → accounts ends at the stub', async () => {
    const data = await walk(
      'RM1',
      `query($n: String!) { customer(customerNumber: $n) { relatedParties(orderBy: [{ field: TYPE }]) { totalCount nodes {
        type party { kind displayName access } customer { ${all} relatedParties { nodes { customer { ${all} } } } }
        owner { customerNumber } evidence } } } }`,
      number(1),
    );
    const { totalCount, nodes } = data.customer.relatedParties;
    expect(totalCount).toBe(4);
    for (const relation of nodes) {
      expect(relation.customer).toBeNull();
      expect(relation.owner.customerNumber).toBe(customerNumberOf(1));
      expect(relation.party.access).toBe('LINKED');
      expect(relation.party.displayName).toMatch(/^[赵恒李]\*\*$/);
    }
  });

  test('the same walk by a reader of both ends goes through, so that this can fail', async () => {
    const { data, text } = await server.ask(
      'HO1',
      `query($n: String!) { customer(customerNumber: $n) { relatedParties { nodes { customer { ${all} } } } } }`,
      number(1),
    );
    expect(data.customer.relatedParties.nodes).toHaveLength(4);
    expect(leaks.of([3], { text, headers: {} })).toContain('Canary03');
  });

  test('account → other holders, and account roles → account, tell roles and kinds only', async () => {
    const data = await walk(
      'RM1',
      `query($n: String!) { customer(customerNumber: $n) {
        accounts { nodes { number parties { role party { kind displayName access } customer { ${all} } } customer { id } } }
        accountRoles { totalCount nodes { role productCategory account { id number balance { amount } customer { ${all} }
          parties { party { displayName } } transactions { totalCount } } } } } }`,
      number(1),
    );
    const [account] = data.customer.accounts.nodes;
    expect(account.number).toBe(accountNumberOf(1));
    const others = account.parties.filter(({ role }: { role: string }) => role === 'GUARANTOR');
    expect(others).toEqual(
      [1, 2].map(() => ({
        role: 'GUARANTOR',
        party: { kind: 'INDIVIDUAL', displayName: '赵**', access: 'LINKED' },
        customer: null,
      })),
    );
    const guaranteed = data.customer.accountRoles.nodes.filter(({ role }: { role: string }) => role === 'GUARANTOR');
    expect(guaranteed).toEqual([{ role: 'GUARANTOR', productCategory: 'DEPOSIT', account: null }]);
  });

  test('only owner roles bring an account into scope', async () => {
    for (const [reader, expected] of [
      ['RM1', [1]],
      ['RM2', [2]],
      ['RM3', [3, 4]],
      ['BM2', [3, 4]],
    ] as const) {
      const data = await walk(reader, '{ accounts(first: 50) { totalCount nodes { number } } }');
      expect(data.accounts.totalCount).toBe(expected.length);
      expect(data.accounts.nodes.map((one: { number: string }) => one.number.slice(-4)).sort()).toEqual(
        expected.map((nn) => (reader === 'BM2' ? accountNumberOf(nn).slice(-4) : accountNumberOf(nn).slice(-4))).sort(),
      );
    }
  });

  test.each(['BM1', 'RM1', 'RM2', 'MK1', 'CH1', 'KI1', 'UN1', 'TL1', 'SA1', 'RP1', 'XX1'])(
    '%s walks from a unit up, down and to its customers, and meets only his own',
    async (reader) => {
      const data = await walk(
        reader,
        `{ orgUnit(code: "B001") { parent { children { totalCount nodes { code customers(first: 50) {
          totalCount nodes { customerNumber } pageInfo { hasNextPage endCursor } } complaints { totalCount nodes { reference } }
          children { nodes { customers { totalCount nodes { customerNumber } } } } } }
          parent { children { nodes { children { nodes { customers { totalCount nodes { customerNumber } } } } } } } } } }`,
      );
      const met = new Set(JSON.stringify(data).match(/K77\d{7}/g));
      const own = (inScope[reader] ?? []).map(customerNumberOf);
      expect([...met].sort()).toEqual(own.sort());
    },
  );

  test('same branch, other portfolio: not by list, colleague, product, complaint or search', async () => {
    const data = await walk(
      'RM1',
      `{ viewer { orgUnit { customers { totalCount nodes { customerNumber } } } }
        customers(filter: { orgUnitCode: { eq: "B001" } }) { totalCount nodes { manager { staffNumber } customerNumber } }
        product(code: "P1") { accounts { totalCount nodes { number } } holdings { totalCount nodes { id } }
          complaints { totalCount nodes { reference } } }
        search(text: "Canary02") { totalCount nodes { id } }
        complaints(filter: { handlingUnitCode: { eq: "B001" } }) { totalCount nodes { id } } }`,
    );
    expect(data.viewer.orgUnit.customers.totalCount).toBe(1);
    expect(data.customers.nodes).toEqual([{ manager: { staffNumber: 'RM1' }, customerNumber: customerNumberOf(1) }]);
    expect(data.product.accounts.totalCount).toBe(1);
    expect(data.product.holdings.totalCount).toBe(1);
    expect(data.product.complaints.totalCount).toBe(1);
    expect(data.search).toEqual({ totalCount: 0, nodes: [] });
    expect(data.complaints).toEqual({ totalCount: 0, nodes: [] });
  });

  test('a colleague’s customers, contacts and complaints are those in one’s own scope', async () => {
    const [row] = await bank.system`select public_id as id from employee where staff_number = 'RM3'`;
    const [author] = await bank.system`select public_id as id from employee where staff_number = 'HO1'`;
    const query = `query($a: ID!, $b: ID!) { rm3: node(id: $a) { ... on Employee { name customers { totalCount nodes { id } } } }
      author: node(id: $b) { ... on Employee { interactions { totalCount nodes { notes customer { customerNumber } } }
        complaints { totalCount nodes { reference customer { customerNumber } } } } } }`;
    const data = await walk('RM1', query, { a: row?.id, b: author?.id });
    expect(data.rm3).toEqual({ name: 'Staff RM3', customers: { totalCount: 0, nodes: [] } });
    expect([data.author.interactions.totalCount, data.author.complaints.totalCount]).toEqual([2, 1]);
  });

  test('a guarantor who is nobody’s customer stays a stub, for readers of everything too', async () => {
    for (const reader of ['HO1', 'CO1', 'AU1']) {
      const data = await walk(
        reader,
        '{ customers(first: 50) { nodes { guarantees: accounts { nodes { guarantees { nodes { guarantor { kind displayName access } } } } } } } }',
      );
      const stubs = JSON.stringify(data).match(/"displayName":"[^"]*"/g);
      expect(new Set(stubs)).toEqual(new Set(['"displayName":"赵**"']));
    }
  });

  test.each(['TL1', 'SA1'])('%s, who may only look up, gets from a customer found to nobody else', async (reader) => {
    const [id] = leaks.idsOf(1).filter((one) => one.startsWith('cus_'));
    const everywhere = `{ ${all} relatedParties { totalCount restrictedCount nodes { party { displayName access } customer { ${all} } } }
      accountRoles { nodes { account { number customer { ${all} } } } } accounts { nodes { parties { customer { ${all} } } } }
      orgUnit { customers { totalCount nodes { ${all} } } } manager { customers { totalCount nodes { ${all} } } } }`;
    const answer = await server.ask(reader, `query($id: ID!) { customer(id: $id) ${everywhere} }`, { id });
    expect(answer.errors).toEqual([]);
    expect(answer.data.customer.id).toBe(id);
    const others = (byNameOnly[reader] ?? []).filter((nn) => nn !== 1);
    expect(leaks.of([...others, ...hiddenFrom(reader)], answer)).toEqual([]);
    const { relatedParties, orgUnit, manager } = answer.data.customer;
    expect([relatedParties.totalCount, relatedParties.restrictedCount]).toEqual([4, 4]);
    expect([orgUnit.customers.totalCount, manager.customers.totalCount]).toEqual([0, 0]);
  });
});

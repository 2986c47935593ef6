import { type AttackedBank, attackedBank, hiddenFrom, inScope } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf } from './planted';

const list =
  'query($a: String, $f: CustomerFilter, $o: [CustomerOrder!]) { customers(first: 2, after: $a, filter: $f, orderBy: $o) { totalCount edges { cursor node { customerNumber } } pageInfo { hasNextPage endCursor } } }';
const back = 'query($b: String) { customers(last: 2, before: $b) { edges { node { customerNumber } } } }';

describe('cursors', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;
  let cursor: string;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
    cursor = (await server.ask('BM1', list)).data.customers.edges[0].cursor;
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  async function refused(reader: string, query: string, variables: object): Promise<void> {
    const answer = await server.ask(reader, query, variables);
    expect([variables, answer.errors.map(({ message }) => message), answer.data]).toEqual([
      variables,
      ['The cursor is not one of this list.'],
      undefined,
    ]);
    expect(answer.statements).toBe(0);
    expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
  }

  test('the cursor as it was given goes on, forward and backward, so that this can fail', async () => {
    const { data } = await server.ask('BM1', list, { a: cursor });
    expect(data.customers.edges).toHaveLength(2);
    expect((await server.ask('BM1', back, { b: data.customers.edges[0].cursor })).data.customers.edges).toHaveLength(1);
  });

  test('hold nothing that can be read: neither names nor numbers nor keys', async () => {
    const everywhere = `{ customers(orderBy: [{ field: CUSTOMER_NUMBER }]) { edges { cursor } pageInfo { startCursor endCursor } }
      byName: customers { edges { cursor } } search(text: "Meng") { edges { cursor } } accounts { edges { cursor } }
      interactions { edges { cursor } } complaints { edges { cursor } } }`;
    const { text } = await server.ask('HO1', everywhere);
    const cursors = new Set(text.match(/[\w-]{40,}/g));
    expect(cursors.size).toBeGreaterThan(20);
    for (const one of cursors) {
      const bytes = Buffer.from(one, 'base64url').toString('latin1');
      expect(leaks.of(inScope.HO1 ?? [], { text: bytes, headers: {} })).toEqual([]);
      expect(bytes).not.toMatch(/canary|meng|[\d-]{6}|\["|null/i);
    }
  });

  test('are refused with any bit changed, before any statement', async () => {
    const bytes = Buffer.from(cursor, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      await refused('BM1', list, { a: changed.toString('base64url') });
    }
  });

  test('are refused cut, stretched, doubled, in another alphabet, and made by hand', async () => {
    const plain = (text: string) => Buffer.from(text).toString('base64url');
    const bytes = Buffer.from(cursor, 'base64url');
    for (const wrong of [
      '',
      'x',
      cursor.slice(0, -1),
      cursor.slice(0, 22),
      `${cursor}A`,
      `${cursor}${cursor}`,
      ` ${cursor}`,
      `${cursor}=`,
      `${cursor}\n`,
      bytes.toString('hex'),
      bytes.subarray(0, 32).toString('base64url'),
      Buffer.concat([bytes, Buffer.alloc(16)]).toString('base64url'),
      plain('["王canary01 meng","1"]'),
      plain('{"after":1}'),
      plain("' or 1=1 --"),
      'A'.repeat(4000),
    ]) {
      await refused('BM1', list, { a: wrong });
    }
  });

  test.each(['HO1', 'BM2', 'RM1', 'AU1', 'TL1', 'XX1'])('of another reader are no cursors for %s', async (reader) => {
    await refused(reader, list, { a: cursor });
    const asBefore = await server.ask(reader, back, { b: cursor });
    expect(asBefore.errors[0]?.message).toBe('The cursor is not one of this list.');
  });

  test('of the same reader by another client are none', async () => {
    const authorization = `Bearer ${await server.tokenOf('BM1', 'tablet')}`;
    const answer = await server.ask('BM1', list, { a: cursor }, { authorization });
    expect(answer.errors[0]?.message).toBe('The cursor is not one of this list.');
  });

  test('of another filter or order are none', async () => {
    for (const other of [
      { f: { orgUnitCode: { eq: 'B001' } } },
      { f: {} },
      { o: [{ field: 'DISPLAY_NAME', direction: 'DESC' }] },
      { o: [{ field: 'CUSTOMER_NUMBER' }] },
    ]) {
      await refused('BM1', list, { a: cursor, ...other });
    }
  });

  test('of another field are none', async () => {
    const [unit] = await bank.system`select public_id as id from org_unit where code = 'B001'`;
    for (const query of [
      'query($a: String) { search(text: "Meng", after: $a) { nodes { id } } }',
      'query($a: String) { accounts(after: $a) { nodes { id } } }',
      'query($a: String) { viewer { orgUnit { customers(after: $a) { nodes { id } } } } }',
      `query($a: String) { node(id: "${unit?.id}") { ... on OrgUnit { customers(after: $a) { nodes { id } } } } }`,
      'query($a: String) { customers { nodes { timeline(after: $a) { totalCount } } } }',
      'query($a: String) { customers { nodes { accounts(after: $a) { totalCount } } } }',
    ]) {
      await refused('BM1', query, { a: cursor });
    }
  });

  test('of a list of one customer open no other customer’s', async () => {
    const interactions = `query($n: String!, $a: String) { customer(customerNumber: $n) { interactions(first: 1, after: $a) { edges { cursor node { subject customer { customerNumber } } } } } }`;
    const own = await server.ask('RM1', interactions, { n: customerNumberOf(1) });
    const { cursor: given } = own.data.customer.interactions.edges[0];
    const next = await server.ask('RM1', interactions, { n: customerNumberOf(1), a: given });
    expect(next.data.customer.interactions.edges).toHaveLength(1);
    const other = await server.ask('RM1', interactions, { n: customerNumberOf(3), a: given });
    expect(other.data).toEqual({ customer: null });
    expect(leaks.of(hiddenFrom('RM1'), other)).toEqual([]);
  });

  test('of a row that left the scope still page over nothing but the scope', async () => {
    const first = await server.ask(
      'BM2',
      'query($a: String) { customers(first: 1, after: $a) { edges { cursor node { id } } } }',
    );
    const { cursor: given } = first.data.customers.edges[0];
    const [unit] = await bank.system`select id::text as id from org_unit where code = 'B003'`;
    for (const nn of [3, 4]) {
      await bank.system`update customer set org_unit_id = ${unit?.id} where customer_id = ${bank.keys.get(nn) as string}`;
    }
    const next = await server.ask(
      'BM2',
      'query($a: String) { customers(first: 1, after: $a) { totalCount edges { node { id } } } }',
      { a: given },
    );
    expect(next.data.customers).toEqual({ totalCount: 0, edges: [] });
  });
});

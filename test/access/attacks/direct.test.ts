import { type AttackedBank, attackedBank, byNameOnly, hiddenFrom, inScope } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf } from './planted';

const everything = `
  __typename id
  ... on Customer { customerNumber displayName accounts { totalCount nodes { number } } individual { birthDate } }
  ... on Account { number balance { amount } customer { id } }
  ... on AmlCase { narrative } ... on Identifier { value } ... on ContactPoint { value } ... on Interaction { notes } ... on Complaint { reason }
  ... on Transaction { remittance amount { amount } } ... on PartyRelationship { party { displayName } }`;
const node = `query N($id: ID!) { node(id: $id) { ${everything} } }`;

describe('records asked for directly', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;
  const attackers = ['BM1', 'BM2', 'RM1', 'RM2', 'TL1', 'MK1', 'CH1', 'KI1', 'UN1', 'RP1', 'XX1'];

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  /** A well-formed id of a row that never was, of the same type. */
  async function unknownLike(id: string): Promise<string> {
    const prefix = id.slice(0, 4);
    const owner = ['org_', 'prd_', 'emp_'].includes(prefix) ? '0' : '987654321';
    return forged(prefix, owner, '987654321');
  }

  async function forged(prefix: string, owner: string, row: string): Promise<string> {
    const [made] = await bank.system`select public_id(${prefix}, ${owner}::bigint, ${row}::bigint) as id`;
    return made?.id;
  }

  test('the reader’s own records are found, so that this can fail', async () => {
    for (const id of leaks.idsOf(1)) {
      // A matter of money laundering is nobody's own but compliance's.
      const { data, text } = await server.ask(id.startsWith('aml_') ? 'CO1' : 'RM1', node, { id });
      expect([id, data.node?.id]).toEqual([id, id]);
      expect(leaks.of([1], { text, headers: {} })).not.toEqual([]);
    }
  });

  test.each(attackers)('%s gets for every id out of scope what he gets for one that never was', async (reader) => {
    const unknown = new Map<string, string>();
    let asked = 0;
    for (const nn of hiddenFrom(reader)) {
      for (const id of leaks.idsOf(nn)) {
        const prefix = id.slice(0, 3);
        if (!unknown.has(prefix)) unknown.set(prefix, await unknownLike(id));
        const hidden = await server.ask(reader, node, { id });
        const absent = await server.ask(reader, node, { id: unknown.get(prefix) });
        expect(leaks.of(hiddenFrom(reader), hidden)).toEqual([]);
        expect([hidden.status, hidden.headers, hidden.text]).toEqual([absent.status, absent.headers, absent.text]);
        expect(hidden.data).toEqual({ node: null });
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(50);
  });

  test.each(attackers)('%s mixes ids: what is out of scope stays null in its place', async (reader) => {
    const hidden = hiddenFrom(reader).flatMap((nn) => leaks.idsOf(nn));
    const own = [...(inScope[reader] ?? []), ...(byNameOnly[reader] ?? [])].map((nn) => leaks.idsOf(nn)[0]);
    const unknown = await Promise.all(hidden.slice(0, 10).map(unknownLike));
    const ids = [...hidden, ...own, ...unknown].sort();
    for (let from = 0; from < ids.length; from += 40) {
      const some = ids.slice(from, from + 40);
      const answer = await server.ask(reader, `query M($ids: [ID!]!) { nodes(ids: $ids) { ${everything} } }`, {
        ids: some,
      });
      expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
      expect(answer.data.nodes.map((one: { id: string } | null) => one?.id ?? null)).toEqual(
        some.map((id) => (own.includes(id) ? id : null)),
      );
    }
  });

  test.each(attackers)('%s finds nobody out of scope by id, number or account id', async (reader) => {
    const byId = 'query($id: ID!) { customer(id: $id) { id displayName manager { name } } }';
    const byNumber = 'query($n: String!) { customer(customerNumber: $n) { id displayName } }';
    const account = 'query($id: ID!) { account(id: $id) { id number parties { role party { displayName } } } }';
    for (const nn of hiddenFrom(reader)) {
      const accountId = leaks.idsOf(nn).find((id) => id.startsWith('acc_'));
      const customerId = await forged('cus_', bank.keys.get(nn) as string, bank.keys.get(nn) as string);
      for (const [query, given, other] of [
        [byId, { id: customerId }, { id: await unknownLike('cus_') }],
        [byNumber, { n: customerNumberOf(nn) }, { n: 'K000000000' }],
        ...(accountId ? [[account, { id: accountId }, { id: await unknownLike('acc_') }] as const] : []),
      ] as const) {
        const hidden = await server.ask(reader, query, given);
        const absent = await server.ask(reader, query, other);
        expect([hidden.text, hidden.headers]).toEqual([absent.text, absent.headers]);
        expect(Object.values(hidden.data)).toEqual([null]);
      }
    }
  });

  test('an id put together of one’s own customer and another’s row, or the reverse, finds nothing', async () => {
    const [own, other] = [1, 3].map((nn) => bank.keys.get(nn) as string) as [string, string];
    const [ownAccount, otherAccount] = [1, 3].map((nn) => bank.accounts.get(nn) as string) as [string, string];
    for (const id of [
      await forged('acc_', own, otherAccount),
      await forged('acc_', other, ownAccount),
      await forged('cus_', own, other),
      await forged('cus_', other, own),
      await forged('cus_', '0', other),
      await forged('emp_', own, '1'),
      await forged('int_', own, '-1'),
    ]) {
      const answer = await server.ask('RM1', node, { id });
      expect(answer.text).toContain('{"node":null}');
      expect(leaks.of(hiddenFrom('RM1'), answer)).toEqual([]);
    }
  });

  test('a malformed id is refused in one way for everybody, and never read', async () => {
    const id = leaks.idsOf(3)[0] as string;
    const malformed = [
      id.slice(0, -1),
      `${id}A`,
      id.replace('_', '-'),
      id.toUpperCase(),
      `xyz_${id.slice(4)}`,
      '',
      'null',
    ];
    for (const wrong of [...malformed, `${id.slice(0, -1)}é`, `${id}\u0000`, `acc_${id.slice(4)}'--`]) {
      const answers = await Promise.all(
        ['HO1', 'RM1', 'TL1', 'XX1'].map((reader) => server.ask(reader, node, { id: wrong })),
      );
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers[0]?.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(answers[0]?.data ?? null).toBeNull();
      expect(answers.every(({ statements }) => statements === 0)).toBe(true);
    }
  });

  test('aliases, fragments and type names on what is absent tell nothing of its kind', async () => {
    const shapes = [
      'query($id: ID!) { a: node(id: $id) { b: __typename c: id } }',
      'query($id: ID!) { node(id: $id) { ...F } } fragment F on Node { __typename ... on Customer { kind } }',
      'query($id: ID!) { node(id: $id) { ... on Account { __typename number } ... on Customer { __typename } } }',
      'query($id: ID!) { node(id: $id) { ... @include(if: true) { __typename } ... on Node @skip(if: false) { id } } }',
    ];
    for (const query of shapes) {
      for (const id of leaks.idsOf(3)) {
        const hidden = await server.ask('RM1', query, { id });
        const absent = await server.ask('RM1', query, { id: await unknownLike(id) });
        expect([hidden.text, hidden.headers]).toEqual([absent.text, absent.headers]);
        expect(Object.values(hidden.data)).toEqual([null]);
      }
    }
  });
});

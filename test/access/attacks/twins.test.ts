import { Rows } from '../../database/rows';
import { type AttackedBank, attackedBank } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { customerNumberOf, identifierOf, phoneOf, plantFacts, plantProfile, wordOf } from './planted';

/** What a reader would ask to find out whether there is somebody he may not see. */
const probes: readonly [query: string, variables?: object][] = [
  [
    '{ customers(first: 3) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id displayName version updatedAt } } } }',
  ],
  ['{ customers(last: 2) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } } }'],
  [
    '{ customers(first: 100, filter: { orgUnitCode: { eq: "B003" } }) { totalCount pageInfo { hasNextPage } nodes { id } } }',
  ],
  ['{ customers(first: 100, filter: { not: { orgUnitCode: { eq: "B001" } } }) { totalCount nodes { id } } }'],
  ['{ customers(first: 100, orderBy: [{ field: ONBOARDED_ON, direction: DESC }]) { edges { cursor node { id } } } }'],
  [`{ search(text: "Meng") { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } } }`],
  [`{ search(text: "${wordOf(9)}") { totalCount nodes { id } } }`],
  [`{ search(text: "${customerNumberOf(9)}") { totalCount nodes { id } } }`],
  [`{ search(text: "${phoneOf(9)}") { totalCount nodes { id } } }`],
  [`{ search(text: "${identifierOf(9)}") { totalCount nodes { id } } }`],
  [`query($n: String!) { customer(customerNumber: $n) { id } }`, { n: customerNumberOf(9) }],
  ['{ accounts(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id openedOn } } } }'],
  ['{ accounts(first: 100, filter: { productCode: { eq: "P1" } }) { totalCount nodes { id } } }'],
  ['{ interactions(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id at } } } }'],
  ['{ interactions(filter: { employeeStaffNumber: { eq: "HO1" } }) { totalCount nodes { id } } }'],
  ['{ complaints(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { id reference } } }'],
  [
    '{ orgUnits(first: 50) { nodes { code customers { totalCount nodes { id } } complaints { totalCount } children { totalCount } } } }',
  ],
  [
    '{ product(code: "P1") { accounts { totalCount pageInfo { endCursor } } holdings { totalCount } complaints { totalCount } } }',
  ],
  [
    '{ viewer { staffNumber name orgUnit { code customers { totalCount } } grants { role validFrom orgUnit { code } } } }',
  ],
  [
    `query($n: String!) { customer(customerNumber: $n) { version updatedAt relatedParties { totalCount restrictedCount edges { cursor node { id type party { displayName access } customer { id } } } }
    accounts { totalCount nodes { parties { role party { displayName access } } } } accountRoles { totalCount nodes { role account { id } } }
    timeline(first: 4) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } } } }`,
    { n: customerNumberOf(1) },
  ],
];

describe('worlds with and without somebody out of scope', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  const readers = ['BM1', 'BM2', 'RM1', 'RM2', 'TL1', 'MK1', 'CH1', 'KI1', 'UN1', 'RP1', 'XX1'];

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  async function allAnswers(): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    for (const reader of readers) {
      for (const [index, [query, variables]] of probes.entries()) {
        const { status, headers, text } = await server.ask(reader, query, variables);
        answers.set(`${reader} ${index}`, `${status} ${JSON.stringify(headers)} ${text}`);
      }
    }
    return answers;
  }

  test('answer every reader byte for byte alike, headers and cursors included', async () => {
    await allAnswers();
    const without = await allAnswers();
    const rows = new Rows(bank.system);
    const [unit] = await bank.system<{ id: string }[]>`select id::text as id from org_unit where code = 'B003'`;
    const [product] = await bank.system<{ id: string }[]>`select id::text as id from product where code = 'P1'`;
    const [author] = await bank.system<
      { id: string }[]
    >`select id::text as id from employee where staff_number = 'HO1'`;
    const place = {
      unit: unit?.id ?? '',
      handlingUnit: unit?.id ?? '',
      product: product?.id ?? '',
      employee: author?.id ?? '',
    };
    const key = await rows.customer(`王${wordOf(9)} Meng`, place.unit, { customer_number: customerNumberOf(9) });
    await plantProfile(bank.system, key, 9, 'INDIVIDUAL');
    await plantFacts(bank.system, key, 9, { ...place, guarantor: bank.keys.get(6) as string });
    await rows.relationship(key, bank.keys.get(6) as string, 'SPOUSE');
    const others = await allAnswers();
    const changed = [...without].filter(([probe, answer]) => others.get(probe) !== answer).map(([probe]) => probe);
    expect(changed).toEqual([]);

    // The reader of everything does see the difference, so that this can fail.
    const { data } = await server.ask(
      'HO1',
      `{ search(text: "${wordOf(9)}") { totalCount } customers { totalCount } }`,
    );
    expect([data.search.totalCount, data.customers.totalCount]).toEqual([1, 8]);
  });

  test('a change of somebody out of scope changes no byte, and no version or moment', async () => {
    const before = await allAnswers();
    const hidden = bank.keys.get(6) as string;
    await bank.system`update party set display_name = '孙Other Name' where party_id = ${hidden}`;
    await bank.system`update account set current_balance_minor = 1 where customer_id = ${hidden}`;
    await bank.system`update customer set tier = 'GOLD' where customer_id = ${hidden}`;
    await bank.system`delete from interaction where customer_id = ${hidden}`;
    const after = await allAnswers();
    expect([...before].filter(([probe, answer]) => after.get(probe) !== answer).map(([probe]) => probe)).toEqual([]);
  });

  test('pages end where the reader’s own rows end, wherever hidden rows lie between', async () => {
    for (const [reader, count] of [
      ['BM1', 4],
      ['MK1', 2],
      ['RM1', 1],
    ] as const) {
      for (let first = 1; first <= count + 1; first += 1) {
        const { data } = await server.ask(
          reader,
          'query($f: Int) { customers(first: $f) { totalCount pageInfo { hasNextPage } nodes { id } } search(text: "Meng", first: $f) { totalCount pageInfo { hasNextPage } nodes { id } } }',
          { f: first },
        );
        for (const page of [data.customers, data.search]) {
          expect([page.totalCount, page.nodes.length]).toEqual([count, Math.min(first, count)]);
          expect(page.pageInfo.hasNextPage).toBe(first < count);
        }
      }
    }
  });

  test('paging on past the last own row reads an empty page, not the next branch’s', async () => {
    const page =
      'query($a: String) { customers(first: 100, after: $a) { totalCount edges { cursor } pageInfo { hasNextPage endCursor } } }';
    const { data } = await server.ask('RM1', page);
    const last = data.customers.edges.at(-1).cursor;
    const beyond = await server.ask('RM1', page, { a: last });
    expect(beyond.data.customers).toEqual({
      totalCount: 1,
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });
});

import { connect } from '../../../src/database/connect';
import { type AttackedBank, attackedBank, hiddenFrom, inScope } from './attacked-bank';
import { type Answer, type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf } from './planted';

const document = `query Q($n: Int = 50) { viewer { staffNumber } customers(first: $n) { totalCount edges { cursor node {
  customerNumber access identifiers { scheme value } contactPoints { value } accounts { nodes { number balance { amount } } }
  interactions { nodes { notes } } complaints { nodes { severity } } relatedParties { restrictedCount nodes { party { displayName } } } } } } }`;

describe('what readers share', () => {
  let bank: AttackedBank;
  let leaks: Leaks;
  const readers = ['RM1', 'BM1', 'AU1', 'HO1', 'MK1', 'RM2', 'CH1', 'UN1', 'KI1', 'TL1', 'BM2', 'RM3', 'CO1', 'XX1'];

  let expected: ReadonlyMap<string, string>;

  beforeAll(async () => {
    bank = await attackedBank();
    leaks = await leaksIn(bank);
    expected = await alone();
  });
  afterAll(() => bank.drop());

  async function over<Result>(connections: number, work: (server: AttackedServer) => Promise<Result>): Promise<Result> {
    const server = await serve(bank.database, { connections });
    try {
      return await work(server);
    } finally {
      await server.stop();
    }
  }

  /** What each reader gets from a server that nobody else has asked anything. */
  async function alone(): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    for (const reader of readers) {
      answers.set(reader, (await over(1, (server) => server.ask(reader, document))).text);
    }
    return answers;
  }

  function checked(reader: string, answer: Answer): string {
    expect(answer.data.viewer.staffNumber).toBe(reader);
    expect(answer.data.customers.totalCount).toBe(inScope[reader]?.length);
    expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    return answer.text;
  }

  test('one document in one process answers each reader as if he were alone, in any order', async () => {
    await over(1, async (server) => {
      for (const order of [readers, [...readers].reverse(), [...readers, ...readers].sort()]) {
        for (const reader of order) {
          expect(checked(reader, await server.ask(reader, document))).toBe(expected.get(reader));
        }
      }
    });
  });

  test('what is masked for the second reader of a document is masked though the first read it in full', async () => {
    await over(1, async (server) => {
      const full = await server.ask('RM1', document);
      const masked = await server.ask('BM1', document);
      const audited = await server.ask('AU1', document);
      expect(full.text).toContain('"value":"33017701002');
      for (const { text } of [masked, audited]) expect(text).not.toContain('3301770');
      expect(audited.text).not.toMatch(/"notes":"/);
      for (const { data } of [masked, audited]) {
        for (const { node } of data.customers.edges) {
          for (const { value } of node.identifiers) expect(value).toMatch(/^\*{4}.{0,4}$/);
        }
      }
      expect(JSON.parse(full.text).extensions?.access).not.toEqual(JSON.parse(audited.text).extensions.access);
    });
  });

  test('many readers at once on few connections never get each other’s rows', async () => {
    for (const connections of [1, 3]) {
      await over(connections, async (server) => {
        const asked = Array.from({ length: 210 }, (_, index) => readers[(index * 5) % readers.length] as string);
        const answers = await Promise.all(asked.map((reader) => server.ask(reader, document)));
        for (const [index, reader] of asked.entries()) {
          expect(checked(reader, answers[index] as Answer)).toBe(expected.get(reader));
        }
      });
    }
  });

  test('variables of the same form share a plan and nothing else', async () => {
    await over(2, async (server) => {
      const query = 'query($n: String!) { customer(customerNumber: $n) { customerNumber identifiers { value } } }';
      const asked = Array.from({ length: 96 }, (_, index) => [readers[index % 3] as string, (index % 8) + 1] as const);
      const answers = await Promise.all(
        asked.map(([reader, nn]) => server.ask(reader, query, { n: customerNumberOf(nn) })),
      );
      for (const [index, [reader, nn]] of asked.entries()) {
        const { data } = answers[index] as Answer;
        const expected = inScope[reader]?.includes(nn) ? customerNumberOf(nn) : null;
        expect([reader, nn, data.customer?.customerNumber ?? null]).toEqual([reader, nn, expected]);
        expect(leaks.of(hiddenFrom(reader), answers[index] as Answer)).toEqual([]);
      }
    });
  });

  test('identifiers opened for several requests at once reach those who asked for them', async () => {
    await over(2, async (server) => {
      const query = '{ customers { nodes { customerNumber identifiers { value } } } }';
      const asked = Array.from({ length: 60 }, (_, index) => ['RM1', 'RM2', 'RM3'][index % 3] as string);
      const answers = await Promise.all(asked.map((reader) => server.ask(reader, query)));
      for (const [index, reader] of asked.entries()) {
        expect(leaks.of(hiddenFrom(reader), answers[index] as Answer)).toEqual([]);
        expect(answers[index]?.text.match(/3301/g)).toHaveLength(2 * (inScope[reader]?.length ?? 0));
      }
    });
  });

  test('the viewer that a statement sets is gone with it', async () => {
    const { sql, end } = connect(bank.database.appUrl, { name: 'pool', max: 1 });
    const texts: [string, unknown[]][] = [];
    const server = await serve(bank.database, {
      connections: 1,
      onStatement: (text, values) => texts.push([text, values]),
    });
    await server.ask('HO1', document);
    await server.stop();
    const [text, values] = texts.at(-1) as [string, unknown[]];
    await sql.unsafe(text, values as never[]);
    const [left] = await sql`select nullif(current_setting('app.viewer', true), '') as viewer`;
    expect(left?.viewer ?? null).toBeNull();
    await end();
  });

  test('two statements of two viewers in one transaction: the second gets nothing', async () => {
    const texts: [string, unknown[]][] = [];
    const server = await serve(bank.database, {
      connections: 1,
      onStatement: (text, values) => texts.push([text, values]),
    });
    await server.ask('RM1', document);
    await server.ask('HO1', document);
    await server.stop();
    const { sql, end } = connect(bank.database.appUrl, { name: 'one transaction', max: 1 });
    const both = sql.begin(async (inside) => {
      const found: string[] = [];
      for (const [text, values] of texts.slice(-2)) {
        const [row] = await inside.unsafe<{ json: string }[]>(text, values as never[]);
        found.push(row?.json ?? '');
      }
      return found;
    });
    const second = await both.then(
      ([, answered]) => answered ?? '',
      () => '',
    );
    expect(leaks.of([1, 2, 3, 4, 5, 6, 7, 8], { text: second, headers: {} })).toEqual([]);
    await end();
  });

  test('a customer handed to another manager between two pages is on neither’s next page', async () => {
    await over(2, async (server) => {
      const page =
        'query($a: String) { customers(first: 1, after: $a) { totalCount edges { cursor node { customerNumber } } pageInfo { hasNextPage } } }';
      const first = await server.ask('RM3', page);
      expect(first.data.customers).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
      const [{ cursor, node }] = first.data.customers.edges;
      const rest = [3, 4].find((nn) => customerNumberOf(nn) !== node.customerNumber) as number;
      await bank.system`delete from portfolio_assignment where customer_id = ${bank.keys.get(rest) as string}`;
      const until = Date.now() + 29_000;
      let next = await server.ask('RM3', page, { a: cursor });
      while (next.data.customers.totalCount > 1 && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        next = await server.ask('RM3', page, { a: cursor });
      }
      expect(next.data.customers).toEqual({ totalCount: 1, edges: [], pageInfo: { hasNextPage: false } });
      expect(leaks.of([rest], next)).toEqual([]);
    });
  });
});

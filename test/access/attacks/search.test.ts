import { type AttackedBank, attackedBank, hiddenFrom, inScope, staff } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf, identifierOf, phoneOf, twoDigits, wordOf } from './planted';

const search = 'query($t: String!) { search(text: $t) { totalCount nodes { customerNumber } } }';

/** Which faces each reader may search by, copied by hand; a phone is IDENTITY, an identifier C3. */
const faces: Readonly<Record<string, { readonly phone: boolean; readonly identifier: boolean }>> = {
  HO1: { phone: true, identifier: false },
  BM1: { phone: true, identifier: false },
  RM1: { phone: true, identifier: true },
  RM3: { phone: true, identifier: true },
  MK1: { phone: true, identifier: false },
  CH1: { phone: true, identifier: false },
  CO1: { phone: true, identifier: true },
  AU1: { phone: false, identifier: false },
  UN1: { phone: true, identifier: false },
  TL1: { phone: false, identifier: false },
  SA1: { phone: false, identifier: false },
};

describe('search', () => {
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

  async function found(reader: string, text: string): Promise<string[]> {
    const answer = await server.ask(reader, search, { t: text });
    expect(answer.errors).toEqual([]);
    expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    const numbers = answer.data.search.nodes.map((one: { customerNumber: string }) => one.customerNumber);
    expect(answer.data.search.totalCount).toBe(numbers.length);
    return numbers.sort();
  }

  test.each(staff.map(([number]) => number))('%s finds by name and number his own and nobody else', async (reader) => {
    const own = inScope[reader] ?? [];
    expect(await found(reader, 'Meng')).toEqual(own.map(customerNumberOf).sort());
    expect(await found(reader, 'canary')).toEqual(own.map(customerNumberOf).sort());
    for (const nn of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const expected = own.includes(nn) ? [customerNumberOf(nn)] : [];
      expect(await found(reader, wordOf(nn))).toEqual(expected);
      expect(await found(reader, `nary${twoDigits(nn)}`)).toEqual(expected);
      expect(await found(reader, customerNumberOf(nn))).toEqual(expected);
    }
  });

  test.each(Object.entries(faces))('%s finds by %j, the faces that he reads in full', async (reader, may) => {
    for (const nn of [1, 2, 3, 5, 6, 7]) {
      const isOwn = inScope[reader]?.includes(nn) ?? false;
      expect(await found(reader, phoneOf(nn))).toEqual(isOwn && may.phone ? [customerNumberOf(nn)] : []);
      expect(await found(reader, identifierOf(nn))).toEqual(isOwn && may.identifier ? [customerNumberOf(nn)] : []);
    }
  });

  test('what is not searched looks like what is not there', async () => {
    for (const [reader, hit, miss] of [
      ['BM1', identifierOf(1), '330199999999X'],
      ['AU1', phoneOf(1), '13999999999'],
      ['AU1', identifierOf(1), '330199999999X'],
      ['TL1', wordOf(1), 'Nobody'],
    ] as const) {
      const [one, other] = [
        await server.ask(reader, search, { t: hit }),
        await server.ask(reader, search, { t: miss }),
      ];
      expect([one.text, one.headers]).toEqual([other.text, other.headers]);
    }
  });

  test('patterns, marks of tokens and parts of numbers find nobody', async () => {
    const [token] = await bank.system<{ token: string }[]>`
      select token from search_token where customer_id = ${bank.keys.get(1) as string} and token like '#%' limit 1`;
    for (const text of [
      '%',
      '_',
      '%canary%',
      'Canary__',
      '.*',
      'Canary0[0-9]',
      '=',
      `=${customerNumberOf(3)}`,
      token?.token ?? '#',
      (token?.token ?? '#').slice(1),
      '+',
      '#',
      '^',
      '^a',
      phoneOf(1).slice(0, 8),
      identifierOf(1).slice(0, 10),
      identifierOf(1).slice(-4),
      "' or true --",
      '"Meng" | "x"',
      'Meng & !x',
    ]) {
      for (const reader of ['RM1', 'BM1', 'CO1']) {
        const numbers = await found(reader, text);
        if (text === '%canary%') expect(numbers.length).toBeLessThanOrEqual(inScope[reader]?.length ?? 0);
        else expect([text, reader, numbers]).toEqual([text, reader, []]);
      }
    }
  });

  test('a name that a hidden customer shares adds nothing to the hits, counts and pages of those in scope', async () => {
    const page =
      'query($t: String!) { search(text: $t, first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }';
    const before = await server.ask('RM1', page, { t: 'Meng' });
    await bank.system`update party set display_name = '王Meng Meng Aaaa' where party_id = ${bank.keys.get(6) as string}`;
    const after = await server.ask('RM1', page, { t: 'Meng' });
    await bank.system`update party set display_name = '孙Canary06 Meng' where party_id = ${bank.keys.get(6) as string}`;
    expect([after.text, after.headers]).toEqual([before.text, before.headers]);
    expect(after.data.search).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
  });

  test('of a name found through the name of now, the name of before finds nobody', async () => {
    const key = bank.keys.get(2) as string;
    await bank.system`update party set display_name = 'Renamed Person' where party_id = ${key}`;
    const [old, now] = [await found('RM2', 'Canary02'), await found('RM2', 'Renamed')];
    await bank.system`update party set display_name = '李Canary02 Meng' where party_id = ${key}`;
    expect([old, now]).toEqual([[], [customerNumberOf(2)]]);
  });
});

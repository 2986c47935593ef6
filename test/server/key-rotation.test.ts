import { secretFrom } from '../../src/database/secrets';
import { phoneHash, sealIdentifier } from '../../src/entities/party/identifier-seal';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { type Ask, key1, key2, key3, RotatedBank, wrong } from './rotated-bank';

const identifiers = `{ customers(first: 12) { nodes { customerNumber
  identifiers { scheme value } contactPoints { kind value } } } }`;
const page = (after = '') => `{ customers(first: 3${after}) { pageInfo { endCursor } nodes { customerNumber } } }`;

interface Known {
  readonly customerNumber: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string | null }[];
  readonly contactPoints: readonly { readonly kind: string; readonly value: string | null }[];
}

/** All that a reader can be told by keys: values in full and masked, and whom look-up and search find by them. */
async function answersOf(ask: Ask) {
  const full = await ask('RM0001', identifiers);
  const masked = await ask('BM0001', identifiers);
  const known: Known[] = full.data.customers.nodes;
  const found = [];
  for (const { customerNumber, identifiers, contactPoints } of known.slice(0, 4)) {
    const exact = identifiers.find(({ scheme }) => scheme !== 'CUSTOMER_NUMBER');
    const phone = contactPoints.find(({ kind }) => kind === 'PHONE');
    found.push({
      customerNumber,
      answer: await ask(
        'CO0001',
        `{ lookup(scheme: ${exact?.scheme}, value: "${exact?.value}") { customerNumber }
          byNumber: search(text: "${exact?.value}") { totalCount nodes { customerNumber } }
          byPhone: search(text: "${phone?.value}") { totalCount nodes { customerNumber } } }`,
      ),
    });
  }
  return { full, masked, found };
}

describe('a change of keys', () => {
  let bank: RotatedBank;
  let before: Awaited<ReturnType<typeof answersOf>>;
  let cursor: string;
  let all: [number, number];

  beforeAll(async () => {
    bank = await RotatedBank.open();
    all = await bank.standing(1);
    await bank.served({ 1: key1 }, async ({ ask }) => {
      before = await answersOf(ask);
      cursor = (await ask('BM0001', page())).data.customers.pageInfo.endCursor;
    });
  });
  afterAll(() => bank.close());

  const expectAsBefore = (ring: Record<number, string>) =>
    bank.served(ring, async ({ ask, ready }) => {
      expect(await answersOf(ask)).toEqual(before);
      expect(await ready()).toBe('ok\n');
    });

  test('given identifiers under one key, their numbers are read, masked, looked up and searched', () => {
    const { full, masked, found } = before;
    const values = (nodes: Known[]) => nodes.flatMap((one) => one.identifiers.map(({ value }) => value));
    expect(values(full.data.customers.nodes).length).toBeGreaterThan(20);
    expect(values(full.data.customers.nodes).join()).toMatch(/^[0-9A-Z,]+$/);
    expect(values(masked.data.customers.nodes).every((value) => value?.startsWith('****'))).toBe(true);
    for (const { customerNumber, answer } of found) {
      expect(answer.data.lookup).toEqual({ customerNumber });
      expect(answer.data.byNumber).toEqual({ totalCount: 1, nodes: [{ customerNumber }] });
      expect(answer.data.byPhone.nodes).toContainEqual({ customerNumber });
    }
    expect(all[0]).toBeGreaterThan(1_000);
    expect(all[1]).toBeGreaterThan(300);
  });

  test('when a second key comes, every answer is as before, and a page goes on by its cursor', async () => {
    await expectAsBefore({ 1: key1, 2: key2 });

    const next = page(`, after: "${cursor}"`);
    const [one, other, gone] = [{ 1: key1 }, { 1: key1, 2: key2 }, { 1: key1, 2: key2, 3: key3 }];
    const expected = await bank.served(one, ({ ask }) => ask('BM0001', next));
    expect(expected.data.customers.nodes).toHaveLength(3);
    for (const ring of [other, gone]) {
      const { data } = await bank.served(ring, ({ ask }) => ask('BM0001', next));
      expect(data.customers.nodes).toEqual(expected.data.customers.nodes);
    }
  });

  test('a rotation killed half-way has lost nothing; a server without the new key says that it is not ready', async () => {
    await bank.served({ 1: key1 }, async ({ ready }) => {
      expect(await ready()).toBe('ok\n');
      await bank.killedRotation({ 1: key1, 2: key2 }, 200);
      expect(await ready()).toBe(
        'Identifiers or phones stand under key 2, which the secret key file does not hold; put it back.\n',
      );
    });

    const [old, renewed] = [await bank.standing(1), await bank.standing(2)];
    expect(renewed[0]).toBeGreaterThanOrEqual(200);
    expect(old[0]).toBeGreaterThan(200);
    expect([old[0] + renewed[0], old[1] + renewed[1]]).toEqual(all);
    await expectAsBefore({ 1: key1, 2: key2 });
    expect(bank.command({ 1: key1, 2: key2 }, 'keys', 'status')).toEqual({
      status: 0,
      output:
        `key 1: ${old[0]} identifiers, ${old[1]} phones\n` +
        `key 2, which writes: ${renewed[0]} identifiers, ${renewed[1]} phones\n`,
    });
  });

  test('the command ends it, a second run changes nothing, and the new key alone answers as before', async () => {
    const line = { status: 0, output: `keys: ${all[0]} identifiers and ${all[1]} phones now under key 2\n` };
    expect(bank.command({ 1: key1, 2: key2 }, 'keys', 'rotate')).toEqual(line);
    expect([await bank.standing(1), await bank.standing(2)]).toEqual([[0, 0], all]);
    const rows = () => bank.sql`select xmin::text, customer_id, id from party_identifier order by 2, 3`;
    const first = await rows();
    expect(bank.command({ 1: key1, 2: key2 }, 'keys', 'rotate')).toEqual(line);
    expect(await rows()).toEqual(first);

    await expectAsBefore({ 2: key2 });
  });

  test('what a customer is found by is what his rows say, and nothing else', async () => {
    const [row] = await bank.sql`
      with stored as (
        select customer_id, '#' || encode(value_hash, 'hex') as token from party_identifier join customer using (customer_id)
        union select customer_id, '+' || encode(value_hash, 'hex') from contact_point join customer using (customer_id)
        where value_hash is not null
      ), found as (select customer_id, token from search_token where token ~ '^[#+][0-9a-f]{32}$')
      select (select count(*)::int from found) as found,
        (select count(*)::int from (select * from stored except select * from found) as d) as missing,
        (select count(*)::int from (select * from found except select * from stored) as d) as stale`;
    expect(row).toEqual({ found: expect.any(Number), missing: 0, stale: 0 });
    expect(row?.found).toBeGreaterThan(1_000);
  });

  test('the old key alone is refused, by the server, by a rotation and by an import, and nothing is changed', () => {
    const sentence = 'Identifiers or phones stand under key 2, which the secret key file does not hold; put it back.\n';
    expect(bank.command({ 1: key1 }, 'serve')).toEqual({ status: 1, output: sentence });
    expect(bank.command({ 3: key3 }, 'keys', 'rotate')).toEqual({ status: 1, output: sentence });
    expect(bank.command({ 3: key3 }, 'keys', 'status')).toEqual({
      status: 0,
      output:
        `key 2, which the secret key file does not hold: ${all[0]} identifiers, ${all[1]} phones\n` +
        'key 3, which writes: 0 identifiers, 0 phones\n',
    });
  });

  test('the audit trail is whole across all of it, for who holds all keys that it was written with', () => {
    expect(bank.command({ 1: key1, 2: key2, 3: key3 }, 'audit', 'verify')).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^audit: \d\d+ entries, \d+ chains, intact\n$/),
    });
    expect(bank.command({ 2: key2, 3: wrong }, 'audit', 'verify')).toEqual({
      status: 1,
      output: 'audit: broken: anchor 1 of the ORDINARY ledger was changed, or made without the key\n',
    });
  });

  test('another key under the same version opens nothing and tells nothing', async () => {
    await bank.served({ 2: wrong }, async ({ ask, log }) => {
      const own = await ask('RM0001', identifiers);
      const errors = own.errors ?? [];
      const nodes: Known[] = own.data.customers.nodes;
      expect(nodes.flatMap((one) => one.identifiers.map(({ value }) => value)).every((value) => value === null)).toBe(
        true,
      );
      expect(new Set(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`))).toEqual(
        new Set(['INTERNAL: Something went wrong on our side.']),
      );
      const numbers: string[] = before.full.data.customers.nodes.flatMap((one: Known) =>
        one.identifiers.map(({ value }) => value as string),
      );
      for (const number of numbers) expect(JSON.stringify(own.errors) + log()).not.toContain(number);
      expect(await ask('BM0001', identifiers)).toEqual(before.masked);
    });
  });
});

describe('one number under two keys', () => {
  let bank: RotatedBank;
  const ring = { 1: key1, 2: key2 };
  const [shared, own, phone] = ['ZZ-7788 99', 'ZZ-0011 22', '+86 120 5550 1234'];
  let first: string;
  let second: string;

  beforeAll(async () => {
    bank = await RotatedBank.open();
    const [one, two] = Object.entries(ring).map(([version, key]) =>
      protectionKeys(secretFrom(Buffer.from(key, 'hex'), Number(version))),
    ) as [ReturnType<typeof protectionKeys>, ReturnType<typeof protectionKeys>];
    const customers = await bank.sql<{ key: string; number: string }[]>`
      select customer_id::text as key, customer_number as number from customer order by sort_name, customer_id limit 2`;
    [first, second] = customers.map(({ number }) => number) as [string, string];
    const identify = async (place: number, value: string, keys: typeof one) => {
      const { masked, hash, sealed } = sealIdentifier('TAX', value, keys);
      await bank.sql`insert into party_identifier
        (customer_id, scheme, source, value_masked, value_hash, value_sealed, key_version)
        values (${customers[place]?.key as string}, 'TAX', ${`S${keys.version}`}, ${masked}, ${hash}, ${sealed}, ${keys.version})`;
    };
    for (const keys of [one, two]) {
      await identify(0, shared, keys);
      await identify(0, own, keys);
      await bank.sql`insert into contact_point (customer_id, kind, value, value_hash, key_version)
        values (${customers[0]?.key as string}, 'PHONE', ${phone}, ${phoneHash(phone, keys.contactMac)}, ${keys.version})`;
    }
    await identify(1, shared, two);
  });
  afterAll(() => bank.close());

  test('finds one customer once, and every page has its rows', async () => {
    await bank.served(ring, async ({ ask }) => {
      const one = { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [{ customerNumber: first }] };
      const fields = '{ totalCount pageInfo { hasNextPage } nodes { customerNumber } }';
      const { data } = await ask(
        'CO0001',
        `{ lookup(scheme: TAX, value: "zz001122") { customerNumber }
          byNumber: search(text: "${own}", first: 1) ${fields} byPhone: search(text: "${phone}", first: 1) ${fields} }`,
      );
      expect(data).toEqual({ lookup: { customerNumber: first }, byNumber: one, byPhone: one });

      const pages = (after: string) => `{ search(text: "${shared}", first: 1${after}) {
        totalCount pageInfo { hasNextPage endCursor } nodes { customerNumber } } }`;
      const { search } = (await ask('CO0001', pages(''))).data;
      expect(search).toMatchObject({
        totalCount: 2,
        pageInfo: { hasNextPage: true },
        nodes: [{ customerNumber: first }],
      });
      const next = (await ask('CO0001', pages(`, after: "${search.pageInfo.endCursor}"`))).data.search;
      expect([next.pageInfo.hasNextPage, next.nodes]).toEqual([false, [{ customerNumber: second }]]);
    });
  });

  test('a number with a NUL character is bad input, whatever it is looked for by', async () => {
    await bank.served(ring, async ({ ask }) => {
      const { data, errors } = await ask('CO0001', '{ lookup(scheme: CUSTOMER_NUMBER, value: "1\\u0000") { id } }');
      expect([data, errors?.map(({ message, extensions }) => [extensions.code, message])]).toEqual([
        undefined,
        [['BAD_USER_INPUT', 'An argument of Query.lookup holds a NUL character.']],
      ]);
    });
  });
});

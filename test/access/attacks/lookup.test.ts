import { connect } from '../../../src/database/connect';
import { sealIdentifier } from '../../../src/entities/party/identifier-seal';
import { type AttackedBank, attackedBank, hiddenFrom } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf, identifierKeys, identifierOf, phoneOf, wordOf } from './planted';

const lookup =
  'query($s: IdentifierScheme!, $v: String!) { lookup(scheme: $s, value: $v) { customerNumber displayName access } }';

describe('looking up one customer by an exact number', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;
  let now = new Date('2026-06-16T04:00:00Z');

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database, { clock: () => now });
    leaks = await leaksIn(bank);
  });
  beforeEach(() => bank.system`truncate lookup_tally`);
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  const ask = (reader: string, s: string, v: string) => server.ask(reader, lookup, { s, v });
  const tallies = () => bank.system`select scheme, found, missed from lookup_tally order by scheme`;

  test('finds one in reach, by its number or an identifier, so that this can fail', async () => {
    for (const [s, v] of [
      ['CUSTOMER_NUMBER', customerNumberOf(1)],
      ['NATIONAL_ID', identifierOf(1)],
    ] as const) {
      const { data } = await ask('TL1', s, v);
      expect(data.lookup).toEqual({
        customerNumber: customerNumberOf(1),
        displayName: '王Canary01 Meng',
        access: 'OWN_BRANCH',
      });
    }
    expect((await ask('SA1', 'NATIONAL_ID', identifierOf(6))).data.lookup.access).toBe('BANK_WIDE');
  });

  test('tells of another branch what it tells of nobody, in the answer and in what is counted', async () => {
    for (const [s, hidden, absent] of [
      ['CUSTOMER_NUMBER', customerNumberOf(3), 'K000000000'],
      ['NATIONAL_ID', identifierOf(3), '330100000000X'],
    ] as const) {
      await bank.system`truncate lookup_tally`;
      const one = await ask('TL1', s, hidden);
      const counted = await tallies();
      await bank.system`truncate lookup_tally`;
      const other = await ask('TL1', s, absent);
      expect([one.text, one.headers, one.status]).toEqual([other.text, other.headers, other.status]);
      expect(one.data).toEqual({ lookup: null });
      expect(leaks.of(hiddenFrom('TL1'), one)).toEqual([]);
      expect(await tallies()).toEqual(counted);
    }
  });

  test('is the only way to find anybody by a number, for those who may only look up', async () => {
    for (const reader of ['TL1', 'SA1']) {
      for (const [query, v] of [
        ['query($v: String!) { customer(customerNumber: $v) { id displayName } }', customerNumberOf(1)],
        [
          'query($v: String!) { customers(filter: { customerNumber: { eq: $v } }) { totalCount nodes { id } } }',
          customerNumberOf(1),
        ],
        ['query($v: String!) { search(text: $v) { totalCount nodes { id } } }', customerNumberOf(1)],
        ['query($v: String!) { search(text: $v) { totalCount nodes { id } } }', identifierOf(1)],
        ['query($v: String!) { search(text: $v) { totalCount nodes { id } } }', phoneOf(1)],
        ['query($v: String!) { search(text: $v) { totalCount nodes { id } } }', wordOf(1)],
        ['query($v: String!) { customer(id: $v) { id displayName } }', customerNumberOf(1)],
        ['query($v: String!) { lookup(scheme: OTHER, value: $v) { id displayName } }', identifierOf(1)],
        ['query($v: String!) { lookup(scheme: NATIONAL_ID, value: $v) { id displayName } }', phoneOf(1)],
        [
          'query($v: String!) { lookup(scheme: NATIONAL_ID, value: $v) { id displayName } }',
          `${identifierOf(1).slice(0, -1)}%`,
        ],
        [
          '{ accounts { totalCount nodes { id } } complaints { totalCount nodes { id } } interactions { totalCount nodes { id } } }',
          '',
        ],
      ] as const) {
        const answer = await server.ask(reader, query, { v });
        expect(leaks.of([1, 2, 3, 4, 5, 6, 7, 8], answer)).toEqual([]);
        expect(JSON.stringify(answer.data ?? {})).not.toMatch(/"id"|"totalCount":[1-9]/);
      }
    }
  });

  test('is locked after fifty misses of a kind of number, raises one alert, and opens the next day', async () => {
    const listener = connect(bank.database.systemUrl, { name: 'listener', max: 1 });
    const alerts: string[] = [];
    await listener.sql.listen('c360_alert', (alert) => alerts.push(alert));
    const outcomes: string[] = [];
    for (let each = 0; each < 53; each += 1) {
      const { errors } = await ask('SA1', 'NATIONAL_ID', `3301000000${each}X`);
      outcomes.push(errors[0]?.extensions.code ?? 'MISS');
    }
    expect(outcomes).toEqual([...Array(50).fill('MISS'), ...Array(3).fill('RATE_LIMITED')]);
    const right = await ask('SA1', 'NATIONAL_ID', identifierOf(1));
    const wrong = await ask('SA1', 'NATIONAL_ID', '330100000000X');
    expect([right.text, right.status, right.headers]).toEqual([wrong.text, wrong.status, wrong.headers]);
    expect(leaks.of([1], right)).toEqual([]);
    expect((await ask('SA1', 'CUSTOMER_NUMBER', customerNumberOf(1))).data.lookup).not.toBeNull();
    expect((await ask('TL1', 'NATIONAL_ID', identifierOf(1))).data.lookup).not.toBeNull();
    expect(alerts.map((alert) => JSON.parse(alert))).toEqual([
      { alert: 'LOOKUPS_LOCKED', staff: 'SA1', scheme: 'NATIONAL_ID' },
    ]);
    await listener.end();
    now = new Date('2026-06-16T15:59:59Z');
    expect((await ask('SA1', 'NATIONAL_ID', identifierOf(1))).errors[0]?.extensions.code).toBe('RATE_LIMITED');
    now = new Date('2026-06-16T16:00:00Z');
    expect((await ask('SA1', 'NATIONAL_ID', identifierOf(1))).data.lookup).not.toBeNull();
    now = new Date('2026-06-16T04:00:00Z');
  });

  test('counts misses double against the thousand of a day', async () => {
    const tally = async (found: number, missed: number) => {
      await bank.system`truncate lookup_tally`;
      await bank.system`insert into lookup_tally values ('desk/SA1', 'NATIONAL_ID', '2026-06-16', ${found}, ${missed})`;
      return (await ask('SA1', 'NATIONAL_ID', identifierOf(1))).errors[0]?.extensions.code ?? 'FOUND';
    };
    expect(await tally(999, 0)).toBe('FOUND');
    expect(await tally(1000, 0)).toBe('RATE_LIMITED');
    expect(await tally(918, 40)).toBe('FOUND');
    expect(await tally(920, 40)).toBe('RATE_LIMITED');
    expect(await tally(0, 49)).toBe('FOUND');
    expect(await tally(0, 50)).toBe('RATE_LIMITED');
  });

  test('gains nothing by aliases in one document, or by many requests at once', async () => {
    const aliased = Array.from({ length: 15 }, (_, n) => `a${n}: lookup(scheme: PASSPORT, value: "X${n}") { id }`).join(
      ' ',
    );
    for (let each = 0; each < 3; each += 1) expect((await server.ask('SA1', `{ ${aliased} }`)).errors).toEqual([]);
    const over = await server.ask('SA1', `{ ${aliased} }`);
    expect([over.errors[0]?.extensions.code, over.data ?? null]).toEqual(['RATE_LIMITED', null]);
    const outcomes = await Promise.all(Array.from({ length: 90 }, (_, n) => ask('SA1', 'LEI', `X${n}`)));
    expect(outcomes.filter(({ errors }) => errors.length === 0).length).toBeLessThanOrEqual(50);
    expect((await ask('SA1', 'PASSPORT', identifierOf(1))).errors[0]?.extensions.code).toBe('RATE_LIMITED');
  });

  test('is counted when it stands in fragments, and not when it is not asked', async () => {
    await server.ask('SA1', '{ ...F } fragment F on Query { lookup(scheme: TAX, value: "1") { id } }');
    await server.ask('SA1', '{ viewer { name } lookup(scheme: TAX, value: "1") @skip(if: true) { id } }');
    await server.ask(
      'SA1',
      '{ lookup(scheme: TAX, value: "1") { ... @skip(if: true) { id } __typename @include(if: false) id @skip(if: true) } }',
    );
    const [tax] = await tallies();
    expect(tax).toEqual({ scheme: 'TAX', found: 0, missed: 2 });
  });

  test('does not tell that two customers share a number', async () => {
    const shared = identifierOf(3);
    const inReach = await ask('TL1', 'NATIONAL_ID', identifierOf(1));
    const byHo = await ask('RM1', 'NATIONAL_ID', identifierOf(1));
    for (const [nn, value] of [
      [3, identifierOf(1)],
      [5, shared],
    ] as const) {
      const { masked, hash, sealed } = sealIdentifier('NATIONAL_ID', value, identifierKeys);
      await bank.system`insert into party_identifier (customer_id, scheme, value_masked, value_hash, value_sealed)
        values (${bank.keys.get(nn) as string}, 'NATIONAL_ID', ${masked}, ${hash}, ${sealed})`;
    }
    expect((await ask('TL1', 'NATIONAL_ID', identifierOf(1))).text).toBe(inReach.text);
    expect((await ask('RM1', 'NATIONAL_ID', identifierOf(1))).text).toBe(byHo.text);
    // The other holder has the smaller key and lies out of reach; the one in reach is found all the same.
    const found = await ask('TL1', 'NATIONAL_ID', shared);
    expect(found.data.lookup.customerNumber).toBe(customerNumberOf(5));
    expect(leaks.of(hiddenFrom('TL1'), { text: found.text.replace(shared, ''), headers: {} })).toEqual([]);
  });

  test('by a number that the reader may not see, and without the right to look up, finds nobody', async () => {
    for (const reader of ['MK1', 'AU1', 'CH1', 'RP1', 'XX1']) {
      const nn = reader === 'CH1' ? 2 : 1;
      const answer = await ask(reader, 'NATIONAL_ID', identifierOf(nn));
      expect([reader, answer.data?.lookup ?? null]).toEqual([reader, null]);
    }
  });
});

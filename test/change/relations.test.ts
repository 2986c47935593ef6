import { type ChangingBank, changingBank } from './changing-bank';

const told = 'customer { id version }';
const source = 'Register extract';

describe('relations between customers', () => {
  let bank: ChangingBank;

  beforeAll(async () => {
    bank = await changingBank();
  });
  afterAll(() => bank.end());

  const versionOf = async (nn: number) => {
    const [row] = await bank.bank.system`
      select version from customer where customer_id = ${bank.bank.keys.get(nn) as string}`;
    return row?.version as number;
  };
  const relate = async (staff: string, own: number, other: number, input: object) => {
    const named = { id: await bank.idOf(own), version: await versionOf(own), otherCustomerId: await bank.idOf(other) };
    return bank.make(
      staff,
      'addRelationship',
      { ...named, source, validFrom: '2026-06-16', outgoing: true, ...input },
      told,
    );
  };
  const holds = (own: number, company: number, input: object = {}) =>
    relate('HO1', own, company, { type: 'SHAREHOLDING', sharePct: '60', ...input });
  const codesOf = (answers: Awaited<ReturnType<typeof holds>>[]) =>
    answers.map(({ payload, codes }) => codes[0] ?? payload.userErrors[0]?.code ?? 'MADE').sort();
  const end = async (staff: string, own: number, type: string) => {
    const key = bank.bank.keys.get(own) as string;
    const [row] = await bank.bank.system`
      select public_id as id from party_relationship where customer_id = ${key} and type = ${type} order by id desc limit 1`;
    const input = { id: await bank.idOf(own), version: await versionOf(own), relationshipId: row?.id };
    return bank.make(staff, 'endRelationship', { ...input, source, validTo: '2026-06-20' }, told);
  };

  test('a company is owned by no more than the whole on any of its days', async () => {
    const later = await holds(1, 8, { validFrom: '2026-07-01' });
    const over = await holds(2, 8);
    const before = await holds(2, 8, { validTo: '2026-07-01' });

    expect(codesOf([later, over, before])).toEqual(['MADE', 'MADE', 'SHARES_EXCEEDED']);
    expect(over.payload.userErrors[0]).toMatchObject({ code: 'SHARES_EXCEEDED', field: 'input.sharePct' });
  });

  test('nor by two who come at the same moment', async () => {
    const made = await Promise.all([holds(1, 4), holds(2, 4)]);

    expect(codesOf(made)).toEqual(['MADE', 'SHARES_EXCEEDED']);
  });

  test('a relation is written down once, from whichever side it is meant', async () => {
    const first = await relate('HO1', 1, 2, { type: 'SPOUSE' });
    const again = await relate('HO1', 1, 2, { type: 'SPOUSE', outgoing: false });
    const back = await relate('HO1', 2, 1, { type: 'SPOUSE', validFrom: '2026-08-01' });

    expect(codesOf([first, again, back])).toEqual(['MADE', 'TAKEN', 'TAKEN']);
  });

  test('two who write at the same moment from both sides wait for each other, and none fails', async () => {
    for (let round = 0; round < 6; round += 1) {
      const day = `2026-0${round + 1}-01`;
      const made = await Promise.all([
        relate('HO1', 1, 2, { type: 'NOMINEE', validFrom: day, validTo: `2026-0${round + 1}-15` }),
        relate('BM1', 2, 1, { type: 'SIGNATORY', validFrom: day, validTo: `2026-0${round + 1}-15` }),
      ]);
      expect(codesOf(made).filter((code) => !['MADE', 'CONFLICT'].includes(code))).toEqual([]);
    }
  });

  test('both records have their next version and an event', async () => {
    const [own, other] = [await versionOf(5), await versionOf(2)];

    await relate('HO1', 5, 2, { type: 'SIBLING' });
    const { data } = await bank.server.ask('HO1', '{ events(first: 100) { nodes { type version customer { id } } } }');

    expect([await versionOf(5), await versionOf(2)]).toEqual([own + 1, other + 1]);
    expect(data.events.nodes.slice(-2)).toEqual([
      { type: 'RELATIONSHIP_ADDED', version: own + 1, customer: { id: await bank.idOf(5) } },
      { type: 'RELATIONSHIP_ADDED', version: other + 1, customer: { id: await bank.idOf(2) } },
    ]);
  });

  test('is ended by hand where it was written by hand, and no other', async () => {
    const system = bank.bank.system;
    await system`
      insert into party_relationship (customer_id, other_party_id, type, valid_from)
      values (${bank.bank.keys.get(1) as string}, ${bank.bank.keys.get(5) as string}, 'SAME_PHONE', '2026-01-01')`;

    expect(codesOf([await end('RM1', 1, 'SAME_PHONE')])).toEqual(['NOT_ALLOWED']);
    expect(codesOf([await end('HO1', 5, 'SIBLING')])).toEqual(['MADE']);
  });

  test.each([
    ['addRelationship', { type: 'SPOUSE', outgoing: true, validFrom: '0000-05-05' }],
    ['addRelationship', { type: 'SPOUSE', outgoing: true, validFrom: '2026-05-05', validTo: '0000-05-05' }],
  ])('%s takes no day that there never was: %j', async (name, input) => {
    const named = { id: await bank.idOf(1), version: await versionOf(1), otherCustomerId: await bank.idOf(5), source };

    expect((await bank.make('HO1', name, { ...named, ...input }, told)).codes).toEqual(['BAD_USER_INPUT']);
  });
});

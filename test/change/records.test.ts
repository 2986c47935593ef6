import { type ChangingBank, changingBank } from './changing-bank';

const told = `customer { id version contactPoints { id kind value purpose consent verifiedOn } identifiers { id scheme value }
  relatedParties(first: 50) { totalCount nodes { id type outgoing sharePct shareMin shareMax validFrom validTo evidence
    party { kind displayName } customer { id } } } }`;

describe('records of customers kept true', () => {
  let bank: ChangingBank;
  let ids: Readonly<Record<number, string>>;

  beforeAll(async () => {
    bank = await changingBank();
    ids = Object.fromEntries(await Promise.all([1, 2, 3, 4, 8].map(async (nn) => [nn, await bank.idOf(nn)])));
  });
  beforeEach(() => bank.bank.system`update customer set version = 1`);
  afterAll(() => bank.end());

  const make = (staff: string, name: string, nn: number, input: object) =>
    bank.make(staff, name, { id: ids[nn], version: 1, source: 'Visit', ...input }, told);
  const add = (staff: string, contactPoint: object) => make(staff, 'addContactPoint', 1, { contactPoint });

  describe('ways to reach them', () => {
    test('one is added, kept and taken away', async () => {
      const added = await add('RM1', { kind: 'EMAIL', value: ' wang@mail.example ' });
      const way = added.payload.customer.contactPoints.find(
        (one: { value: string }) => one.value === 'wang@mail.example',
      );
      const kept = await make('RM1', 'correctContactPoint', 1, {
        ...{ version: 2, contactPointId: way.id },
        contactPoint: { purpose: 'WORK', consent: true, verifiedOn: '2026-06-16' },
      });
      const gone = await make('BM1', 'removeContactPoint', 1, { version: 3, contactPointId: way.id });

      const of = ({ payload }: typeof added) =>
        payload.customer.contactPoints.filter(({ id }: { id: string }) => id === way.id);
      expect(of(kept)).toEqual([{ ...way, purpose: 'WORK', consent: true, verifiedOn: '2026-06-16' }]);
      expect(gone.payload.customer.version).toBe(4);
      expect(of(gone)).toEqual([]);
    });

    test('a phone makes its owner findable, until it is taken away', async () => {
      const found = async () => {
        const { data } = await bank.server.ask('RM1', '{ search(text: "120 7777 0003") { nodes { id } } }');
        return data.search.nodes;
      };
      const { payload } = await add('RM1', { kind: 'PHONE', value: '12077770003' });
      const way = payload.customer.contactPoints.find((one: { value: string }) => one.value === '12077770003');
      const before = await found();

      await make('RM1', 'removeContactPoint', 1, { version: 2, contactPointId: way.id });

      expect(before).toEqual([{ id: ids[1] }]);
      expect(await found()).toEqual([]);
    });

    test('what they share with others is looked for with the next run', async () => {
      const before = await bank.rows('hidden_relation_change');

      await add('RM1', { kind: 'ADDRESS', value: 'High Street 7', city: 'Wuhan', country: 'CN' });

      expect(await bank.rows('hidden_relation_change')).toBeGreaterThan(before);
    });

    test.each([
      ['one that is there', { kind: 'SOCIAL', value: 'wx_1' }, 'TAKEN', 'input.contactPoint.value'],
      [
        'one made sure of tomorrow',
        { kind: 'SOCIAL', value: 'wx_2', verifiedOn: '2026-06-17' },
        'DATE_OUT_OF_ORDER',
        'input.contactPoint.verifiedOn',
      ],
    ])('%s is not added', async (_what, contactPoint, code, field) => {
      await add('RM1', { kind: 'SOCIAL', value: 'wx_1' });
      await bank.bank.system`update customer set version = 1`;

      expect((await add('RM1', contactPoint)).payload).toMatchObject({ customer: null, userErrors: [{ code, field }] });
    });

    test('one of another customer is none of his', async () => {
      const [theirs] = await bank.bank.system`
        select public_id as id from contact_point where customer_id = ${bank.bank.keys.get(5) as string} limit 1`;

      const of = (staff: string) => make(staff, 'removeContactPoint', 1, { contactPointId: theirs?.id });

      expect((await of('BM1')).codes).toEqual(['NOT_FOUND']);
      expect((await of('RM1')).codes).toEqual(['NOT_FOUND']);
    });
  });

  describe('numbers', () => {
    const number = { scheme: 'DRIVING_LICENCE', value: 'DL 445566' };

    test('one is added and taken away, and added again changes nothing', async () => {
      const added = await make('RM1', 'addIdentifier', 1, { identifier: number });
      const again = await make('RM1', 'addIdentifier', 1, {
        version: 2,
        identifier: { ...number, value: 'dl-445566' },
      });
      const list = added.payload.customer.identifiers;
      const { id } = list.find(({ scheme }: { scheme: string }) => scheme === 'DRIVING_LICENCE');
      const gone = await make('RM1', 'removeIdentifier', 1, { version: 3, identifierId: id });

      expect(again.payload).toMatchObject({ userErrors: [], customer: { version: 3, identifiers: list } });
      expect(gone.payload.customer.identifiers).toHaveLength(list.length - 1);
    });

    test.each(['HO1', 'BM1', 'TL1', 'CO1'])(
      '%s, to whom numbers are masked or who keeps none, writes none',
      async (staff) => {
        expect((await make(staff, 'addIdentifier', 1, { identifier: number })).codes).toEqual(['FORBIDDEN']);
      },
    );
  });

  describe('relations', () => {
    const relate = (staff: string, nn: number, input: object) =>
      make(staff, 'addRelationship', nn, { outgoing: false, validFrom: '2026-01-01', ...input });
    const holder = { type: 'SHAREHOLDING', party: { kind: 'INDIVIDUAL', displayName: '何 Wei' } };

    test('one to a new party is told from the customer’s side, the other as a stub', async () => {
      const { payload } = await relate('BM1', 8, { ...holder, sharePct: '40', evidence: 'Seen in the register' });

      const made = payload.customer.relatedParties.nodes.find(
        (one: { evidence: string }) => one.evidence === 'Seen in the register',
      );
      expect(made).toMatchObject({
        ...{ type: 'SHAREHOLDING', outgoing: false, validFrom: '2026-01-01', validTo: null, sharePct: '40' },
        ...{ party: { kind: 'INDIVIDUAL', displayName: '何**' }, customer: null },
      });
      expect(
        await bank.bank.system`
        select from related_party_change where customer_id = ${bank.bank.keys.get(8) as string} limit 1`,
      ).toHaveLength(1);
    });

    test('both sides tell one between customers, and both tell its end', async () => {
      const { payload } = await relate('BM1', 1, { type: 'DIRECTOR', outgoing: true, otherCustomerId: ids[8] });
      const made = payload.customer.relatedParties.nodes.find(
        (one: { customer: { id: string } | null }) => one.customer?.id === ids[8],
      );
      const ended = await make('BM1', 'endRelationship', 1, {
        version: 2,
        relationshipId: made.id,
        validTo: '2026-06-16',
      });
      const { data } = await bank.server.ask(
        'BM1',
        'query ($id: ID!) { customer(id: $id, asOf: "2026-06-15") { relatedParties(filter: { type: { eq: DIRECTOR } }) { nodes { outgoing validTo customer { id } } } } }',
        { id: ids[8] },
      );

      expect(made.customer).toEqual({ id: ids[8] });
      expect(ended.payload.customer.relatedParties.nodes).not.toContainEqual(expect.objectContaining({ id: made.id }));
      expect(data.customer.relatedParties.nodes).toEqual([
        { outgoing: false, validTo: '2026-06-16', customer: { id: ids[1] } },
      ]);
    });

    test('shares that come to more than the whole are refused', async () => {
      await bank.bank.system`delete from party_relationship where customer_id = ${bank.bank.keys.get(4) as string}`;
      await relate('RM3', 4, { ...holder, sharePct: '60' });
      const over = await relate('RM3', 4, { ...holder, version: 2, shareMin: '40.0001', shareMax: '50' });
      const within = await relate('RM3', 4, { ...holder, version: 2, sharePct: '40' });

      expect(over.payload.userErrors).toMatchObject([{ code: 'SHARES_EXCEEDED', field: 'input.sharePct' }]);
      expect(within.payload.userErrors).toEqual([]);
    });

    test.each([
      ['found by the product', { ...holder, type: 'SAME_PHONE' }, 'NOT_ALLOWED', 'input.type'],
      ['a family of a company', { ...holder, type: 'SPOUSE' }, 'NOT_ALLOWED', 'input.type'],
      ['a share of an office', { ...holder, type: 'SENIOR_MANAGER', sharePct: '5' }, 'NOT_ALLOWED', 'input.sharePct'],
      ['to itself', { type: 'GUARANTEES', otherCustomerId: 8 }, 'NOT_ALLOWED', 'input.otherCustomerId'],
      ['that ends before it begins', { ...holder, validTo: '2026-01-01' }, 'DATE_OUT_OF_ORDER', 'input.validTo'],
    ])('none is written %s', async (_what, input, code, field) => {
      const named = 'otherCustomerId' in input ? { ...input, otherCustomerId: ids[8] } : input;

      expect((await relate('BM1', 8, named)).payload).toMatchObject({ customer: null, userErrors: [{ code, field }] });
    });

    test.each([
      ['no other party', { type: 'SPOUSE' }, 'input names its other party by one of otherCustomerId and party.'],
      [
        'a share over the whole',
        { ...holder, sharePct: '100.5' },
        'input.sharePct lies between 0 and 100, with four decimals at most.',
      ],
      [
        'a range upside down',
        { ...holder, shareMin: '30', shareMax: '20' },
        'input.shareMin is more than input.shareMax.',
      ],
    ])('%s is bad input', async (_what, input, message) => {
      expect((await relate('BM1', 8, input)).answer.errors[0]?.message).toBe(message);
    });

    test('nobody is related to a customer out of reach, and a relation of his is not ended', async () => {
      const [theirs] = await bank.bank.system`
        select public_id as id from party_relationship where customer_id = ${bank.bank.keys.get(3) as string} limit 1`;

      const related = await relate('RM1', 1, { type: 'SPOUSE', otherCustomerId: ids[3] });
      const ended = await make('RM1', 'endRelationship', 1, { relationshipId: theirs?.id, validTo: '2026-06-16' });

      expect([related.codes, ended.codes]).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
    });
  });

  describe('groups kept by hand', () => {
    const members = (from: number) => bank.bank.system`
      select party_id as id, valid_from::text as first, valid_to::text as ends from party_group_member
      where kind = 'CUSTOM' and customer_id = ${bank.bank.keys.get(from) as string} order by valid_from, party_id`;
    const join = (staff: string, member: number, validFrom: string, version = 1) =>
      make(staff, 'addGroupMember', 8, { version, memberId: ids[member], validFrom });
    const leave = (staff: string, member: number, validTo: string, version = 1) =>
      make(staff, 'endGroupMember', 8, { version, memberId: ids[member], validTo });

    test('somebody comes, leaves and comes again, and what was before stays known', async () => {
      await join('BM1', 2, '2026-02-01');
      await leave('BM1', 2, '2026-04-01', 2);
      const { payload } = await join('BM1', 2, '2026-06-01', 3);

      expect(payload.userErrors).toEqual([]);
      const key = (nn: number) => bank.bank.keys.get(nn);
      expect((await members(8)).map((row) => ({ ...row, id: String(row.id) }))).toEqual([
        { id: key(2), first: '2026-02-01', ends: '2026-04-01' },
        { id: key(8), first: '2026-02-01', ends: null },
        { id: key(2), first: '2026-06-01', ends: null },
      ]);
    });

    test.each([
      ['who is in it', () => join('BM1', 2, '2026-06-02'), 'TAKEN'],
      ['from tomorrow', () => join('BM1', 1, '2026-06-17'), 'DATE_OUT_OF_ORDER'],
      ['in his own', () => join('BM1', 8, '2026-06-01'), 'NOT_ALLOWED'],
      ['who is not in it', () => leave('BM1', 1, '2026-06-16'), 'NOT_ALLOWED'],
    ])('%s is refused', async (_what, asked, code) => {
      expect((await asked()).payload).toMatchObject({ customer: null, userErrors: [{ code }] });
    });

    test('nobody out of reach comes into it', async () => {
      expect((await join('BM1', 3, '2026-06-01')).codes).toEqual(['NOT_FOUND']);
      expect((await join('RM1', 1, '2026-06-01')).codes).toEqual(['NOT_FOUND']);
    });
  });
});

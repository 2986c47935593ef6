import { type ChangingBank, changingBank } from './changing-bank';

const told = `customer { id version customerNumber displayName kind status lifecycle access orgUnit { code }
  individual { sex } organisation { industry }
  contactPoints { kind purpose value city preferred } identifiers { scheme value issuingCountry }
  manager { staffNumber }
  profileValues { nodes { field source employee { staffNumber } } } }`;
const phone = { kind: 'PHONE', purpose: 'MOBILE', value: '+86 120 5555 0001', preferred: true };
const passport = { scheme: 'PASSPORT', value: 'E 7788-9900', issuingCountry: 'CN' };

describe('prospects', () => {
  let bank: ChangingBank;

  beforeAll(async () => {
    bank = await changingBank();
  });
  afterAll(() => bank.end());

  const open = (staff: string, input: object) =>
    bank.make(
      staff,
      'openProspect',
      { kind: 'INDIVIDUAL', displayName: '周 Ning', orgUnitCode: 'B001', source: 'Referral', ...input },
      told,
    );

  test('a prospect is opened with what is known of him, and by whom', async () => {
    const { payload, codes } = await open('RM1', { country: 'CN', contactPoints: [phone], identifiers: [passport] });

    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      userErrors: [],
      customer: {
        ...{ version: 1, displayName: '周 Ning', kind: 'INDIVIDUAL', status: 'PROSPECT', lifecycle: 'AWARE' },
        ...{ customerNumber: expect.stringMatching(/^P\d{9}$/), orgUnit: { code: 'B001' }, organisation: null },
        ...{ individual: { sex: null }, access: 'OWN_PORTFOLIO' },
        contactPoints: [{ kind: 'PHONE', purpose: 'MOBILE', value: '+86 120 5555 0001', city: null, preferred: true }],
        identifiers: [{ scheme: 'PASSPORT', value: 'E 7788-9900', issuingCountry: 'CN' }],
        manager: { staffNumber: 'RM1' },
      },
    });
    expect(payload.customer.profileValues.nodes).toEqual(
      expect.arrayContaining(
        ['displayName', 'contactPoints', 'identifiers'].map((field) => ({
          ...{ field, source: 'Referral', employee: { staffNumber: 'RM1' } },
        })),
      ),
    );
  });

  test('he is found by name, phone and number at once', async () => {
    const { payload } = await open('BM1', {
      displayName: '吴 Qing',
      contactPoints: [{ ...phone, value: '12055550002' }],
    });
    const found = async (text: string) => {
      const { data } = await bank.server.ask('BM1', 'query ($text: String!) { search(text: $text) { nodes { id } } }', {
        text,
      });
      return data.search.nodes.map(({ id }: { id: string }) => id);
    };

    for (const text of ['吴 Qing', '+86 12055550002'.slice(4), payload.customer.customerNumber])
      expect(await found(text)).toEqual([payload.customer.id]);
  });

  test('a company is opened for a manager who is named', async () => {
    const { payload } = await open('BM1', {
      ...{ kind: 'CORPORATE', displayName: 'Rui An Trading', managerStaffNumber: 'RM2' },
      identifiers: [{ scheme: 'LEI', value: '5493 00AB12CD34EF56 78'.replaceAll(' ', '') }],
    });

    expect(payload.customer).toMatchObject({
      ...{ kind: 'CORPORATE', individual: null, organisation: { industry: null } },
      manager: { staffNumber: 'RM2' },
    });
  });

  test('an event tells it, and the same key makes no second one', async () => {
    const input = { idempotencyKey: 'once', displayName: '郑 He' };
    const first = await open('RM2', input);
    const again = await open('RM2', input);

    expect(again.payload.customer.id).toBe(first.payload.customer.id);
    const { data } = await bank.server.ask(
      'RM2',
      '{ events(first: 50) { nodes { type version customer { displayName } } } }',
    );
    expect(
      data.events.nodes.filter(
        (event: { customer: { displayName: string } }) => event.customer.displayName === '郑 He',
      ),
    ).toEqual([{ type: 'PROSPECT_OPENED', version: 1, customer: { displayName: '郑 He' } }]);
  });

  test('a number that somebody has already makes no difference, whether in reach or out of it', async () => {
    const [theirs] = await bank.bank.system`select encode(value_hash, 'hex') as hash from party_identifier limit 1`;
    const number = { scheme: 'PASSPORT', value: 'Z1112223' };
    const fresh = await open('RM1', { displayName: '冯 A', identifiers: [number] });
    const taken = await open('RM1', { displayName: '冯 A', identifiers: [number] });

    const bare = ({ customer }: Record<string, Record<string, unknown>>) => ({
      ...customer,
      id: '',
      customerNumber: '',
    });
    expect(theirs).toBeDefined();
    expect(bare(taken.payload)).toEqual(bare(fresh.payload));
    expect(taken.payload.userErrors).toEqual([]);
  });

  test.each([
    ['at a unit of others', 'RM1', { orgUnitCode: 'B002' }, 'NOT_ALLOWED', 'input.orgUnitCode'],
    ['above his own unit', 'BM1', { orgUnitCode: 'R01' }, 'NOT_ALLOWED', 'input.orgUnitCode'],
    ['at a unit that is none', 'HO1', { orgUnitCode: 'B999' }, 'NOT_ALLOWED', 'input.orgUnitCode'],
    ['of a kind that is not his', 'KI1', {}, 'NOT_ALLOWED', 'input.orgUnitCode'],
    ['by a manager for another', 'RM1', { managerStaffNumber: 'RM2' }, 'NOT_ALLOWED', 'input.orgUnitCode'],
    ['for who is no manager', 'BM1', { managerStaffNumber: 'TL1' }, 'NOT_ALLOWED', 'input.managerStaffNumber'],
    ['with one way twice', 'RM1', { contactPoints: [phone, phone] }, 'TAKEN', 'input.contactPoints.1.value'],
  ])('none is opened %s', async (_what, staff, input, code, field) => {
    const before = await bank.rows('party');

    expect((await open(staff, input)).payload).toMatchObject({ customer: null, userErrors: [{ code, field }] });
    expect(await bank.rows('party')).toBe(before);
  });

  test.each([
    ['without a name', { displayName: ' ' }, 'input.displayName is empty.'],
    [
      'with a phone that is none',
      { contactPoints: [{ ...phone, value: '12' }] },
      'input.contactPoints.0.value is no phone number.',
    ],
    [
      'with a mailbox that is none',
      { contactPoints: [{ kind: 'EMAIL', value: 'x' }] },
      'input.contactPoints.0.value is no e-mail address.',
    ],
    [
      'with a city of a phone',
      { contactPoints: [{ ...phone, city: 'Wuhan' }] },
      'input.contactPoints.0.city is given, and only an address has one.',
    ],
    [
      'with a number of a source system',
      { identifiers: [{ scheme: 'CUSTOMER_NUMBER', value: '1' }] },
      'input.identifiers.0.scheme is given by the bank’s source systems alone.',
    ],
    [
      'with a code that is none',
      { identifiers: [{ scheme: 'LEI', value: '1' }] },
      'input.identifiers.0.value is no LEI.',
    ],
  ])('none is opened %s', async (_what, input, message) => {
    const { codes, answer } = await open('RM1', input);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.message).toBe(message);
  });

  test.each(['TL1', 'SA1', 'MK1', 'CH1', 'CO1', 'AU1'])('%s opens none', async (staff) => {
    expect((await open(staff, {})).codes).toEqual(['FORBIDDEN']);
  });
});

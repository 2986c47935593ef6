import { type ChangingBank, changingBank } from './changing-bank';

const source = 'Passport seen';
const prospect = { kind: 'INDIVIDUAL', displayName: 'Lin Mei', orgUnitCode: 'B001', source };
const contact = { channel: 'PHONE', direction: 'INBOUND', purpose: 'SERVICE' };

describe('the form of changes', () => {
  let bank: ChangingBank;
  let named: object;

  beforeAll(async () => {
    bank = await changingBank();
    named = { id: await bank.idOf(1), version: 1, source };
  });
  afterAll(() => bank.end());

  const open = (staff: string, input: object = {}) =>
    bank.make(staff, 'openProspect', { ...prospect, ...input }, 'customer { id customerNumber }');

  test.each([
    ['openProspect', { ...prospect, orgUnitCode: 'B001\u0000' }],
    ['openProspect', { ...prospect, managerStaffNumber: 'RM2\u0000' }],
    ['openProspect', { ...prospect, displayName: 'Lin\r\nMei' }],
    ['openProspect', { ...prospect, contactPoints: [{ kind: 'PHONE', value: '12345\n6789' }] }],
    ['openProspect', { ...prospect, contactPoints: [{ kind: 'EMAIL', value: 'a@b.cn', verifiedOn: '0000-01-01' }] }],
    ['openProspect', { ...prospect, identifiers: [{ scheme: 'PASSPORT', value: 'E1', expiresOn: '0000-01-01' }] }],
    ['recordRootCause', { code: 'A\nB', title: 'Fees', ownerStaffNumber: 'CO1' }],
  ])('%s refuses %j as it refuses any bad input', async (name, input) => {
    expect((await bank.make('BM1', name, input, '__typename')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('a group has no member from a day that there never was', async () => {
    const input = { ...named, memberId: await bank.idOf(2), validFrom: '0000-05-05' };

    expect((await bank.make('BM1', 'addGroupMember', input, '__typename')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('a key is no longer than it may be, spaces and all', async () => {
    const input = { ...contact, customerId: await bank.idOf(1), idempotencyKey: `${' '.repeat(12_000)}k` };

    expect((await bank.make('RM1', 'logInteraction', input, '__typename')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('countries are kept in capitals, however they are given', async () => {
    const identifiers = [{ scheme: 'PASSPORT', value: 'E12345678', issuingCountry: 'cn' }];
    const { payload } = await open('RM1', { country: 'cn', identifiers });

    const [row] = await bank.bank.system`
      select p.country, i.issuing_country as issuing from customer c join party p on p.party_id = c.customer_id
      join party_identifier i on i.customer_id = c.customer_id where c.public_id = ${payload.customer.id}`;
    expect(row).toEqual({ country: 'CN', issuing: 'CN' });
  });

  test('numbers of prospects tell nothing of each other', async () => {
    const numbers: string[] = [];
    for (let at = 0; at < 3; at += 1) numbers.push((await open('RM1')).payload.customer.customerNumber);

    expect(numbers.every((number) => /^P\d{9}$/.test(number))).toBe(true);
    const steps = numbers
      .slice(1)
      .map((number, at) => Math.abs(Number(number.slice(1)) - Number(numbers[at]?.slice(1))));
    expect(steps.filter((step) => step < 10)).toEqual([]);
  });

  test('a prospect is given to a manager of such customers alone', async () => {
    await bank.bank.system`
      update role_grant set kinds = '{CORPORATE}' where employee_id = (select id from employee where staff_number = 'RM2')`;

    const { payload } = await open('BM1', { managerStaffNumber: 'RM2' });

    expect(payload.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: 'input.managerStaffNumber' }]);
  });

  test('the number of a source system stays with its customer', async () => {
    const key = bank.bank.keys.get(1) as string;
    const [row] = await bank.bank.system`
      update party_identifier set scheme = 'CUSTOMER_NUMBER', source = 'CORE'
      where customer_id = ${key} and id = (select min(id) from party_identifier where customer_id = ${key})
      returning public_id as id`;
    const before = await bank.rows('party_identifier');

    const { payload } = await bank.make(
      'RM1',
      'removeIdentifier',
      { ...named, identifierId: row?.id },
      'customer { id }',
    );

    expect(payload.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: 'input.identifierId' }]);
    expect(await bank.rows('party_identifier')).toBe(before);
  });

  test('a group begins with whoever it is kept around', async () => {
    const join = (nn: number, version: number, validFrom: string) =>
      bank
        .idOf(nn)
        .then((memberId) =>
          bank.make('BM1', 'addGroupMember', { ...named, version, memberId, validFrom }, 'customer { version }'),
        );
    const first = await join(2, 1, '2026-06-01');
    await join(5, first.payload.customer.version, '2026-01-01');

    const rows = await bank.bank.system`
      select c.customer_number as number, m.valid_from::text as day from party_group_member m
      join customer c on c.customer_id = m.party_id where m.kind = 'CUSTOM' order by c.customer_number`;
    expect(rows.map(({ day }) => day)).toEqual(['2026-01-01', '2026-06-01', '2026-01-01']);
  });
});

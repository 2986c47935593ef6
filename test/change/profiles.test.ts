import { type ChangingBank, changingBank } from './changing-bank';

const told = `customer { version individual { occupation employer birthDate hobbies riskAppetite education }
  organisation { industry employees scale establishedOn }
  profileValues { nodes { field source at employee { staffNumber } } } }`;

describe('profiles completed and corrected', () => {
  let bank: ChangingBank;
  let person: string;
  let company: string;

  beforeAll(async () => {
    bank = await changingBank();
    [person, company] = [await bank.idOf(1), await bank.idOf(8)];
  });
  beforeEach(async () => {
    await bank.bank.system`update customer set version = 1`;
    await bank.bank.system`truncate profile_value`;
  });
  afterAll(() => bank.end());

  const correct = (staff: string, input: object) =>
    bank.make(staff, 'correctIndividual', { id: person, version: 1, source: 'Passport seen', ...input }, told);
  const correctCompany = (staff: string, input: object) =>
    bank.make(staff, 'correctOrganisation', { id: company, version: 1, source: 'Register', ...input }, told);

  test('a value keeps by what it is known, by whom and since when', async () => {
    const { payload, codes } = await correct('RM1', {
      occupation: ' Engineer ',
      birthDate: '1980-02-29',
      hobbies: ['Go', ''],
    });

    expect(codes).toEqual([]);
    expect(payload.userErrors).toEqual([]);
    expect(payload.customer).toMatchObject({
      version: 2,
      individual: { occupation: 'Engineer', birthDate: '1980-02-29', hobbies: ['Go'] },
    });
    const common = { source: 'Passport seen', at: '2026-06-16T04:00:00.000Z', employee: { staffNumber: 'RM1' } };
    expect(payload.customer.profileValues.nodes).toEqual(
      expect.arrayContaining(['birthDate', 'occupation', 'hobbies'].map((field) => ({ field, ...common }))),
    );
  });

  test('null takes a value away, and what is not given stays', async () => {
    await correct('RM1', { occupation: 'Engineer', education: 'MASTER' });

    const { payload } = await correct('RM1', { version: 2, occupation: null });

    expect(payload.customer.individual).toMatchObject({ occupation: null, education: 'MASTER' });
  });

  test('another employer is looked for among hidden relations', async () => {
    const before = await bank.rows('hidden_relation_change');

    await correct('RM1', { employer: 'Hengda Steel' });
    await correct('RM1', { version: 2, employer: 'Hengda Steel', occupation: 'Welder' });

    expect(await bank.rows('hidden_relation_change')).toBeGreaterThan(before);
  });

  test('of whom nothing is known yet something is', async () => {
    await bank.bank.system`delete from individual where customer_id = ${bank.bank.keys.get(1) as string}`;

    const { payload } = await correct('RM1', { riskAppetite: 'R2' });

    expect(payload.customer.individual).toMatchObject({ riskAppetite: 'R2', occupation: null });
  });

  test('organisations are corrected by fields of their own', async () => {
    const { payload } = await correctCompany('BM1', {
      industry: 'Steel',
      employees: 12,
      scale: 'SMALL',
      establishedOn: '2001-05-01',
    });

    expect(payload.customer.organisation).toEqual({
      ...{ industry: 'Steel', employees: 12, scale: 'SMALL', establishedOn: '2001-05-01' },
    });
  });

  test.each([
    ['a day to come', { birthDate: '2026-06-17' }, 'DATE_OUT_OF_ORDER', 'input.birthDate'],
    ['nothing', {}, 'REQUIRED', 'input'],
    ['a stale version', { version: 5, occupation: 'x' }, 'CONFLICT', 'input.version'],
  ])('%s is refused', async (_what, input, code, field) => {
    const { payload } = await correct('RM1', input);

    expect(payload).toMatchObject({ customer: null, userErrors: [{ code, field }] });
    expect(await bank.rows('profile_value')).toBe(0);
  });

  test.each([
    ['no source', { source: ' ', occupation: 'x' }],
    ['a household of nobody', { householdSize: 0 }],
    ['a text that is too long', { occupation: 'x'.repeat(101) }],
    ['a value that is none', { education: 'KINDERGARTEN' }],
  ])('%s is refused before it is looked for', async (_what, input) => {
    expect((await correct('RM1', input)).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('a person is no organisation', async () => {
    const { payload } = await bank.make(
      'RM1',
      'correctOrganisation',
      { id: person, version: 1, source: 'x', industry: 'y' },
      told,
    );

    expect(payload).toMatchObject({ customer: null, userErrors: [{ code: 'NOT_ALLOWED', field: 'input.id' }] });
  });

  test('nobody corrects whom he does not look after, nor without the right', async () => {
    expect((await correct('RM2', { occupation: 'x' })).codes).toEqual(['NOT_FOUND']);
    expect((await correct('SA1', { occupation: 'x' })).codes).toEqual(['FORBIDDEN']);
  });
});

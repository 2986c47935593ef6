import { customerStatuses } from '../../src/entities/customer/customer.table';
import { customerActions } from '../../src/entities/customer/customer-life';
import { type ChangingBank, changingBank } from './changing-bank';

/** Where each step leads, by the kind of customer it is for: written by hand from the requirement. */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PROSPECT: { CONVERT: 'ONBOARDED', REJECT: 'REJECTED', RECORD_DEATH: 'DECEASED' },
  ONBOARDED: { CLOSE: 'CHURNED', RECORD_DEATH: 'DECEASED' },
  DORMANT: { CLOSE: 'CHURNED', RECORD_DEATH: 'DECEASED' },
  WON_BACK: { CLOSE: 'CHURNED', RECORD_DEATH: 'DECEASED' },
  CHURNED: { WIN_BACK: 'WON_BACK', RECORD_DEATH: 'DECEASED' },
};
const pairs = customerStatuses.flatMap((status) => customerActions.map((action) => [status, action] as const));
const told =
  'customer { id version status lifecycle onboardedOn tags preferredChannel marketingConsent profilingConsent }';

describe('customers kept true', () => {
  let bank: ChangingBank;
  let ids: Readonly<Record<number, string>>;

  beforeAll(async () => {
    bank = await changingBank();
    ids = Object.fromEntries(await Promise.all([1, 2, 3, 4, 5, 6, 8].map(async (nn) => [nn, await bank.idOf(nn)])));
  });
  beforeEach(() => bank.bank.system`update customer set version = 1`);
  afterAll(() => bank.end());

  const advance = (staff: string, input: object) => bank.make(staff, 'advanceCustomer', input, told);
  const update = (staff: string, input: object) =>
    bank.make(staff, 'updateCustomer', { id: ids[1], version: 1, ...input }, told);
  const stands = (nn: number, status: string) =>
    bank.bank.system`update customer set status = ${status} where customer_id = ${bank.bank.keys.get(nn) as string}`;

  test.each(pairs)('%s: %s is taken where it is declared, and refused elsewhere', async (status, action) => {
    await stands(1, status);
    const to = allowed[status]?.[action];

    const { payload } = await advance('RM1', { id: ids[1], version: 1, action });

    if (to) expect(payload).toMatchObject({ userErrors: [], customer: { status: to, version: 2 } });
    else expect(payload).toMatchObject({ customer: null, userErrors: [{ field: 'input.action' }] });
  });

  test('a prospect who is converted is a customer from today on', async () => {
    await stands(1, 'PROSPECT');

    const { payload } = await advance('BM1', { id: ids[1], version: 1, action: 'CONVERT' });

    expect(payload.customer).toMatchObject({ status: 'ONBOARDED', lifecycle: 'ACQUIRED', onboardedOn: '2026-06-16' });
  });

  test('persons die, organisations are dissolved', async () => {
    await stands(8, 'ONBOARDED');

    const dead = await advance('BM1', { id: ids[8], version: 1, action: 'RECORD_DEATH' });
    const dissolved = await advance('BM1', { id: ids[8], version: 1, action: 'RECORD_LIQUIDATION' });

    expect(dead.payload.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: 'input.action' }]);
    expect(dissolved.payload.customer.status).toBe('LIQUIDATED');
  });

  test('consents, tags and the preferred channel are kept, and what is not given stays', async () => {
    const first = await update('RM1', {
      tags: ['VIP', ' VIP ', 'tea'],
      preferredChannel: 'VISIT',
      marketingConsent: true,
    });
    const second = await update('RM1', { version: 2, preferredChannel: null, marketingConsent: false });

    expect(first.payload.customer).toMatchObject({
      tags: ['VIP', 'tea'],
      preferredChannel: 'VISIT',
      marketingConsent: true,
    });
    expect(second.payload.customer).toMatchObject({
      ...{ version: 3, tags: ['VIP', 'tea'], preferredChannel: null, marketingConsent: false },
    });
  });

  test('with a consent go the offers that it was for', async () => {
    await update('RM1', { marketingConsent: true, profilingConsent: true });
    const key = bank.bank.keys.get(1) as string;
    await bank.bank.system`
      insert into product_recommendation (customer_id, as_of, product_id, scope_key, rules_version, basis, score, collaborative,
        content, popularity, rank, for_everybody, reasons)
      select customer_id, '2026-05-31', (select min(id) from product), scope_key, '1', 'HOLDINGS', 0.5, 0.5, 0.5, 0.5, 1, false, '{}'
      from customer where customer_id = ${key}`;

    await update('RM1', { version: 2, profilingConsent: false });

    expect(await bank.rows('product_recommendation')).toBe(0);
  });

  test.each([
    ['nothing', {}, 'REQUIRED'],
    ['a stale version', { version: 9, tags: [] }, 'CONFLICT'],
  ])('%s is refused', async (_what, input, code) => {
    expect((await update('RM1', input)).payload).toMatchObject({ customer: null, userErrors: [{ code }] });
  });

  test.each([
    ['RM2', 'NOT_FOUND'],
    ['TL1', 'FORBIDDEN'],
    ['CO1', 'FORBIDDEN'],
    ['AU1', 'FORBIDDEN'],
    ['KI1', 'NOT_FOUND'],
  ])('%s does not change a customer of RM1: %s', async (staff, code) => {
    expect((await update(staff, { tags: ['x'] })).codes).toEqual([code]);
  });

  describe('a portfolio', () => {
    const handedOver = 'employee { staffNumber } customers(first: 50) { nodes { id } }';
    const handOver = (staff: string, input: object) =>
      bank.make(
        staff,
        'handOverPortfolio',
        { fromStaffNumber: 'RM3', toStaffNumber: 'RM2', from: '2026-06-20', ...input },
        handedOver,
      );
    const list = async (staff: string) =>
      (await bank.server.ask(staff, '{ customers { nodes { id } } }')).data.customers.nodes.map(
        ({ id }: { id: string }) => id,
      );

    test.each([
      ['by a manager himself', 'RM3', {}, ['FORBIDDEN']],
      ['with one customer out of reach', 'BM2', { customerIds: 'out' }, ['NOT_FOUND']],
    ])('%s is refused as a whole', async (_what, staff, input, codes) => {
      const customerIds = 'customerIds' in input ? { customerIds: [ids[3], ids[1]] } : {};

      expect((await handOver(staff, customerIds)).codes).toEqual(codes);
      expect(await list('RM3')).toHaveLength(2);
    });

    test.each([
      ['to nobody', { toStaffNumber: 'ZZ9' }, 'NOT_ALLOWED', 'input.toStaffNumber'],
      ['to who is no manager', { toStaffNumber: 'TL1' }, 'NOT_ALLOWED', 'input.toStaffNumber'],
      ['to himself', { toStaffNumber: 'RM3' }, 'NOT_ALLOWED', 'input.toStaffNumber'],
      ['before today', { from: '2026-06-15' }, 'DATE_OUT_OF_ORDER', 'input.from'],
      ['on the day on which one comes', { from: '2026-06-16' }, 'DATE_OUT_OF_ORDER', 'input.from'],
      ['of who has none there', { fromStaffNumber: 'RM1' }, 'NOT_ALLOWED', 'input.fromStaffNumber'],
    ])('%s is refused', async (_what, input, code, field) => {
      expect((await handOver('BM2', input)).payload).toMatchObject({ employee: null, userErrors: [{ code, field }] });
    });

    test('goes over whole on its day, and is known to have been another’s before', async () => {
      const { payload } = await handOver('BM2', {});
      const today = await list('RM3');
      bank.later(24 * 4);

      expect(payload).toEqual({
        ...{ userErrors: [], employee: { staffNumber: 'RM2' } },
        customers: { nodes: expect.arrayContaining([{ id: ids[3] }, { id: ids[4] }]) },
      });
      expect(today).toHaveLength(2);
      expect(await list('RM3')).toEqual([]);
      expect((await list('RM2')).sort()).toEqual([ids[2], ids[3], ids[4]].sort());
      const again = await handOver('BM2', { fromStaffNumber: 'RM3', from: '2026-06-25' });
      expect(again.payload.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: 'input.fromStaffNumber' }]);
      bank.later(0);
    });
  });
});

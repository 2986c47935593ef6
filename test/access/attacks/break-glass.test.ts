import { type BrokenGlass, brokenGlass, byId, open, reason } from './broken-glass';
import { customerNumberOf, identifierOf, wordOf } from './planted';

const lists = `{
  customers(first: 50) { totalCount nodes { customerNumber } } accounts { totalCount } interactions { totalCount }
  complaints { totalCount } search(text: "Meng") { totalCount }
}`;

describe('breaking the glass', () => {
  let glass: BrokenGlass;

  beforeAll(async () => {
    glass = await brokenGlass();
  });
  beforeEach(() => glass.begin());
  afterAll(() => glass.end());

  test('opens one customer by his number, to be read by his id, until it closes by itself', async () => {
    const id = await glass.idOf(1);
    expect((await glass.server.ask('BM2', byId, { id })).data).toEqual({ customer: null });

    const { data, errors } = await glass.opened('BM2', 1, 30);

    expect(errors).toEqual([]);
    expect(data.openCustomer).toEqual({
      opening: {
        role: 'BRANCH_MANAGER',
        reason,
        openedAt: '2026-06-16T04:00:00.000Z',
        expiresAt: '2026-06-16T04:30:00.000Z',
        alerted: { staffNumber: 'BM1' },
        employee: { staffNumber: 'BM2' },
      },
      customer: {
        id,
        customerNumber: customerNumberOf(1),
        access: 'CASE',
        identifiers: [{ value: '****31X' }, { value: '****31X' }].map(() => ({
          value: `****${identifierOf(1).slice(-4)}`,
        })),
        accounts: { nodes: [{ number: expect.stringMatching(/^\*{4}\d{4}$/) }] },
      },
    });
    glass.later(29.99);
    const during = await glass.server.ask('BM2', byId, { id });
    expect(during.data.customer).toMatchObject({ displayName: `王${wordOf(1)} Meng`, access: 'CASE' });
    glass.later(30);
    expect((await glass.server.ask('BM2', byId, { id })).data).toEqual({ customer: null });
  });

  test('adds nothing to lists, search and counts, and leaves those around the customer stubs', async () => {
    const before = await glass.server.ask('BM2', lists);
    await glass.opened('BM2', 1);

    const after = await glass.server.ask('BM2', lists);
    const view = await glass.server.ask('BM2', byId, { id: await glass.idOf(1) });

    expect(after.text).toBe(before.text);
    const { relatedParties } = view.data.customer;
    // 3 and 4 are the reader's own customers, yet the way over an opened one leads to his own rows as ever.
    expect(relatedParties.nodes.map(({ party }: { party: { access: string } }) => party.access).sort()).toEqual([
      'LINKED',
      'LINKED',
      'OWN_BRANCH',
      'OWN_BRANCH',
    ]);
    expect(relatedParties.restrictedCount).toBe(2);
    expect(glass.leaks.of([2, 5, 6, 7, 8], view)).toEqual([]);
    const byNumber = await glass.server.ask('BM2', 'query($n: String!) { customer(customerNumber: $n) { id } }', {
      n: customerNumberOf(1),
    });
    expect(byNumber.data).toEqual({ customer: null });
  });

  test('shows confidential contacts to none but whom they are for', async () => {
    await glass.opened('RM3', 1);

    const { data } = await glass.server.ask('RM3', byId, { id: await glass.idOf(1) });

    const told = data.customer.interactions.nodes.map((one: { confidentiality: string; subject: string | null }) => [
      one.confidentiality,
      one.subject === null,
    ]);
    expect(told.sort()).toEqual([
      ['CONFIDENTIAL', true],
      ['PUBLIC', false],
    ]);
    expect(data.customer.identifiers[0].value).toBe(identifierOf(1));
  });

  test('answers alike for nobody, for a kind the grant does not hold for, and where nobody could be told', async () => {
    const absent = await glass.server.ask('KI1', open, { n: 'K000000000', r: reason });
    const otherKind = await glass.opened('KI1', 3);
    await glass.bank.system`update employee set status = 'ON_LEAVE' where staff_number in ('BM2', 'HO1', 'CO1')`;
    const alone = await glass.opened('KI1', 4);
    await glass.bank.system`update employee set status = 'ACTIVE' where staff_number in ('BM2', 'HO1', 'CO1')`;

    expect(absent.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    for (const one of [otherKind, alone]) expect([one.text, one.status]).toEqual([absent.text, absent.status]);
    expect(absent.data).toEqual({ openCustomer: null });
    expect((await glass.opened('KI1', 4)).data.openCustomer.opening.alerted.staffNumber).toBe('BM2');
  });

  test('is for the roles that the policy names, and takes a reason and an hour at most', async () => {
    for (const staff of ['TL1', 'SA1', 'MK1', 'AU1', 'HO1', 'CO1', 'XX1', 'RP1']) {
      const refused = await glass.opened(staff, 3);
      expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      expect(refused.data).toBeUndefined();
    }
    for (const [minutes, why] of [
      [0, reason],
      [61, reason],
      [-1, reason],
      [60, 'too short'],
      [60, `${reason}\u0007`],
      [60, 'x'.repeat(501)],
    ] as const) {
      const refused = await glass.opened('BM2', 1, minutes, why);
      expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
    expect(await glass.bank.system`select count(*)::integer as n from break_glass`).toEqual([{ n: 0 }]);
  });

  test('ends with the right by which it was opened', async () => {
    await glass.opened('CH1', 6);
    const id = await glass.idOf(6);
    expect((await glass.server.ask('CH1', byId, { id })).data.customer.access).toBe('CASE');

    // Through another client, of whom nothing is remembered yet.
    const anew = async (client: string) => ({ authorization: `Bearer ${await glass.server.tokenOf('CH1', client)}` });
    const still = await glass.server.ask('CH1', byId, { id }, await anew('one'));
    await glass.bank.system`update role_grant set valid_to = '2026-06-16'
      where employee_id = (select id from employee where staff_number = 'CH1')`;
    const after = await glass.server.ask('CH1', byId, { id }, await anew('another'));
    await glass.bank.system`update role_grant set valid_to = null
      where employee_id = (select id from employee where staff_number = 'CH1')`;

    expect(still.data.customer.access).toBe('CASE');
    expect(after.data).toEqual({ customer: null });
  });

  test('tries of numbers are counted, and locked after fifty that miss', async () => {
    for (let turn = 0; turn < 50; turn += 1) await glass.server.ask('BM2', open, { n: `K9${turn}`, r: reason });

    const locked = await glass.opened('BM2', 1);

    expect(locked.errors.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
  });

  test('of several changes each stands for itself', async () => {
    const { data, errors } = await glass.server.ask(
      'BM2',
      `mutation { absent: openCustomer(input: { customerNumber: "K1", reason: "${reason}" }) { customer { id } }
        __typename present: openCustomer(input: { customerNumber: "${customerNumberOf(2)}", reason: "${reason}" }) {
          customer { customerNumber } __typename } }`,
    );

    expect(data).toEqual({
      absent: null,
      __typename: 'Mutation',
      present: { customer: { customerNumber: customerNumberOf(2) }, __typename: 'OpenCustomerPayload' },
    });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['absent'], 'NOT_FOUND']]);
  });

  test('is never asked by GET', async () => {
    const query = encodeURIComponent(
      `mutation { openCustomer(input: { customerNumber: "${customerNumberOf(2)}", reason: "${reason}" }) { customer { id } } }`,
    );

    const answer = await glass.server.send('BM2', { method: 'GET', path: `/graphql?query=${query}` });

    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect(await glass.bank.system`select count(*)::integer as n from break_glass`).toEqual([{ n: 0 }]);
  });
});

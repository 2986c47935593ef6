import { complaintStatuses } from '../../src/entities/complaint/complaint.table';
import { complaintActions } from '../../src/entities/complaint/complaint-steps';
import { type ChangingBank, changingBank } from './changing-bank';

/** Where each step leads, from where it may be taken: written by hand from the requirement. */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  RECEIVED: { ACKNOWLEDGE: 'ACKNOWLEDGED', WITHDRAW: 'WITHDRAWN' },
  ACKNOWLEDGED: { INVESTIGATE: 'INVESTIGATING', WITHDRAW: 'WITHDRAWN' },
  INVESTIGATING: {
    ...{ AWAIT_CUSTOMER: 'AWAITING_CUSTOMER', RESOLVE: 'RESOLVED', WITHDRAW: 'WITHDRAWN', REFER: 'REFERRED' },
  },
  AWAITING_CUSTOMER: {
    ...{ INVESTIGATE: 'INVESTIGATING', RESOLVE: 'RESOLVED', WITHDRAW: 'WITHDRAWN', REFER: 'REFERRED' },
  },
  RESOLVED: { CLOSE: 'CLOSED', REFER: 'REFERRED', REOPEN: 'INVESTIGATING' },
  CLOSED: { REOPEN: 'INVESTIGATING' },
  WITHDRAWN: { REOPEN: 'INVESTIGATING' },
  REFERRED: { REOPEN: 'INVESTIGATING' },
};
const pairs = complaintStatuses.flatMap((status) => complaintActions.map((action) => [status, action] as const));
const told = `complaint { id dueAt acknowledgeDueAt reference version status receivedAt category reason severity acknowledgedAt closedAt outcome
  redress { amount currency } rootCause handlingUnit { code } owner { staffNumber } concerns { staffNumber }
  events { nodes { fromStatus toStatus note employee { staffNumber } } } }`;
const grievance = { channel: 'PHONE', category: 'PAYMENT', reason: 'Paid twice' };

describe('complaints', () => {
  let bank: ChangingBank;
  let first: string;

  beforeAll(async () => {
    bank = await changingBank();
    first = await bank.idOf(1);
  });
  afterAll(() => bank.end());

  const open = (staff: string, input: object = {}) =>
    bank.make(staff, 'openComplaint', { customerId: first, ...grievance, ...input }, told);
  const opened = async (input: object = {}) => (await open('RM1', input)).payload.complaint;
  const advance = (staff: string, input: object) => bank.make(staff, 'advanceComplaint', input, told);
  const standing = async (status: string) => {
    const { id } = await opened();
    await bank.bank.system`update complaint set status = ${status} where public_id = ${id}`;
    return id;
  };

  test('is taken down and given to a handler of the customer’s unit', async () => {
    const { payload, codes } = await open('RM1', { receivedAt: '2026-06-15T09:00:00Z', severity: 'HIGH' });

    expect(codes).toEqual([]);
    expect(payload).toEqual({
      userErrors: [],
      complaint: {
        ...{ id: expect.stringMatching(/^cmp_/), reference: expect.stringMatching(/^CMP-2026-\d{8}$/), version: 1 },
        ...{ status: 'RECEIVED', receivedAt: '2026-06-15T09:00:00.000Z', category: 'PAYMENT', reason: 'Paid twice' },
        // CN: 15 days, the bank: 10 business days without the Dragon Boat Festival on the 19th; both end with 30 June.
        ...{ dueAt: '2026-06-30T15:59:59.999Z', acknowledgeDueAt: '2026-06-18T15:59:59.999Z' },
        ...{ severity: 'HIGH', acknowledgedAt: null, closedAt: null, outcome: null, redress: null, rootCause: null },
        ...{ handlingUnit: { code: 'B001' }, owner: { staffNumber: 'CH1' }, concerns: null },
        events: { nodes: [{ fromStatus: null, toStatus: 'RECEIVED', note: null, employee: { staffNumber: 'RM1' } }] },
      },
    });
  });

  test.each(pairs)('%s: %s is taken where it is declared, and refused elsewhere', async (status, action) => {
    const id = await standing(status);
    const to = allowed[status]?.[action];

    const { payload } = await advance('HO1', {
      ...{ id, version: 1, action },
      ...(action === 'RESOLVE' && { outcome: 'UPHELD' }),
    });

    const [row] = await bank.bank.system`
      select c.status, c.version, (select count(*)::int from complaint_event e where e.complaint_id = c.id) as steps
      from complaint c where public_id = ${id}`;
    if (to) expect(payload).toMatchObject({ userErrors: [], complaint: { status: to, version: 2 } });
    else
      expect(payload).toMatchObject({
        complaint: null,
        userErrors: [{ code: 'STEP_OUT_OF_ORDER', field: 'input.action' }],
      });
    expect(row).toEqual({ status: to ?? status, version: to ? 2 : 1, steps: to ? 2 : 1 });
  });

  test('its whole way: acknowledged, looked into, answered with redress, closed, and reopened', async () => {
    const { id } = await opened();
    const steps = [
      { action: 'ACKNOWLEDGE', note: 'By phone' },
      { action: 'INVESTIGATE' },
      {
        action: 'RESOLVE',
        outcome: 'UPHELD',
        redress: { amount: '12.50', currency: 'CNY' },
        rootCause: 'Batch ran twice',
      },
      { action: 'CLOSE' },
    ];

    for (const [at, step] of steps.entries()) await advance('CH1', { id, version: at + 1, ...step });
    const closed = await bank.server.ask('BM1', `{ node(id: "${id}") { ... on Complaint { ${told.slice(12, -1)} } } }`);
    const reopened = await advance('BM1', { id, version: 5, action: 'REOPEN' });

    const at = '2026-06-16T04:00:00.000Z';
    expect(closed.data.node).toMatchObject({
      ...{ version: 5, status: 'CLOSED', acknowledgedAt: at, closedAt: at, outcome: 'UPHELD' },
      ...{ redress: { amount: '12.50', currency: 'CNY' }, rootCause: 'Batch ran twice' },
    });
    expect(
      closed.data.node.events.nodes.map((step: { toStatus: string; note: string }) => [step.toStatus, step.note]),
    ).toEqual([
      ...[
        ['RECEIVED', null],
        ['ACKNOWLEDGED', 'By phone'],
        ['INVESTIGATING', null],
      ],
      ...[
        ['RESOLVED', null],
        ['CLOSED', null],
      ],
    ]);
    expect(reopened.payload.complaint).toMatchObject({ status: 'INVESTIGATING', closedAt: null, version: 6 });
  });

  test.each([
    ['an answer without an outcome', { action: 'RESOLVE' }, 'REQUIRED', 'input.outcome'],
    ['an outcome before the answer', { action: 'AWAIT_CUSTOMER', outcome: 'UPHELD' }, 'NOT_ALLOWED', 'input.outcome'],
    ['a stale version', { action: 'AWAIT_CUSTOMER', version: 7 }, 'CONFLICT', 'input.version'],
  ])('refuses %s', async (_what, input, code, field) => {
    const id = await standing('INVESTIGATING');

    const { payload } = await advance('HO1', { id, version: 1, ...input });

    expect(payload).toMatchObject({ complaint: null, userErrors: [{ code, field }] });
  });

  test.each([
    ['redress finer than its currency', { redress: { amount: '1.005', currency: 'CNY' } }],
    ['redress below nothing', { redress: { amount: '-1', currency: 'CNY' } }],
    ['redress beyond all accounts', { redress: { amount: '1'.repeat(28), currency: 'CNY' } }],
    ['a cause that is too long', { rootCause: 'x'.repeat(2001) }],
  ])('refuses %s before it looks', async (_what, input) => {
    const { codes } = await advance('HO1', {
      id: first.replace('cus', 'cmp'),
      version: 1,
      action: 'RESOLVE',
      outcome: 'UPHELD',
      ...input,
    });

    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  test('about somebody of the unit it goes to the unit above, and never to him', async () => {
    const about = await opened({ concernsStaffNumber: 'CH1' });

    const byHimself = await advance('CH1', { id: about.id, version: 1, action: 'ACKNOWLEDGE' });
    const assign = (input: object) => bank.make('HO1', 'assignComplaint', { id: about.id, version: 1, ...input }, told);
    const toHim = await assign({ handlingUnitCode: 'B001', ownerStaffNumber: 'CH1' });
    const toWhom = await assign({ handlingUnitCode: 'B001' });

    expect(about).toMatchObject({ handlingUnit: { code: 'R01' }, owner: null, concerns: { staffNumber: 'CH1' } });
    expect(byHimself.payload).toMatchObject({ complaint: null, userErrors: [{ code: 'RECUSED', field: 'input.id' }] });
    expect(toHim.payload).toMatchObject({
      complaint: null,
      userErrors: [{ code: 'RECUSED', field: 'input.ownerStaffNumber' }],
    });
    expect(toWhom.payload.complaint).toMatchObject({ handlingUnit: { code: 'B001' }, owner: null });
  });

  test('is assigned to handlers of a unit of the bank only', async () => {
    const { id } = await opened();
    const assign = (staff: string, input: object) =>
      bank.make(staff, 'assignComplaint', { id, version: 1, ...input }, told);

    const noHandler = await assign('BM1', { ownerStaffNumber: 'RM1' });
    const noUnit = await assign('BM1', { handlingUnitCode: 'B999' });
    const manager = await assign('RM1', {});
    const away = await assign('BM1', { handlingUnitCode: 'B002' });

    expect([noHandler, noUnit].map(({ payload }) => payload.userErrors[0].field)).toEqual([
      'input.ownerStaffNumber',
      'input.handlingUnitCode',
    ]);
    expect(manager.codes).toEqual(['FORBIDDEN']);
    expect(away.payload.complaint).toMatchObject({ handlingUnit: { code: 'B002' }, owner: null, version: 2 });
  });

  test.each([
    ['an account of another', { accountId: 6 }, 'NOT_ALLOWED', 'input.accountId'],
    ['a product that is not there', { productCode: 'NONE' }, 'NOT_ALLOWED', 'input.productCode'],
    ['nobody’s staff number', { concernsStaffNumber: 'ZZ9' }, 'NOT_ALLOWED', 'input.concernsStaffNumber'],
    ['a day to come', { receivedAt: '2026-06-17T00:00:00Z' }, 'DATE_OUT_OF_ORDER', 'input.receivedAt'],
  ])('about %s is refused', async (_what, input, code, field) => {
    const [account] = await bank.bank
      .system`select public_id as id from account where id = ${bank.bank.accounts.get(6) as string}`;
    const given = 'accountId' in input ? { accountId: account?.id } : input;

    const { payload } = await open('RM1', given);

    expect(payload).toMatchObject({ complaint: null, userErrors: [{ code, field }] });
  });

  test('marketing and auditors open none, nobody opens one out of reach', async () => {
    expect((await open('AU1')).codes).toEqual(['FORBIDDEN']);
    expect((await open('MK1')).codes).toEqual(['FORBIDDEN']);
    expect((await open('RM3')).codes).toEqual(['NOT_FOUND']);
  });
});

import { ticketStatuses } from '../../src/entities/service/service-ticket.table';
import { ticketActions } from '../../src/entities/service/ticket-steps';
import { type ChangingBank, changingBank } from './changing-bank';

/** Where each step leads, from where it may be taken: written by hand from the requirement. */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  OPEN: { START: 'IN_PROGRESS', RESOLVE: 'RESOLVED', CANCEL: 'CANCELLED' },
  IN_PROGRESS: { AWAIT_CUSTOMER: 'WAITING_FOR_CUSTOMER', RESOLVE: 'RESOLVED', CANCEL: 'CANCELLED' },
  WAITING_FOR_CUSTOMER: { RESUME: 'IN_PROGRESS', RESOLVE: 'RESOLVED', CANCEL: 'CANCELLED' },
  RESOLVED: { CLOSE: 'CLOSED', REOPEN: 'IN_PROGRESS' },
  CLOSED: { REOPEN: 'IN_PROGRESS' },
  CANCELLED: {},
};
const pairs = ticketStatuses.flatMap((status) => ticketActions.map((action) => [status, action] as const));
const told = `serviceTicket { id reference version status channel topic priority subject description openedAt dueAt
  rulesVersion resolvedAt closedAt resolution queue { code } owner { staffNumber } customer { customerNumber } }`;
const request = { channel: 'PHONE', topic: 'CARD', subject: 'Card lost' };

describe('service tickets', () => {
  let bank: ChangingBank;
  let first: string;

  beforeAll(async () => {
    bank = await changingBank();
    first = await bank.idOf(1);
  });
  afterAll(() => bank.end());

  const open = (staff: string, input: object = {}) =>
    bank.make(staff, 'openServiceTicket', { customerId: first, ...request, ...input }, told);
  const advance = (staff: string, input: object) => bank.make(staff, 'advanceServiceTicket', input, told);
  const assign = (staff: string, input: object) => bank.make(staff, 'assignServiceTicket', input, told);
  const standing = async (status: string) => {
    const { id } = (await open('RM1')).payload.serviceTicket;
    await bank.bank.system`update service_ticket set status = ${status} where public_id = ${id}`;
    return id;
  };
  const codesOf = (made: readonly { payload: { userErrors: { code: string; field: string }[] } }[]) =>
    made.map(({ payload }) => payload.userErrors.map(({ code, field }) => `${code} ${field}`).join());

  test('is taken down in the queue of the customer’s home unit and told as an event', async () => {
    const { payload, codes } = await open('RM1', { description: 'On the train', openedAt: '2026-06-15T09:00:00Z' });

    expect(codes).toEqual([]);
    expect(payload).toEqual({
      userErrors: [],
      serviceTicket: {
        ...{ id: expect.stringMatching(/^tkt_/), reference: expect.stringMatching(/^TKT-2026-\d{8}$/), version: 1 },
        ...{ status: 'OPEN', channel: 'PHONE', topic: 'CARD', priority: 'NORMAL', subject: 'Card lost' },
        ...{ description: 'On the train', openedAt: '2026-06-15T09:00:00.000Z', dueAt: '2026-06-17T09:00:00.000Z' },
        ...{ rulesVersion: '2026.1', resolvedAt: null, closedAt: null, resolution: null },
        ...{ queue: { code: 'B001' }, owner: null, customer: { customerNumber: expect.any(String) } },
      },
    });
    const events = await bank.server.ask('RM1', '{ events(first: 100) { nodes { type subjectId fields version } } }');
    expect(events.data.events.nodes.at(-1)).toEqual({
      ...{ type: 'SERVICE_TICKET_OPENED', subjectId: payload.serviceTicket.id, version: 1 },
      fields: ['reference', 'openedAt', 'channel', 'topic', 'subject', 'priority', 'description'],
    });
  });

  test.each([
    ['LOW', '2026-06-20T09:00:00.000Z'],
    ['NORMAL', '2026-06-17T09:00:00.000Z'],
    ['HIGH', '2026-06-15T17:00:00.000Z'],
    ['URGENT', '2026-06-15T11:00:00.000Z'],
  ])('of priority %s is due at %s', async (priority, dueAt) => {
    const { payload } = await open('RM1', { priority, openedAt: '2026-06-15T09:00:00Z', queueUnitCode: 'HO' });

    expect(payload.serviceTicket).toMatchObject({ priority, dueAt, queue: { code: 'HO' } });
  });

  test.each(pairs)('%s: %s is taken where it is declared, and refused elsewhere', async (status, action) => {
    const id = await standing(status);
    const to = allowed[status]?.[action];

    const { payload } = await advance('HO1', {
      ...{ id, version: 1, action },
      ...(action === 'RESOLVE' && { resolution: 'New card sent' }),
    });

    const [row] = await bank.bank.system`select status, version from service_ticket where public_id = ${id}`;
    if (to) expect(payload).toMatchObject({ userErrors: [], serviceTicket: { status: to, version: 2 } });
    else
      expect(payload).toMatchObject({
        serviceTicket: null,
        userErrors: [{ code: 'STEP_OUT_OF_ORDER', field: 'input.action' }],
      });
    expect(row).toEqual({ status: to ?? status, version: to ? 2 : 1 });
  });

  test('its whole way: begun, done, closed, and reopened', async () => {
    const { id } = (await open('RM1')).payload.serviceTicket;
    const steps = [{ action: 'START' }, { action: 'RESOLVE', resolution: 'New card sent' }, { action: 'CLOSE' }];

    const made = [];
    for (const [at, step] of steps.entries()) made.push(await advance('BM1', { id, version: at + 1, ...step }));
    const reopened = await advance('RM1', { id, version: 4, action: 'REOPEN' });

    const at = '2026-06-16T04:00:00.000Z';
    expect(made.map(({ payload: { serviceTicket: one } }) => [one.status, one.resolvedAt, one.closedAt])).toEqual([
      ['IN_PROGRESS', null, null],
      ['RESOLVED', at, null],
      ['CLOSED', at, at],
    ]);
    expect(reopened.payload.serviceTicket).toMatchObject({
      ...{ status: 'IN_PROGRESS', version: 5, resolvedAt: null, closedAt: null, resolution: 'New card sent' },
    });
  });

  test.each([
    ['done without a word of what', { action: 'RESOLVE' }, 'REQUIRED', 'input.resolution'],
    ['done with an empty word', { action: 'RESOLVE', resolution: ' ' }, 'REQUIRED', 'input.resolution'],
    ['a word of what before it is done', { action: 'CANCEL', resolution: 'x' }, 'NOT_ALLOWED', 'input.resolution'],
    ['a stale version', { action: 'START', version: 7 }, 'CONFLICT', 'input.version'],
  ])('refuses %s', async (_what, input, code, field) => {
    const id = await standing('OPEN');

    const { payload } = await advance('HO1', { id, version: 1, ...input });

    expect(payload).toMatchObject({ serviceTicket: null, userErrors: [{ code, field }] });
  });

  test('is handed over to another unit’s queue, to one of its people, and back', async () => {
    const id = await standing('OPEN');

    const taken = await assign('BM1', { id, version: 1, ownerStaffNumber: 'RM2' });
    const moved = await assign('BM1', { id, version: 2, queueUnitCode: 'B002', ownerStaffNumber: 'RM3' });
    const back = await assign('HO1', { id, version: 3 });

    const places = [taken, moved, back].map(({ payload: { serviceTicket: one } }) => [
      ...[one.queue.code, one.owner?.staffNumber, one.version],
    ]);
    expect(places).toEqual([
      ['B001', 'RM2', 2],
      ['B002', 'RM3', 3],
      ['B002', undefined, 4],
    ]);
  });

  test('is handed to nobody of another unit or away, to no unit that is not there, and not once it is over', async () => {
    const [id, done] = [await standing('OPEN'), await standing('CLOSED')];
    await bank.bank.system`update employee set status = 'ON_LEAVE' where staff_number = 'CH1'`;

    const refused = [
      await assign('BM1', { id, version: 1, ownerStaffNumber: 'RM3' }),
      await assign('BM1', { id, version: 1, ownerStaffNumber: 'CH1' }),
      await assign('BM1', { id, version: 1, queueUnitCode: 'B999' }),
      await assign('BM1', { id, version: 3 }),
      await assign('BM1', { id: done, version: 1 }),
    ];

    await bank.bank.system`update employee set status = 'ACTIVE' where staff_number = 'CH1'`;
    expect(codesOf(refused)).toEqual([
      ...['NOT_ALLOWED input.ownerStaffNumber', 'NOT_ALLOWED input.ownerStaffNumber'],
      ...['NOT_ALLOWED input.queueUnitCode', 'CONFLICT input.version', 'STEP_OUT_OF_ORDER input.id'],
    ]);
  });

  test('what is due is listed by queue and owner, soonest first', async () => {
    const { id } = (await open('RM1', { priority: 'URGENT', queueUnitCode: 'R01' })).payload.serviceTicket;
    const later = (await open('RM1', { queueUnitCode: 'R01' })).payload.serviceTicket.id;

    const list = await bank.server.ask(
      'BM1',
      `{ serviceTickets(filter: { queueUnitCode: { eq: "R01" }, status: { eq: OPEN } }) { nodes { id } } }`,
    );
    const elsewhere = await bank.server.ask('RM3', `{ serviceTickets { nodes { customer { customerNumber } id } } }`);

    expect(list.data.serviceTickets.nodes.map((one: { id: string }) => one.id)).toEqual([id, later]);
    expect(elsewhere.data.serviceTickets.nodes.map((one: { id: string }) => one.id)).not.toContain(id);
  });

  test.each([
    ['an empty subject', { subject: ' ' }],
    ['a subject that is too long', { subject: 'x'.repeat(201) }],
    ['a description that is too long', { description: 'x'.repeat(4001) }],
  ])('refuses %s before it looks', async (_what, input) => {
    expect((await open('RM1', input)).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('of a day to come, or for a unit that is not there, is not opened', async () => {
    const refused = [
      await open('RM1', { openedAt: '2026-06-17T00:00:00Z' }),
      await open('RM1', { queueUnitCode: 'B999' }),
    ];

    expect(codesOf(refused)).toEqual(['DATE_OUT_OF_ORDER input.openedAt', 'NOT_ALLOWED input.queueUnitCode']);
  });

  test('marketing and auditors open none, nobody touches one out of reach', async () => {
    const id = await standing('OPEN');

    expect((await open('AU1')).codes).toEqual(['FORBIDDEN']);
    expect((await open('MK1')).codes).toEqual(['FORBIDDEN']);
    expect((await open('RM3')).codes).toEqual(['NOT_FOUND']);
    expect((await advance('RM3', { id, version: 1, action: 'START' })).codes).toEqual(['NOT_FOUND']);
    expect((await assign('RM3', { id, version: 1 })).codes).toEqual(['NOT_FOUND']);
  });

  test('whoever does not read notes opens one and is not told them', async () => {
    const { payload } = await open('TL1', { description: 'On the train' });

    expect(payload.serviceTicket).toMatchObject({ status: 'OPEN', subject: null, description: null });
  });
});

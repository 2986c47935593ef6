import { feedbackKinds, feedbackStatuses } from '../../src/entities/service/feedback.table';
import { feedbackReplies } from '../../src/entities/service/feedback-steps';
import { type ChangingBank, changingBank } from './changing-bank';

/** Which replies lead on from where, by kind: written by hand from the requirement. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'SUGGESTION RECEIVED': ['ANSWERED', 'ADOPTED', 'DECLINED'],
  'SUGGESTION ANSWERED': ['ADOPTED', 'DECLINED'],
  'PRAISE RECEIVED': ['ANSWERED'],
};
const ways = feedbackKinds.flatMap((kind) =>
  feedbackStatuses.flatMap((status) => feedbackReplies.map((reply) => [kind, status, reply] as const)),
);
const told = `feedback { id version kind status channel text answer changeMade receivedAt answeredAt
  orgUnit { code } product { code } owner { staffNumber } customer { customerNumber } }`;
const wish = { kind: 'SUGGESTION', channel: 'WEB', text: 'Open on Saturdays' };

describe('suggestions and praise', () => {
  let bank: ChangingBank;
  let first: string;

  beforeAll(async () => {
    bank = await changingBank();
    first = await bank.idOf(1);
  });
  afterAll(() => bank.end());

  const record = (staff: string, input: object = {}) =>
    bank.make(staff, 'recordFeedback', { customerId: first, ...wish, ...input }, told);
  const answer = (staff: string, input: object) => bank.make(staff, 'answerFeedback', input, told);
  const standing = async (kind: string, status: string) => {
    const { id } = (await record('RM1', { kind })).payload.feedback;
    await bank.bank.system`
      update feedback set status = ${status}, answer = case when ${status} <> 'RECEIVED' then 'Told before' end,
        change_made = case when ${status} = 'ADOPTED' then 'Done before' end
      where public_id = ${id}`;
    return id;
  };

  test('is recorded with who sees to it, and told as an event', async () => {
    const { payload, codes } = await record('RM1', {
      ...{ kind: 'PRAISE', orgUnitCode: 'B001', ownerStaffNumber: 'BM1', receivedAt: '2026-06-15T09:00:00Z' },
    });

    expect(codes).toEqual([]);
    expect(payload).toEqual({
      userErrors: [],
      feedback: {
        ...{ id: expect.stringMatching(/^fbk_/), version: 1, kind: 'PRAISE', status: 'RECEIVED', channel: 'WEB' },
        ...{ text: 'Open on Saturdays', answer: null, changeMade: null, receivedAt: '2026-06-15T09:00:00.000Z' },
        ...{ answeredAt: null, orgUnit: { code: 'B001' }, product: null, owner: { staffNumber: 'BM1' } },
        customer: { customerNumber: expect.any(String) },
      },
    });
    const events = await bank.server.ask('RM1', '{ events(first: 100) { nodes { type subjectId fields version } } }');
    expect(events.data.events.nodes.at(-1)).toEqual({
      ...{ type: 'FEEDBACK_RECORDED', subjectId: payload.feedback.id, version: 1 },
      fields: ['receivedAt', 'kind', 'channel', 'text', 'orgUnitCode', 'ownerStaffNumber'],
    });
  });

  test('about a product it is seen to by who records it', async () => {
    const { payload } = await record('RM1', { productCode: 'P1' });

    expect(payload.feedback).toMatchObject({
      ...{ orgUnit: null, product: { code: 'P1' }, owner: { staffNumber: 'RM1' } },
      receivedAt: '2026-06-16T04:00:00.000Z',
    });
  });

  test.each(ways)('%s %s: %s is given where it is declared, and refused elsewhere', async (kind, status, reply) => {
    const id = await standing(kind, status);
    const isAllowed = allowed[`${kind} ${status}`]?.includes(reply) ?? false;

    const { payload } = await answer('HO1', {
      ...{ id, version: 1, reply, answer: 'Thank you' },
      ...(reply === 'ADOPTED' && { changeMade: 'Open on Saturdays' }),
    });

    const [row] = await bank.bank.system`select status, version from feedback where public_id = ${id}`;
    const code = kind === 'PRAISE' && reply !== 'ANSWERED' ? 'NOT_ALLOWED' : 'STEP_OUT_OF_ORDER';
    expect(payload.userErrors).toEqual(
      isAllowed ? [] : [{ code, field: 'input.reply', message: expect.any(String), currentVersion: null }],
    );
    expect(row).toEqual({ status: isAllowed ? reply : status, version: isAllowed ? 2 : 1 });
  });

  test('is answered first and adopted later, with the change that came of it', async () => {
    const { id } = (await record('RM1')).payload.feedback;

    const answered = await answer('RM1', { id, version: 1, reply: 'ANSWERED', answer: 'We look into it' });
    bank.later(2);
    const adopted = await answer('BM1', { id, version: 2, reply: 'ADOPTED', changeMade: 'Counter on Saturdays' });
    bank.later(0);

    const answeredAt = '2026-06-16T04:00:00.000Z';
    expect(answered.payload.feedback).toMatchObject({ status: 'ANSWERED', answer: 'We look into it', answeredAt });
    expect(adopted.payload.feedback).toMatchObject({
      ...{ status: 'ADOPTED', answer: 'We look into it', changeMade: 'Counter on Saturdays', answeredAt, version: 3 },
    });
  });

  test.each([
    ['no answer', { reply: 'DECLINED' }, 'REQUIRED', 'input.answer'],
    ['a change that is not told', { reply: 'ADOPTED', answer: 'Yes' }, 'REQUIRED', 'input.changeMade'],
    [
      'a change without adoption',
      { reply: 'DECLINED', answer: 'No', changeMade: 'x' },
      'NOT_ALLOWED',
      'input.changeMade',
    ],
    ['a stale version', { reply: 'ANSWERED', answer: 'x', version: 5 }, 'CONFLICT', 'input.version'],
  ])('refuses %s', async (_what, input, code, field) => {
    const id = await standing('SUGGESTION', 'RECEIVED');

    const { payload } = await answer('HO1', { id, version: 1, ...input });

    expect(payload).toMatchObject({ feedback: null, userErrors: [{ code, field }] });
  });

  test.each([
    ['both a unit and a product', { orgUnitCode: 'B001', productCode: 'P1' }, 'NOT_ALLOWED', 'input.productCode'],
    ['a unit that is not there', { orgUnitCode: 'B999' }, 'NOT_ALLOWED', 'input.orgUnitCode'],
    ['a product that is not there', { productCode: 'NONE' }, 'NOT_ALLOWED', 'input.productCode'],
    ['an owner who is not there', { ownerStaffNumber: 'ZZ9' }, 'NOT_ALLOWED', 'input.ownerStaffNumber'],
    ['a day to come', { receivedAt: '2026-06-17T00:00:00Z' }, 'DATE_OUT_OF_ORDER', 'input.receivedAt'],
  ])('with %s is refused', async (_what, input, code, field) => {
    const { payload } = await record('RM1', input);

    expect(payload).toMatchObject({ feedback: null, userErrors: [{ code, field }] });
  });

  test('an empty or overlong text is refused before anything is looked for', async () => {
    expect((await record('RM1', { text: ' ' })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await record('RM1', { text: 'x'.repeat(4001) })).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('who reads no notes records it, is not told it and does not answer it', async () => {
    const { payload } = await record('TL1');
    const { id } = payload.feedback;

    expect(payload.feedback).toMatchObject({ status: 'RECEIVED', text: null });
    expect((await answer('TL1', { id, version: 1, reply: 'ANSWERED', answer: 'x' })).codes).toEqual(['FORBIDDEN']);
    expect((await record('AU1')).codes).toEqual(['FORBIDDEN']);
    expect((await record('RM3')).codes).toEqual(['NOT_FOUND']);
    expect((await answer('RM3', { id, version: 1, reply: 'ANSWERED', answer: 'x' })).codes).toEqual(['NOT_FOUND']);
  });
});

import { type ChangingBank, changingBank } from './changing-bank';

const contact = { channel: 'PHONE', direction: 'INBOUND', purpose: 'SERVICE' };
const told = `interaction { id version at channel direction purpose subject notes outcome nextStep nextStepDue nextStepDoneAt
  attachments confidentiality employee { staffNumber } customer { id } }`;

describe('interactions', () => {
  let bank: ChangingBank;
  let first: string;

  beforeAll(async () => {
    bank = await changingBank();
    first = await bank.idOf(1);
  });
  beforeEach(() => bank.later(0));
  afterAll(() => bank.end());

  const log = (staff: string, input: object = {}, selection = told) =>
    bank.make(staff, 'logInteraction', { customerId: first, ...contact, ...input }, selection);

  test('a contact is logged once, with what was said and what comes next', async () => {
    const { payload, codes } = await log('RM1', {
      ...{ subject: ' Mortgage ', notes: 'Asked for\ntwo offers.', outcome: '' },
      ...{ nextStep: 'Send the offers', nextStepDue: '2026-06-20', attachments: ['doc:77'] },
    });

    expect(codes).toEqual([]);
    expect(payload).toEqual({
      userErrors: [],
      interaction: {
        ...{ id: expect.stringMatching(/^int_/), version: 1, at: '2026-06-16T04:00:00.000Z', ...contact },
        ...{ subject: 'Mortgage', notes: 'Asked for\ntwo offers.', outcome: null },
        ...{ nextStep: 'Send the offers', nextStepDue: '2026-06-20', nextStepDoneAt: null, attachments: ['doc:77'] },
        ...{ confidentiality: 'PUBLIC', employee: { staffNumber: 'RM1' }, customer: { id: first } },
      },
    });
  });

  test('asked twice under one key it is there once and answered twice; another change under it is refused', async () => {
    const before = await bank.rows('interaction');

    const [one, other] = await Promise.all([1, 2].map(() => log('RM1', { idempotencyKey: 'one', subject: 'Once' })));
    const reused = await log('RM1', { idempotencyKey: 'one', subject: 'Another' });
    const ofAnother = await log('BM1', { idempotencyKey: 'one', subject: 'Another' });

    expect(one?.payload).toEqual(other?.payload);
    expect(reused.payload).toMatchObject({
      interaction: null,
      userErrors: [{ code: 'KEY_REUSED', field: 'input.idempotencyKey' }],
    });
    expect(ofAnother.payload.interaction.id).not.toBe(one?.payload.interaction.id);
    expect(await bank.rows('interaction')).toBe(before + 2);
  });

  test.each([
    ['of a customer out of scope', 'RM2', {}, ['NOT_FOUND']],
    ['of another branch', 'BM2', {}, ['NOT_FOUND']],
    ['by who only reads', 'AU1', {}, ['FORBIDDEN']],
    ['by marketing, who reaches the customer', 'MK1', {}, ['FORBIDDEN']],
    ['by marketing that is a manager of others', 'UN1', {}, ['NOT_FOUND']],
    ['under no key', 'RM1', { idempotencyKey: ' ' }, ['BAD_USER_INPUT']],
    ['with a text that is too long', 'RM1', { subject: 'x'.repeat(201) }, ['BAD_USER_INPUT']],
    ['with a control character', 'RM1', { notes: 'a\u0007b' }, ['BAD_USER_INPUT']],
    ['of something that is no customer', 'RM1', { customerId: 'org_abcdefghijklmnopqrstuv' }, ['BAD_USER_INPUT']],
  ])('a contact %s is refused and leaves nothing', async (_what, staff, input, code) => {
    const before = [await bank.rows('interaction'), await bank.rows('change_event'), await bank.rows('change_request')];

    const { codes, payload } = await log(staff, input);

    expect([codes, payload]).toEqual([code, null]);
    expect([
      await bank.rows('interaction'),
      await bank.rows('change_event'),
      await bank.rows('change_request'),
    ]).toEqual(before);
  });

  test('absent and out of reach are one answer', async () => {
    const out = await log('BM2', { idempotencyKey: 'k' });
    const absent = await log('BM2', { idempotencyKey: 'k', customerId: 'cus_abcdefghijklmnopqrstuQ' });

    expect(out.answer.text).toBe(absent.answer.text);
  });

  test.each([
    ['in the future', { at: '2026-06-16T04:00:00.001Z' }, 'DATE_OUT_OF_ORDER', 'input.at'],
    [
      'with a step that was due',
      { nextStep: 'Call', nextStepDue: '2026-06-15' },
      'DATE_OUT_OF_ORDER',
      'input.nextStepDue',
    ],
    ['with a day and no step', { nextStepDue: '2026-06-17' }, 'REQUIRED', 'input.nextStep'],
  ])('a contact %s is refused by rule', async (_what, input, code, field) => {
    const before = await bank.rows('change_request');

    const { payload, codes } = await log('RM1', input);

    expect(codes).toEqual([]);
    expect(payload).toEqual({
      interaction: null,
      userErrors: [{ code, field, message: expect.any(String), currentVersion: null }],
    });
    expect(await bank.rows('change_request')).toBe(before);
  });

  test('in confidence it is told to who was there, to the managers of the customer and to nobody else', async () => {
    const { payload } = await log('BM1', {
      confidentiality: 'CONFIDENTIAL',
      notes: 'In confidence',
      attachments: ['doc:1'],
    });
    const { id } = payload.interaction;
    const read = async (staff: string) =>
      (await bank.server.ask(staff, `{ node(id: "${id}") { ... on Interaction { notes attachments } } }`)).data.node;

    expect(payload.interaction).toMatchObject({ notes: 'In confidence', attachments: ['doc:1'] });
    expect(await read('RM1')).toEqual({ notes: 'In confidence', attachments: ['doc:1'] });
    expect(await read('HO1')).toEqual({ notes: null, attachments: null });
  });

  test('who answers the phone is told more of a customer once the contact is logged', async () => {
    const { payload } = await log('SA1', {}, 'interaction { notes customer { displayName individual { birthDate } } }');

    expect(payload.interaction.customer.individual.birthDate).toBe('1941-07-13');
    expect(payload.interaction.notes).toBe(null);
  });

  test('is corrected by its author within a day, from the version that he has read', async () => {
    const { id } = (await log('RM1', { subject: 'Morgage', notes: 'kept' })).payload.interaction;
    const correct = (staff: string, input: object) => bank.make(staff, 'correctInteraction', { id, ...input }, told);

    const done = await correct('RM1', { version: 1, subject: 'Mortgage' });
    const stale = await correct('RM1', { version: 1, subject: 'Again' });
    const another = await correct('BM1', { version: 2, subject: 'Mine' });
    const out = await correct('BM2', { version: 2, subject: 'Mine' });
    const nothing = await correct('RM1', { version: 2 });
    bank.later(24.1);
    const late = await correct('RM1', { version: 2, subject: 'Too late' });

    expect(done.payload.interaction).toMatchObject({ version: 2, subject: 'Mortgage', notes: 'kept' });
    expect(stale.payload.userErrors).toEqual([
      {
        ...{ code: 'CONFLICT', field: 'input.version', currentVersion: 2 },
        message: 'The record has been changed since: it has version 2.',
      },
    ]);
    expect([another, nothing, late].map(({ payload }) => payload.userErrors[0].code)).toEqual([
      'NOT_ALLOWED',
      'REQUIRED',
      'TOO_LATE',
    ]);
    expect(out.codes).toEqual(['NOT_FOUND']);
  });

  test('of two who correct one version at once, one is told of the other', async () => {
    const { id } = (await log('RM1')).payload.interaction;

    const made = await Promise.all(
      ['a', 'b', 'c'].map((subject) => bank.make('RM1', 'correctInteraction', { id, version: 1, subject }, told)),
    );

    expect(made.map(({ payload }) => payload.userErrors[0]?.code ?? 'DONE').sort()).toEqual([
      'CONFLICT',
      'CONFLICT',
      'DONE',
    ]);
  });

  test('a next step is on the list of what is due until it is done', async () => {
    const { id } = (await log('RM1', { nextStep: 'Visit', nextStepDue: '2026-06-18' })).payload.interaction;
    const due = async () =>
      (await bank.server.ask('RM1', '{ followUps(first: 50) { nodes { id nextStepDue } } }')).data.followUps.nodes;
    const complete = (version: number) =>
      bank.make('RM1', 'completeFollowUp', { id, version, outcome: 'Visited' }, told);
    const before = await due();

    const done = await complete(1);
    const again = await complete(2);

    expect(before).toContainEqual({ id, nextStepDue: '2026-06-18' });
    expect(await due()).not.toContainEqual({ id, nextStepDue: '2026-06-18' });
    expect(done.payload.interaction).toMatchObject({
      version: 2,
      nextStepDoneAt: '2026-06-16T04:00:00.000Z',
      outcome: 'Visited',
    });
    expect(again.payload.userErrors).toMatchObject([{ code: 'STEP_OUT_OF_ORDER', field: 'input.id' }]);
  });

  test('each change is an event, in order, told to who reaches the customer', async () => {
    const events = async (staff: string, after: string | null = null) =>
      (
        await bank.server.ask(
          staff,
          `query($after: String) { events(first: 100, after: $after) { totalCount pageInfo { endCursor }
            nodes { type at fields version subjectId customer { id } employee { staffNumber } } } }`,
          { after },
        )
      ).data.events;
    const { pageInfo } = await events('RM1');

    const { id } = (await log('RM1', { subject: 'Told' })).payload.interaction;
    await bank.make('RM1', 'correctInteraction', { id, version: 1, subject: 'Tell', notes: null }, told);

    const common = {
      at: '2026-06-16T04:00:00.000Z',
      subjectId: id,
      customer: { id: first },
      employee: { staffNumber: 'RM1' },
    };
    expect((await events('RM1', pageInfo.endCursor)).nodes).toEqual([
      {
        ...{ ...common, type: 'INTERACTION_LOGGED', version: 1 },
        fields: ['at', 'channel', 'direction', 'purpose', 'subject', 'confidentiality'],
      },
      { ...common, type: 'INTERACTION_CORRECTED', version: 2, fields: ['subject', 'notes'] },
    ]);
    expect((await events('HO1')).totalCount).toBe(await bank.rows('change_event'));
    expect((await events('BM2')).totalCount).toBe(0);
  });
});

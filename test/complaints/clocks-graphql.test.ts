import { type ChangingBank, changingBank } from '../change/changing-bank';

const shown =
  'regime clock startedAt dueAt remainingDays isBreached isPaused pausedSince pausedDays stoppedAt extension isProvisional timeZone';

describe('the clocks of complaints through GraphQL', () => {
  let bank: ChangingBank;
  let complaint: string;

  // It is Tuesday 16 June 2026, noon in Shanghai; 19 to 21 June are the dragon boat festival.
  beforeAll(async () => {
    bank = await changingBank();
    await bank.bank.system`delete from complaint_clock`;
    const input = { customerId: await bank.idOf(1), channel: 'PHONE', category: 'PAYMENT', reason: 'Paid twice' };
    const { payload } = await bank.make(
      'RM1',
      'openComplaint',
      { ...input, receivedAt: '2026-06-15T09:00:00Z' },
      'complaint { id }',
    );
    complaint = payload.complaint.id;
  });
  afterAll(() => bank.end());

  const clocks = async (reader = 'BM1') => {
    const { data } = await bank.server.ask(
      reader,
      `{ node(id: "${complaint}") { ... on Complaint { clocks { ${shown} } } } }`,
    );
    return data.node?.clocks ?? null;
  };
  const told = async (...names: string[]) =>
    (await clocks()).map((one: Record<string, unknown>) => [one.clock, ...names.map((name) => one[name])]);
  const worklist = async (reader: string, page = '') => {
    const { data, errors } = await bank.server.ask(
      reader,
      `{ complaintClocks${page} { totalCount nodes { clock dueAt remainingDays isBreached complaint { reference } } } }`,
    );
    return { page: data?.complaintClocks, codes: errors.map(({ extensions }) => extensions.code) };
  };
  let version = 0;
  const advance = (action: string, more: object = {}) => {
    version += 1;
    return bank.make('CH1', 'advanceComplaint', { id: complaint, version, action, ...more }, 'complaint { status }');
  };

  test('a complaint that is opened has all of them, the first to run out first', async () => {
    const same = {
      ...{
        startedAt: '2026-06-15T09:00:00.000Z',
        isBreached: false,
        isPaused: false,
        pausedSince: null,
        pausedDays: 0,
      },
      ...{ stoppedAt: null, extension: null, isProvisional: false, timeZone: 'Asia/Shanghai' },
    };
    expect(await clocks()).toEqual([
      // The end of 18 June.
      { ...same, regime: 'BANK', clock: 'ACKNOWLEDGEMENT', dueAt: '2026-06-18T15:59:59.999Z', remainingDays: 2 },
      // 16, 17, 18, 22 to 26, 29 and 30 June.
      { ...same, regime: 'BANK', clock: 'SERVICE', dueAt: '2026-06-30T15:59:59.999Z', remainingDays: 14 },
      // 15 June and fifteen days.
      { ...same, regime: 'CN', clock: 'ANSWER', dueAt: '2026-06-30T15:59:59.999Z', remainingDays: 14 },
    ]);
  });

  test('they tell how many days remain, down to the last minute and over it', async () => {
    // Half an hour before the end of 18 June, and half an hour after.
    bank.later(59.5);
    expect(await told('remainingDays', 'isBreached')).toContainEqual(['ACKNOWLEDGEMENT', 0, false]);
    bank.later(60.5);
    expect(await told('remainingDays', 'isBreached')).toContainEqual(['ACKNOWLEDGEMENT', -1, true]);
    bank.later(0);
  });

  test('the worklist has those that run, the most pressing first, each for who may see the customer', async () => {
    const all = await worklist('BM1');
    const others = await worklist('BM2');
    const bySearch = await worklist('TL1');

    expect(all.page.nodes.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual([
      ...['2026-06-18T15:59:59.999Z', '2026-06-30T15:59:59.999Z', '2026-06-30T15:59:59.999Z'],
    ]);
    expect(all.page.nodes[0]).toMatchObject({ clock: 'ACKNOWLEDGEMENT', complaint: { reference: expect.any(String) } });
    expect(others.page).toEqual({ totalCount: 0, nodes: [] });
    expect(bySearch.page).toEqual({ totalCount: 0, nodes: [] });
  });

  test.each([
    ['regime', '{ regime: { eq: "CN" } }', ['ANSWER']],
    ['clock', '{ clock: { in: ["SERVICE", "ANSWER"] } }', ['ANSWER', 'SERVICE']],
    ['days that remain', '{ remainingDays: { lte: 2 } }', ['ACKNOWLEDGEMENT']],
    ['whether it has run out', '{ isBreached: { eq: true } }', []],
    [
      'who handles it',
      '{ ownerStaffNumber: { eq: "CH1" }, isPaused: { eq: false }, regime: { eq: "CN" } }',
      ['ANSWER'],
    ],
    ['the unit that handles it', '{ handlingUnitCode: { eq: "HO" } }', []],
  ])('is chosen from by %s', async (_what, filter, names) => {
    const { page } = await worklist('BM1', `(filter: ${filter})`);

    expect(page.nodes.map(({ clock }: { clock: string }) => clock).sort()).toEqual(names);
    expect(page.totalCount).toBe(names.length);
  });

  test('is that of one unit, and in another order', async () => {
    const order = '(orgUnit: "R01", orderBy: [{ field: REMAINING_DAYS, direction: DESC }], first: 2)';
    const below = await worklist('HO1', order);
    const elsewhere = await worklist('HO1', '(orgUnit: "B002")');

    expect(below.page.nodes.map(({ clock }: { clock: string }) => clock).sort()).toEqual(['ANSWER', 'SERVICE']);
    expect(elsewhere.page.totalCount).toBe(0);
  });

  test('what is worked out for now is not told as of another day', async () => {
    const answer = await bank.server.ask('BM1', '{ complaints(asOf: "2026-06-15") { nodes { clocks { dueAt } } } }');

    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('a step that it waits for stops a clock, a question to the customer pauses one that allows it', async () => {
    bank.later(1);
    await advance('ACKNOWLEDGE');
    await advance('INVESTIGATE');
    await advance('AWAIT_CUSTOMER');
    // Five days later two of them stand still, and the law's runs on.
    bank.later(121);

    expect(await told('remainingDays', 'isPaused', 'pausedSince', 'stoppedAt')).toEqual([
      ['ACKNOWLEDGEMENT', 2, false, null, '2026-06-16T05:00:00.000Z'],
      ['SERVICE', 14, true, '2026-06-16T05:00:00.000Z', null],
      ['ANSWER', 9, false, null, null],
    ]);
    expect((await worklist('BM1')).page.totalCount).toBe(2);
  });

  test('it goes on with the days it had left, and stops for good', async () => {
    // Answered by the customer on Sunday 21 June: 17 and 18 June were business days.
    await advance('INVESTIGATE');
    expect(await told('dueAt', 'pausedDays', 'isPaused')).toContainEqual([
      'SERVICE',
      '2026-07-02T15:59:59.999Z',
      2,
      false,
    ]);

    // Fifteen days later both have run out.
    bank.later(481);
    expect((await worklist('BM1', '(filter: { isBreached: { eq: true } })')).page.totalCount).toBe(2);
    await advance('RESOLVE', { outcome: 'UPHELD' });
    bank.later(2000);

    expect((await worklist('BM1')).page.totalCount).toBe(0);
    expect(await told('remainingDays', 'isBreached', 'stoppedAt')).toEqual([
      ['ACKNOWLEDGEMENT', 2, false, '2026-06-16T05:00:00.000Z'],
      ['ANSWER', -6, true, '2026-07-06T05:00:00.000Z'],
      ['SERVICE', -4, true, '2026-07-06T05:00:00.000Z'],
    ]);
  });

  describe('more time', () => {
    const grant = (staff: string, input: object) =>
      bank.make(
        staff,
        'extendComplaintClock',
        { regime: 'CN', clock: 'ANSWER', extension: 'COMPLEX', reason: 'Waits for another bank', ...input },
        'complaint { version clocks { clock dueAt extension } extensions { nodes { extension grantedAt reason employee { staffNumber } } } }',
      );
    let id: string;

    beforeAll(async () => {
      bank.later(0);
      const input = { customerId: await bank.idOf(1), channel: 'PHONE', category: 'FEES', reason: 'Twice again' };
      const receivedAt = '2026-06-15T09:00:00Z';
      const { payload } = await bank.make('RM1', 'openComplaint', { ...input, receivedAt }, 'complaint { id }');
      id = payload.complaint.id;
    });

    test('is granted in its order by who leads, with a reason', async () => {
      const early = await grant('BM1', { id, version: 1, extension: 'SPECIAL' });
      const complex = await grant('BM1', { id, version: 1 });
      bank.later(1);
      const special = await grant('HO1', { id, version: 2, extension: 'SPECIAL', reason: 'A court decides' });

      expect(early.payload).toMatchObject({
        complaint: null,
        userErrors: [{ code: 'STEP_OUT_OF_ORDER', field: 'input.extension' }],
      });
      // 15 June and thirty days, and sixty.
      expect(complex.payload.complaint.clocks).toContainEqual({
        ...{ clock: 'ANSWER', dueAt: '2026-07-15T15:59:59.999Z', extension: 'COMPLEX' },
      });
      expect(special.payload.complaint.clocks).toContainEqual({
        ...{ clock: 'ANSWER', dueAt: '2026-08-14T15:59:59.999Z', extension: 'SPECIAL' },
      });
      expect(special.payload.complaint).toMatchObject({
        version: 3,
        extensions: {
          nodes: [
            {
              ...{ extension: 'COMPLEX', grantedAt: '2026-06-16T04:00:00.000Z' },
              ...{ reason: 'Waits for another bank', employee: { staffNumber: 'BM1' } },
            },
            {
              ...{ extension: 'SPECIAL', grantedAt: '2026-06-16T05:00:00.000Z' },
              ...{ reason: 'A court decides', employee: { staffNumber: 'HO1' } },
            },
          ],
        },
      });
    });

    test.each([
      ['twice', {}, 'NOT_ALLOWED', 'input.extension'],
      ['that the rules do not know', { extension: 'ENDLESS' }, 'NOT_ALLOWED', 'input.extension'],
      ['of a clock that does not run', { regime: 'UK' }, 'NOT_ALLOWED', 'input.clock'],
      ['of a clock that has none', { regime: 'BANK', clock: 'SERVICE' }, 'NOT_ALLOWED', 'input.extension'],
      ['by an old version', { version: 1 }, 'CONFLICT', 'input.version'],
    ])('is refused %s, and leaves no trace', async (_what, input, code, field) => {
      const before = await bank.rows('complaint_extension');

      const { payload } = await grant('BM1', { id, version: 3, ...input });

      expect(payload).toMatchObject({ complaint: null, userErrors: [{ code, field }] });
      expect(await bank.rows('complaint_extension')).toBe(before);
    });

    test('is refused once the clock has run out', async () => {
      const input = { customerId: await bank.idOf(1), channel: 'PHONE', category: 'DATA', reason: 'Old letters' };
      const receivedAt = '2026-05-01T00:00:00Z';
      const opened = await bank.make('RM1', 'openComplaint', { ...input, receivedAt }, 'complaint { id }');

      const { payload } = await grant('BM1', { id: opened.payload.complaint.id, version: 1 });

      expect(payload.userErrors).toMatchObject([{ code: 'STEP_OUT_OF_ORDER', field: 'input.extension' }]);
    });

    test('is not the handler’s to grant, nor anybody’s out of reach', async () => {
      expect((await grant('CH1', { id, version: 3 })).codes).toEqual(['FORBIDDEN']);
      expect((await grant('BM2', { id, version: 3 })).codes).toEqual(['NOT_FOUND']);
      expect((await grant('BM1', { id, version: 3, reason: ' ' })).codes).toEqual(['BAD_USER_INPUT']);
    });
  });

  test('out of reach it is nothing', async () => {
    expect(await clocks('BM2')).toBeNull();
  });
});

import { type ComplaintCourse, clocksOf } from '../../src/complaints/clocks';
import { readClockwork } from '../../src/complaints/rules';

const shipped = readClockwork();
const everywhere = { ...shipped, rules: { ...shipped.rules, inForce: ['CN', 'UK', 'US', 'BANK'] } };

interface Course extends Omit<Partial<ComplaintCourse>, 'receivedAt' | 'steps' | 'extensions'> {
  readonly steps?: Readonly<Record<string, ComplaintCourse['steps'][number]['toStatus']>>;
  readonly extensions?: Readonly<Record<string, string>>;
}

/** One clock, by regime and name, of a complaint received at a moment. */
function clockOf(name: string, receivedAt: string, { steps = {}, extensions = {}, category = 'SERVICE' }: Course = {}) {
  const [regime = '', clock = ''] = name.split(' ');
  const course = {
    ...{ receivedAt: new Date(receivedAt), category },
    steps: Object.entries(steps).map(([at, toStatus]) => ({ at: new Date(at), toStatus })),
    extensions: Object.entries(extensions).map(([code, at]) => ({ regime, clock, code, at: new Date(at) })),
  };
  const found = clocksOf(course, everywhere).find((one) => one.regime === regime && one.clock === clock);
  return found && { ...found, dueAt: found.dueAt.toISOString() };
}
const due = (...asked: Parameters<typeof clockOf>) => clockOf(...asked)?.dueAt;

describe('the day on which a clock runs out', () => {
  test.each([
    // Friday 30 January 2026 and fifteen days: Saturday 14 February, on which people work; the night ends at 16:00 in UTC.
    ['calendar days in China', 'CN ANSWER', '2026-01-30T01:00:00Z', '2026-02-14T15:59:59.999Z'],
    // In Shanghai it is 2 February already; the fifteenth day is 17 February, new year's day, and it stays.
    ['a night in UTC, and a holiday at its end', 'CN ANSWER', '2026-02-01T23:30:00Z', '2026-02-17T15:59:59.999Z'],
    // 12, 13, Saturday 14 (worked), 15 to 23 spring festival, 24, 25, 26, 27, Saturday 28 (worked), 2 and 3 March.
    ['business days over the spring festival', 'BANK SERVICE', '2026-02-11T03:00:00Z', '2026-03-03T15:59:59.999Z'],
    // Saturday 19 no, Sunday 20 (worked), 21 to 24, 25 to 27 mid-autumn, 28 to 30, 1 to 7 October national days, 8, 9.
    ['business days over two festivals', 'BANK SERVICE', '2026-09-18T03:00:00Z', '2026-10-09T15:59:59.999Z'],
    // Saturday 26 and Sunday 27 April 2025 are the same weekend: the Sunday is worked. 27, 28, 29, 30, 6, 7, 8, 9, 12, 13.
    ['a Sunday worked in 2025', 'BANK SERVICE', '2025-04-25T03:00:00Z', '2025-05-13T15:59:59.999Z'],
    // Good Friday 3 April, Easter Monday 6 April: 7, 8, 9. In London it is summer, one hour before UTC.
    ['business days over Easter', 'UK SUMMARY_RESOLUTION', '2026-04-02T09:00:00Z', '2026-04-09T22:59:59.999Z'],
    // Received at noon on a Saturday: Monday to Friday.
    ['a complaint of a Saturday', 'UK ACKNOWLEDGEMENT', '2026-06-13T11:00:00Z', '2026-06-19T22:59:59.999Z'],
    // 56 days after 20 February, in winter, are 17 April, in summer.
    ['weeks from winter into summer', 'UK FINAL_RESPONSE', '2026-02-20T12:00:00Z', '2026-04-17T22:59:59.999Z'],
    // 56 days after 1 February are 29 March, a day of 23 hours, which ends in summer.
    ['a day of 23 hours', 'UK FINAL_RESPONSE', '2026-02-01T12:00:00Z', '2026-03-29T22:59:59.999Z'],
    // 56 days after 30 August are 25 October, a day of 25 hours, which ends in winter.
    ['a day of 25 hours', 'UK FINAL_RESPONSE', '2026-08-30T12:00:00Z', '2026-10-25T23:59:59.999Z'],
    // 23:30 in UTC is half past midnight of 25 October in London; 56 days after it are 20 December.
    ['a night before the clocks go back', 'UK FINAL_RESPONSE', '2026-10-24T23:30:00Z', '2026-12-20T23:59:59.999Z'],
    // 23:30 of 24 February in New York; the fifteenth day is 11 March, three days into summer: UTC−4.
    ['days into summer in New York', 'US ANSWER', '2026-02-25T04:30:00Z', '2026-03-12T03:59:59.999Z'],
    // 20 October and fifteen days: 4 November, three days into winter: UTC−5.
    ['days into winter in New York', 'US ANSWER', '2026-10-20T16:00:00Z', '2026-11-05T04:59:59.999Z'],
    // 20 October and sixty days: 19 December.
    ['sixty days', 'US FINAL_RESPONSE', '2026-10-20T16:00:00Z', '2026-12-20T04:59:59.999Z'],
  ])('%s', (_what, clock, receivedAt, dueAt) => {
    expect(clockOf(clock, receivedAt)).toMatchObject({
      ...{ dueAt, startedAt: new Date(receivedAt), pausedSince: null, pausedDays: 0, stoppedAt: null },
      ...{ extension: null, isProvisional: false },
    });
  });

  test('counts by weekends alone where the calendar does not know the year, and says so', () => {
    // 29, 30, 31 December 2026; of 2027 nothing is known: Friday 1 January, 4 to 8, 11.
    expect(clockOf('BANK SERVICE', '2026-12-28T03:00:00Z')).toMatchObject({
      ...{ dueAt: '2027-01-11T15:59:59.999Z', isProvisional: true },
    });
    // Who counts all days needs no calendar.
    expect(clockOf('CN ANSWER', '2026-12-28T03:00:00Z')).toMatchObject({
      ...{ dueAt: '2027-01-12T15:59:59.999Z', isProvisional: false },
    });
  });
});

describe('extensions', () => {
  const received = '2026-02-02T03:00:00Z';
  const complex = '2026-02-10T03:00:00Z';

  test('give more days in all, one after the other', () => {
    // 2 February and 30 days: 4 March; and 60: 3 April.
    expect(clockOf('CN ANSWER', received, { extensions: { COMPLEX: complex } })).toMatchObject({
      ...{ dueAt: '2026-03-04T15:59:59.999Z', extension: 'COMPLEX' },
    });
    expect(clockOf('CN ANSWER', received, { extensions: { SPECIAL: '2026-03-01', COMPLEX: complex } })).toMatchObject({
      ...{ dueAt: '2026-04-03T15:59:59.999Z', extension: 'SPECIAL' },
    });
  });

  test('of payments in business days over Christmas', () => {
    const payment = { category: 'PAYMENT' } as const;
    // 8 to 11, 14 to 18, 21 to 24 December are 13; 25 and 28 are bank holidays; 29 and 30.
    expect(due('UK PAYMENT_RESPONSE', '2026-12-07T09:00:00Z', payment)).toBe('2026-12-30T23:59:59.999Z');
    // 31 (16), 1 January a bank holiday, 4 to 8 (21), 11 to 15 (26), 18 to 22 (31), 25 to 28 (35).
    const extensions = { EXCEPTIONAL: '2026-12-20T09:00:00Z' };
    expect(due('UK PAYMENT_RESPONSE', '2026-12-07T09:00:00Z', { ...payment, extensions })).toBe(
      '2027-01-28T23:59:59.999Z',
    );
  });

  test.each([
    ['without the one before it', { SPECIAL: complex }],
    ['granted after the clock had run out', { COMPLEX: '2026-02-17T16:00:00Z' }],
    ['that the clock does not declare', { EXCEPTIONAL: complex }],
  ])('do not count: %s', (_what, extensions) => {
    expect(clockOf('CN ANSWER', received, { extensions })).toMatchObject({
      ...{ dueAt: '2026-02-17T15:59:59.999Z', extension: null },
    });
  });

  test('granted in the last millisecond count', () => {
    expect(due('CN ANSWER', received, { extensions: { COMPLEX: '2026-02-17T15:59:59.999Z' } })).toBe(
      '2026-03-04T15:59:59.999Z',
    );
  });
});

describe('pauses', () => {
  // Unpaused: 2 to 5, 8 to 12, 15 June 2026.
  const received = '2026-06-01T03:00:00Z';
  const asked = { '2026-06-02T02:00:00Z': 'INVESTIGATING', '2026-06-04T02:00:00Z': 'AWAITING_CUSTOMER' } as const;

  test('a clock that is paused tells since when, and when it would have run out', () => {
    expect(clockOf('BANK SERVICE', received, { steps: asked })).toMatchObject({
      ...{ dueAt: '2026-06-15T15:59:59.999Z', pausedSince: new Date('2026-06-04T02:00:00Z'), pausedDays: 0 },
    });
  });

  test('the business days after the one on which it was paused, up to the one on which it went on, are left out', () => {
    const steps = { ...asked, '2026-06-09T02:00:00Z': 'INVESTIGATING' } as const;
    // 2, 3, 4; 5, 8 and 9 are left out; 10, 11, 12, 15, 16, 17, 18.
    expect(clockOf('BANK SERVICE', received, { steps })).toMatchObject({
      ...{ dueAt: '2026-06-18T15:59:59.999Z', pausedSince: null, pausedDays: 3 },
    });
  });

  test('several pauses add up; holidays within are no business days anyhow', () => {
    const steps = {
      ...asked,
      '2026-06-09T02:00:00Z': 'INVESTIGATING',
      '2026-06-16T02:00:00Z': 'AWAITING_CUSTOMER',
      '2026-06-22T02:00:00Z': 'INVESTIGATING',
    } as const;
    // … 15 (7), 16 (8); 17, 18 and 22 are left out, 19 to 21 are the dragon boat festival; 23 (9), 24 (10).
    expect(clockOf('BANK SERVICE', received, { steps })).toMatchObject({
      ...{ dueAt: '2026-06-24T15:59:59.999Z', pausedDays: 6 },
    });
  });

  test('a pause within one day, and one after the clock has run out, change nothing', () => {
    const within = { ...asked, '2026-06-04T09:00:00Z': 'INVESTIGATING' } as const;
    const late = { '2026-06-16T02:00:00Z': 'AWAITING_CUSTOMER', '2026-06-18T02:00:00Z': 'INVESTIGATING' } as const;

    for (const steps of [within, late])
      expect(clockOf('BANK SERVICE', received, { steps })).toMatchObject({
        ...{ dueAt: '2026-06-15T15:59:59.999Z', pausedSince: null, pausedDays: 0 },
      });
  });

  test('does nothing to clocks that do not allow it', () => {
    const steps = { ...asked, '2026-06-09T02:00:00Z': 'INVESTIGATING' } as const;

    expect(clockOf('CN ANSWER', received, { steps })).toEqual(clockOf('CN ANSWER', received));
  });
});

describe('the end of a clock', () => {
  const received = '2026-03-01T03:00:00Z';
  const answered = { '2026-03-02T03:00:00Z': 'ACKNOWLEDGED', '2026-03-11T03:00:00Z': 'RESOLVED' } as const;

  test('each stops with the first step that it waits for', () => {
    const steps = { ...answered, '2026-03-20T03:00:00Z': 'CLOSED' } as const;

    expect(clockOf('BANK ACKNOWLEDGEMENT', received, { steps })?.stoppedAt).toEqual(new Date('2026-03-02T03:00:00Z'));
    expect(clockOf('CN ANSWER', received, { steps })?.stoppedAt).toEqual(new Date('2026-03-11T03:00:00Z'));
  });

  test('one that is reopened runs on with the days it had left; what was acknowledged stays so', () => {
    const steps = { ...answered, '2026-04-01T03:00:00Z': 'INVESTIGATING' } as const;
    // Ten of fifteen days had gone; five after 1 April.
    expect(clockOf('CN ANSWER', received, { steps })).toMatchObject({
      ...{ dueAt: '2026-04-06T15:59:59.999Z', stoppedAt: null, pausedDays: 21 },
    });
    expect(clockOf('BANK ACKNOWLEDGEMENT', received, { steps })?.stoppedAt).toEqual(new Date('2026-03-02T03:00:00Z'));
  });

  test('one that is stopped while it is paused is no longer paused', () => {
    const steps = { '2026-03-03T03:00:00Z': 'AWAITING_CUSTOMER', '2026-03-05T03:00:00Z': 'WITHDRAWN' } as const;

    expect(clockOf('BANK SERVICE', received, { steps })).toMatchObject({
      ...{ pausedSince: null, stoppedAt: new Date('2026-03-05T03:00:00Z'), pausedDays: 2 },
    });
  });
});

describe('which clocks a complaint has', () => {
  const course = { receivedAt: new Date('2026-03-01T03:00:00Z'), steps: [], extensions: [] };
  const names = (category: ComplaintCourse['category'], clockwork = everywhere) =>
    clocksOf({ ...course, category }, clockwork).map(({ regime, clock }) => `${regime} ${clock}`);

  test('those of all regimes in force, by its category', () => {
    expect(names('FEES')).toEqual([
      ...['CN ANSWER', 'UK ACKNOWLEDGEMENT', 'UK SUMMARY_RESOLUTION', 'UK FINAL_RESPONSE'],
      ...['US ANSWER', 'US FINAL_RESPONSE', 'BANK ACKNOWLEDGEMENT', 'BANK SERVICE'],
    ]);
    expect(names('PAYMENT').filter((name) => name.startsWith('UK'))).toEqual([
      ...['UK ACKNOWLEDGEMENT', 'UK SUMMARY_RESOLUTION', 'UK PAYMENT_RESPONSE'],
    ]);
  });

  test('by the shipped rules the Chinese ones and the bank’s own', () => {
    expect(names('PAYMENT', shipped)).toEqual(['CN ANSWER', 'BANK ACKNOWLEDGEMENT', 'BANK SERVICE']);
  });
});

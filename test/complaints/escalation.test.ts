import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEscalationRules } from '../../src/complaints/escalation';
import { connect } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { escalateComplaints } from '../../src/entities/complaint/escalate-complaints';
import { type ChangingBank, changingBank } from '../change/changing-bank';

const grievance = { channel: 'PHONE', category: 'PAYMENT', reason: 'Paid twice', receivedAt: '2026-06-15T09:00:00Z' };
const told = `complaint { id version status }`;
const standing = `escalation escalatedAt version handlingUnit { code } owner { staffNumber }
  events { nodes { fromStatus toStatus note employee { staffNumber } } }`;

describe('complaints are taken up by themselves', () => {
  let bank: ChangingBank;

  beforeAll(async () => {
    bank = await changingBank();
    const { system } = bank.bank;
    for (const [staff, unit] of [
      ['RH1', 'R01'],
      ['RH2', 'R01'],
      ['HH1', 'HO'],
      ['HH2', 'HO'],
    ] as const)
      await system`
        with hired as (
          insert into employee (staff_number, name, org_unit_id) select ${staff}, ${staff}, id from org_unit where code = ${unit}
          returning id, org_unit_id
        ) insert into role_grant (employee_id, role, org_unit_id, valid_from)
        select id, 'COMPLAINT_HANDLER', org_unit_id, '2020-01-01' from hired`;
  });
  afterAll(() => bank.end());
  beforeEach(() => bank.bank.system`update complaint set status = 'CLOSED'`);

  const escalate = async (now: string, batch = 500) => {
    const held = await Held.open(bank.bank.system);
    try {
      return await escalateComplaints(held, { now: new Date(now), timeZone: 'Asia/Shanghai', batch });
    } finally {
      held.release();
    }
  };
  const opened = async (input: object = {}) => {
    const made = { customerId: await bank.idOf(1), ...grievance, ...input };
    return (await bank.make('RM1', 'openComplaint', made, told)).payload.complaint.id as string;
  };
  const advance = async (id: string, ...actions: string[]) => {
    for (const [at, action] of actions.entries())
      await bank.make('HO1', 'advanceComplaint', { id, version: at + 1, action }, told);
  };
  const look = async (id: string) => {
    const { data } = await bank.server.ask(
      'HO1',
      `query($id: ID!) { node(id: $id) { ... on Complaint { ${standing} } } }`,
      {
        id,
      },
    );
    return data.node;
  };
  const places = async (id: string) => {
    const { escalation, handlingUnit, owner } = await look(id);
    return [escalation, handlingUnit.code, owner?.staffNumber ?? null];
  };

  test('two days before its first running clock runs out who handles it is reminded, and not a moment before', async () => {
    const id = await opened();

    expect(await escalate('2026-06-16T15:59:59.998Z')).toEqual([0, 0, 0]);
    expect(await escalate('2026-06-16T15:59:59.999Z')).toEqual([1, 0, 0]);
    expect(await look(id)).toMatchObject({
      ...{ escalation: 1, escalatedAt: '2026-06-16T15:59:59.999Z', version: 2 },
      ...{ handlingUnit: { code: 'B001' }, owner: { staffNumber: 'CH1' } },
      events: {
        nodes: [
          { fromStatus: null, toStatus: 'RECEIVED', employee: { staffNumber: 'RM1' } },
          { fromStatus: 'RECEIVED', toStatus: 'RECEIVED', note: 'Escalated to level 1', employee: null },
        ],
      },
    });
  });

  test('with it the unit above takes it over, ten days later the head office, and nothing twice', async () => {
    const id = await opened();
    await advance(id, 'ACKNOWLEDGE', 'INVESTIGATE');

    expect(await escalate('2026-06-30T15:59:59.999Z')).toEqual([0, 1, 0]);
    expect(await places(id)).toEqual([2, 'R01', expect.stringMatching(/^RH[12]$/)]);
    expect(await escalate('2026-06-30T15:59:59.999Z')).toEqual([0, 0, 0]);
    expect(await escalate('2026-07-10T15:59:59.999Z')).toEqual([0, 0, 1]);
    expect(await places(id)).toEqual([3, 'HO', expect.stringMatching(/^HH[12]$/)]);
  });

  test.each(['RH1', 'RH2'])('never to %s where it is about him', async (concernsStaffNumber) => {
    const id = await opened({ concernsStaffNumber });
    const other = concernsStaffNumber === 'RH1' ? 'RH2' : 'RH1';

    await escalate('2026-06-18T15:59:59.999Z');

    expect(await places(id)).toEqual([2, 'R01', other]);
  });

  test('to the next unit above that has a handler; where none has, it stays with whom it is', async () => {
    const { system } = bank.bank;
    const [upper, none] = [await opened(), await opened()];
    const atWork = (staff: string[], status: string) =>
      system`update employee set status = ${status} where staff_number = any(${staff}::text[])`;

    await atWork(['RH1', 'RH2'], 'LEFT');
    await system`update complaint set status = 'CLOSED' where public_id = ${none}`;
    await escalate('2026-06-18T15:59:59.999Z');
    await atWork(['HH1', 'HH2'], 'LEFT');
    await system`update complaint set status = 'RECEIVED' where public_id = ${none}`;
    await escalate('2026-06-18T15:59:59.999Z');
    await atWork(['RH1', 'RH2', 'HH1', 'HH2'], 'ACTIVE');

    expect([await places(upper), await places(none)]).toEqual([
      [2, 'HO', expect.stringMatching(/^HH[12]$/)],
      [2, 'B001', 'CH1'],
    ]);
  });

  test('whoever has it at the head office keeps it', async () => {
    const id = await opened();
    await bank.make(
      'HO1',
      'assignComplaint',
      { id, version: 1, handlingUnitCode: 'HO', ownerStaffNumber: 'HH2' },
      told,
    );

    await escalate('2026-08-01T00:00:00Z');

    expect(await places(id)).toEqual([3, 'HO', 'HH2']);
  });

  test('never to who is no handler of such customers', async () => {
    const { system } = bank.bank;
    const grants = (kinds: string[] | null) =>
      system`update role_grant set kinds = ${kinds} where employee_id = (select id from employee where staff_number = 'RH1')`;
    await grants(['CORPORATE']);
    const ids = [await opened(), await opened(), await opened(), await opened()];

    await escalate('2026-06-18T15:59:59.999Z');
    await grants(null);

    expect(await Promise.all(ids.map(places))).toEqual(ids.map(() => [2, 'R01', 'RH2']));
  });

  test('a step that is taken at the same moment counts', async () => {
    const id = await opened();
    const { sql, end } = connect(bank.bank.database.systemUrl, { name: 'other', max: 1 });

    const [counts] = await sql
      .begin(async (other) => {
        await other`update complaint set status = 'RESOLVED' where public_id = ${id}`;
        await other`
        update complaint_clock set stopped_at = '2026-06-16T04:00:00Z'
        where (customer_id, complaint_id) = (select customer_id, id from complaint where public_id = ${id})`;
        const waiting = escalate('2026-08-01T00:00:00Z');
        for (let isWaiting = false; !isWaiting; ) {
          const [found] = await other`select exists (select from pg_locks where not granted) as waiting`;
          isWaiting = found?.waiting;
        }
        return [waiting];
      })
      .then((found) => Promise.all(found));
    await end();

    expect(counts).toEqual([0, 0, 0]);
    expect((await look(id)).escalation).toBe(0);
  });

  test('late ones go to their level at once, so many at a time', async () => {
    for (let at = 0; at < 5; at += 1) await opened();

    expect(await escalate('2026-08-01T00:00:00Z', 2)).toEqual([0, 0, 5]);
  });

  test.each([
    ['resolved', ['ACKNOWLEDGE', 'INVESTIGATE'], 'RESOLVE'],
    ['withdrawn', [], 'WITHDRAW'],
  ])('what is %s is not taken up', async (_, before, last) => {
    const id = await opened();
    await advance(id, ...before);
    const outcome = last === 'RESOLVE' ? { outcome: 'UPHELD' } : {};
    await bank.make('HO1', 'advanceComplaint', { id, version: before.length + 1, action: last, ...outcome }, told);

    expect(await escalate('2026-12-01T00:00:00Z')).toEqual([0, 0, 0]);
  });

  test('is told as an event of nobody, in the order of all events', async () => {
    const id = await opened();
    await escalate('2026-06-18T15:59:59.999Z');

    const { data } = await bank.server.ask(
      'HO1',
      '{ events(first: 100) { nodes { type subjectId fields version employee { staffNumber } } } }',
    );

    expect(data.events.nodes.at(-1)).toEqual({
      ...{ type: 'COMPLAINT_ESCALATED', subjectId: id, version: 2, employee: null },
      fields: ['escalation', 'escalatedAt', 'handlingUnit', 'owner'],
    });
  });

  test.each([
    [[], /levels: /],
    [[{ afterDays: 1, handledBy: 'NOBODY' }], /levels\.0\.handledBy: /],
    [
      [
        { afterDays: 1, handledBy: 'SAME' },
        { afterDays: 1, handledBy: 'HEAD_OFFICE' },
      ],
      /levels\.1: it comes no later than the level before it/,
    ],
  ])('rules that say %j are refused', (levels, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'c360-escalation-'));
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, JSON.stringify({ version: '1', levels }));

    try {
      expect(() => readEscalationRules(file)).toThrow(message);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

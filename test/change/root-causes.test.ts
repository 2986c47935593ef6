import { type ChangingBank, changingBank } from './changing-bank';

const told = 'rootCause { code title remediation remediedOn version owner { staffNumber } }';
const step = 'complaint { status version business ground cause { code title } }';
const feeRun = { code: 'FEE-RUN', title: 'Fees are charged twice', ownerStaffNumber: 'CO1' };
const remedy = { version: 1, remediation: 'The run is guarded', remediedOn: '2026-06-16' };
const grievance = { channel: 'PHONE', category: 'FEES', reason: 'Paid twice' };

describe('root causes', () => {
  let bank: ChangingBank;

  beforeAll(async () => {
    bank = await changingBank();
  });
  afterAll(() => bank.end());

  const record = (staff: string, input: object) => bank.make(staff, 'recordRootCause', { ...feeRun, ...input }, told);
  const remediate = (staff: string, input: object) =>
    bank.make(staff, 'remedyRootCause', { ...remedy, ...input }, told);
  const advance = (input: object) => bank.make('BM1', 'advanceComplaint', input, step);
  const opened = async (input: object = {}) => {
    const made = { customerId: await bank.idOf(1), ...grievance, ...input };
    return (await bank.make('RM1', 'openComplaint', made, 'complaint { id business ground cause { code } }')).payload
      .complaint;
  };
  const investigated = async () => {
    const { id } = await opened();
    await advance({ id, version: 1, action: 'ACKNOWLEDGE' });
    await advance({ id, version: 2, action: 'INVESTIGATE' });
    return id;
  };

  test('are written down with whoever sees to them, and once only', async () => {
    const first = await record('CH1', { code: '  FEE-RUN ' });
    const again = await record('HO1', { title: 'Fees come twice' });

    expect(first.payload).toEqual({
      userErrors: [],
      rootCause: {
        ...{ code: 'FEE-RUN', title: 'Fees are charged twice', remediation: null, remediedOn: null, version: 1 },
        owner: { staffNumber: 'CO1' },
      },
    });
    expect(again.payload).toMatchObject({ rootCause: null, userErrors: [{ code: 'TAKEN', field: 'input.code' }] });
    expect(await bank.rows('root_cause')).toBe(1);
  });

  test('are remedied against the version that is known, on a day that has come', async () => {
    await record('CH1', { code: 'MAIL' });
    const early = await remediate('CO1', { code: 'MAIL', remediedOn: '2026-06-17' });
    const done = await remediate('CO1', { code: 'MAIL' });
    const late = await remediate('CO1', { code: 'MAIL', remediation: 'Something else' });

    expect(early.payload.userErrors).toMatchObject([{ code: 'DATE_OUT_OF_ORDER', field: 'input.remediedOn' }]);
    expect(done.payload).toMatchObject({
      userErrors: [],
      rootCause: { code: 'MAIL', remediation: 'The run is guarded', remediedOn: '2026-06-16', version: 2 },
    });
    expect(late.payload).toMatchObject({ rootCause: null, userErrors: [{ code: 'CONFLICT', currentVersion: 2 }] });
  });

  test('nobody sees to one who is not at work in the bank', async () => {
    const { payload } = await record('CH1', { code: 'NOBODY', ownerStaffNumber: 'XX9' });

    expect(payload).toMatchObject({
      rootCause: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: 'input.ownerStaffNumber' }],
    });
  });

  test.each(['RM1', 'TL1', 'SA1', 'MK1', 'AU1'])('%s writes none down, and remedies none', async (staff) => {
    const made = [await record(staff, { code: 'MINE' }), await remediate(staff, { code: 'FEE-RUN' })];

    expect(made.map(({ codes }) => codes)).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
  });

  test.each([
    ['recordRootCause', { ...feeRun, title: '   ' }, 'input.title is empty.'],
    ['recordRootCause', { ...feeRun, code: 'x'.repeat(51) }, 'input.code'],
    ['remedyRootCause', { ...remedy, code: 'FEE-RUN', remediation: '' }, 'input.remediation is empty.'],
  ])('%s names what is wrong with its form', async (name, input, text) => {
    const { codes, answer } = await bank.make('CH1', name, input, told);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.message).toContain(text);
  });

  test('a complaint is told by its cause, its business and what gave rise to it, as soon as it is looked into', async () => {
    await record('CH1', { code: 'LIMIT', title: 'Limits are set too low' });
    const { id, ...before } = await opened({ business: 'CARD', ground: 'PRICING' });
    await advance({ id, version: 1, action: 'ACKNOWLEDGE' });
    const looked = await advance({ id, version: 2, action: 'INVESTIGATE', causeCode: 'LIMIT', ground: 'SERVICE' });
    const kept = await advance({ id, version: 3, action: 'RESOLVE', outcome: 'UPHELD' });

    const cause = { code: 'LIMIT', title: 'Limits are set too low' };
    expect(before).toEqual({ business: 'CARD', ground: 'PRICING', cause: null });
    expect(looked.payload).toMatchObject({ userErrors: [], complaint: { business: 'CARD', ground: 'SERVICE', cause } });
    expect(kept.payload).toMatchObject({
      complaint: { status: 'RESOLVED', business: 'CARD', ground: 'SERVICE', cause },
    });
  });

  test('a cause that the bank does not know is no cause, and nothing is changed', async () => {
    const id = await investigated();

    const { payload } = await advance({ id, version: 3, action: 'RESOLVE', outcome: 'UPHELD', causeCode: 'GHOST' });

    const [row] = await bank.bank.system`select status, version from complaint where public_id = ${id}`;
    expect(payload.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: 'input.causeCode' }]);
    expect(row).toEqual({ status: 'INVESTIGATING', version: 3 });
  });

  test('they are told with the complaints and customers in reach only', async () => {
    await record('CH1', { code: 'REACH' });
    const id = await investigated();
    await advance({ id, version: 3, action: 'RESOLVE', outcome: 'UPHELD', causeCode: 'REACH' });
    const document = `{ rootCauses(filter: { code: { eq: "REACH" } }) { nodes {
      complaints { totalCount } customers { totalCount } } } }`;

    const told = await Promise.all(['BM1', 'RM2'].map((staff) => bank.server.ask(staff, document)));

    expect(told.map(({ data }) => data.rootCauses.nodes)).toEqual([
      [{ complaints: { totalCount: 1 }, customers: { totalCount: 1 } }],
      [{ complaints: { totalCount: 0 }, customers: { totalCount: 0 } }],
    ]);
  });

  test('every change of them is an event that everybody is told, in order; what was refused is none', async () => {
    const events = async (after?: string) => {
      const { data } = await bank.server.ask(
        'TL1',
        `query($after: String) { bankEvents(first: 100, after: $after) { pageInfo { endCursor }
          nodes { type at subjectId fields version employee { staffNumber } } } }`,
        { after },
      );
      return data.bankEvents;
    };
    const { pageInfo } = await events();

    await record('CH1', { code: 'TOLD' });
    await record('CH1', { code: 'TOLD', title: 'Twice' });
    await remediate('CO1', { code: 'TOLD' });

    const [row] = await bank.bank.system`select public_id as id from root_cause where code = 'TOLD'`;
    const said = { at: '2026-06-16T04:00:00.000Z', subjectId: row?.id };
    expect((await events(pageInfo.endCursor)).nodes).toEqual([
      {
        ...{ ...said, type: 'ROOT_CAUSE_RECORDED', fields: ['code', 'title', 'owner'], version: 1 },
        employee: { staffNumber: 'CH1' },
      },
      {
        ...{ ...said, type: 'ROOT_CAUSE_REMEDIED', fields: ['remediation', 'remediedOn'], version: 2 },
        employee: { staffNumber: 'CO1' },
      },
    ]);
  });
});

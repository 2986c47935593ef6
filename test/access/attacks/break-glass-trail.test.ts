import { directory } from '../../../src/access/directory';
import { viewerSetting } from '../../../src/access/scope';
import type { Viewer } from '../../../src/access/viewer';
import { connect } from '../../../src/database/connect';
import { hiddenFrom, moment } from './attacked-bank';
import { type BrokenGlass, brokenGlass, byId } from './broken-glass';
import { customerNumberOf } from './planted';

describe('what is kept and told of broken glass', () => {
  let glass: BrokenGlass;

  beforeAll(async () => {
    glass = await brokenGlass();
  });
  beforeEach(() => glass.begin());
  afterAll(() => glass.end());

  test('tells the second person at once, and shows the opening to both and to those who watch', async () => {
    const listener = connect(glass.bank.database.systemUrl, { name: 'alerts', max: 1 });
    const heard: string[] = [];
    await listener.sql.listen('c360_alert', (text) => heard.push(text));
    await glass.opened('BM2', 1);
    const list = '{ breakGlass { totalCount nodes { reason employee { staffNumber } customer { customerNumber } } } }';

    const told = await Promise.all(
      ['BM2', 'BM1', 'AU1', 'CO1', 'RM1', 'HO1', 'XX1'].map((one) => glass.server.ask(one, list)),
    );

    expect(told.map(({ data }) => data.breakGlass.totalCount)).toEqual([1, 1, 1, 1, 0, 0, 0]);
    const customers = told.slice(0, 4).map(({ data }) => data.breakGlass.nodes[0].customer?.customerNumber ?? null);
    expect(customers).toEqual([null, customerNumberOf(1), customerNumberOf(1), customerNumberOf(1)]);
    for (const [at, one] of told.slice(4).entries())
      expect(glass.leaks.of(hiddenFrom(['RM1', 'HO1', 'XX1'][at] as string), one)).toEqual([]);
    await listener.end();
    expect(heard.map((text) => JSON.parse(text))).toEqual([
      { alert: 'BREAK_GLASS', staff: 'BM2', told: 'BM1', opening: expect.stringMatching(/^brk_/) },
    ]);
  });

  test('the wall behind it: the serving login sees what its viewer may see, and writes by the call only', async () => {
    await glass.opened('BM2', 1);
    const { sql: app, end } = connect(glass.bank.database.appUrl, { name: 'wall', max: 1 });
    const viewerOf = directory({ sql: app, clock: () => moment, timeZone: 'Asia/Shanghai' });
    const counted = async (staffNumber: string) => {
      const viewer = (await viewerOf({ staffNumber, clientId: 'desk' })) as Viewer;
      const [row] = await app.begin(async (own) => {
        await own`select set_viewer(${viewerSetting(viewer)})`;
        return own<{ count: number }[]>`select count(*)::integer as count from break_glass`;
      });
      return row?.count;
    };

    const seen = [];
    for (const staff of ['BM2', 'BM1', 'AU1', 'RM1', 'HO1']) seen.push(await counted(staff));

    expect(seen).toEqual([1, 1, 1, 0, 0]);
    await expect(app`select from break_glass`).rejects.toThrow('invalid input syntax for type bigint');
    await expect(app`update break_glass set reason = 'Another reason.'`).rejects.toThrow('permission denied');
    await expect(app`insert into break_glass (customer_id) values (1)`).rejects.toThrow('permission denied');
    await end();
  });

  test('marks every read in the audit trail', async () => {
    glass.later(3);
    await glass.opened('BM2', 1);
    glass.later(4);
    await glass.server.ask('BM2', byId, { id: await glass.idOf(1) });
    glass.later(5);
    await glass.server.ask('BM2', byId, { id: await glass.idOf(3) });

    const { data } = await glass.server.ask(
      'AU1',
      `{ auditTrail(filter: { staffNumber: { eq: "BM2" }, underBreakGlass: { eq: true }, at: { gt: "2026-06-16T04:02:00Z", lt: "2026-06-16T04:10:00Z" } }, first: 9) {
        nodes { operationName underBreakGlass requestedIds customers { nodes { customerNumber } } } } }`,
    );

    const [read, opening] = data.auditTrail.nodes;
    expect(opening.requestedIds).toEqual([customerNumberOf(1)]);
    expect(read.requestedIds).toEqual([await glass.idOf(1)]);
    for (const one of [read, opening])
      expect(one.customers.nodes.map((row: { customerNumber: string }) => row.customerNumber)).toContain(
        customerNumberOf(1),
      );
  });
});

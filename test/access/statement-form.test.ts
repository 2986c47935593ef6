import { directory } from '../../src/access/directory';
import { viewerSetting } from '../../src/access/scope';
import { connect, type Sql } from '../../src/database/connect';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { lateralForm, scalarForm, tryForm } from '../support/walls/forms';

let database: FreshDatabase;
let app: Sql;
let end: () => Promise<void>;
let viewers: [string, string];

beforeAll(async () => {
  database = await freshDatabase('bank');
  ({ sql: app, end } = connect(database.appUrl, { name: 'test', max: 1 }));
  const viewerOf = directory({ sql: app, clock: () => new Date('2026-06-30T04:00:00Z'), timeZone: 'Asia/Shanghai' });
  const settingOf = async (staffNumber: string) => {
    const viewer = await viewerOf({ staffNumber, clientId: 'test' });
    if (!viewer) throw new Error(`${staffNumber} is not at work.`);
    return viewerSetting(viewer);
  };
  viewers = [await settingOf('BM0001'), await settingOf('HO0001')];
});

afterAll(async () => {
  await end();
  await database.drop();
});

/** The policy of customers in another wording, for one trial. */
async function withPolicy(condition: string, trial: () => Promise<void>): Promise<void> {
  const owner = connect(database.ownerUrl, { name: 'test', max: 1 });
  const [policy] = await owner.sql<{ condition: string }[]>`
    select pg_get_expr(polqual, polrelid) as condition from pg_policy
    where polrelid = 'customer'::regclass and polname = 'viewer'`;
  try {
    await owner.sql.unsafe(`alter policy viewer on customer using (${condition})`);
    await trial();
  } finally {
    await owner.sql.unsafe(`alter policy viewer on customer using (${policy?.condition})`);
    await owner.end();
  }
}

describe('the form of a statement, on random trees with the planner’s methods switched off', () => {
  it('as compiled: its viewer’s rows, and behind another viewer an error', async () => {
    const report = await tryForm(app, scalarForm, viewers, 120, 1);

    expect(report).toMatchObject({ shapes: 120, leaks: 0, refusals: 0 });
    // Most trees would show it.
    expect(report.telling).toBeGreaterThan(60);
  });

  it('control: a tree that is a FROM item is read before its viewer is set', async () => {
    const report = await tryForm(app, lateralForm, viewers, 20, 1);

    expect(report.leaks).toBeGreaterThan(5);
    expect(report.refusals).toBeGreaterThan(5);
  });

  it('control: a policy that reads the setting outside of a sub-select is asked while the plan is made', async () => {
    await withPolicy('scope_key >= (viewer_bounds())[1] and scope_key < (viewer_bounds())[2]', async () => {
      const fresh = connect(database.appUrl, { name: 'test', max: 1 });
      const report = await tryForm(fresh.sql, scalarForm, viewers, 40, 1);
      await fresh.end();

      expect(report.refusals).toBeGreaterThan(5);
    });
  });

  it('the same policy with its sub-selects is asked when rows are read', async () => {
    const bound = (at: number) => `(select (viewer_bounds())[${at}])`;
    await withPolicy(`scope_key >= ${bound(1)} and scope_key < ${bound(2)}`, async () => {
      expect(await tryForm(app, scalarForm, viewers, 40, 1)).toMatchObject({ leaks: 0, refusals: 0 });
    });
  });
});

import { connect } from '../../src/database/connect';
import { documents } from '../bench/documents';
import { smallBank } from '../demo/small-bank';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { openPlans, type PlanReader } from '../support/plans';

const works = Object.keys(documents) as (keyof typeof documents)[];

describe('the plan of a document', () => {
  let database: FreshDatabase;
  let plans: PlanReader;

  beforeAll(async () => {
    database = await freshDatabase('bank');
    plans = await openPlans({ appUrl: database.appUrl, asOf: smallBank.asOf, wholeTablesAllowed: false });
  });

  afterAll(async () => {
    await plans.end();
    await database.drop();
  });

  describe.each(['HO0001', 'BM0001', 'RM0001', 'AU0001'])('as %s asks it', (staff) => {
    test.each(works)('%s: an index serves every table with customers’ data', async (work) => {
      expect(await plans.wholeTables(staff, work)).toEqual([]);
    });
  });

  test('control: without its indexes, a table is read whole', async () => {
    const owner = connect(database.ownerUrl, { name: 'test', max: 1 });
    await owner.sql`alter table interaction drop constraint interaction_pk`;
    const left = await owner.sql<{ name: string }[]>`
      select indexrelid::regclass::text as name from pg_index where indrelid = 'interaction'::regclass`;
    for (const { name } of left) await owner.sql`drop index ${owner.sql(name)}`;
    await owner.end();

    expect(await plans.wholeTables('BM0001', '360')).toContain('interaction');
  });
});

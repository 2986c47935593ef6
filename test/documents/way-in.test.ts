import { directory } from '../../src/access/directory';
import { viewerSetting } from '../../src/access/scope';
import { accessShape } from '../../src/access/shape';
import { asThroughDocument, type Viewer } from '../../src/access/viewer';
import { connect } from '../../src/database/connect';
import { smallBank } from '../demo/small-bank';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { registryOf } from './registering';

let database: FreshDatabase;
const ends: (() => Promise<void>)[] = [];
let viewerOf: ReturnType<typeof directory>;

beforeAll(async () => {
  database = await freshDatabase('bank');
  const [system, serving] = [connect(database.systemUrl, { name: 'test' }), connect(database.appUrl, { name: 'test' })];
  ends.push(system.end, serving.end);
  const people = { registers: 'HO0001', activates: 'CO0001' };
  await registryOf(system.sql, 'desk', people).enter('OPEN');
  await registryOf(system.sql, 'tool', people).enter('ID_ONLY', true);
  viewerOf = directory({ sql: serving.sql, clock: () => smallBank.asOf, timeZone: 'Asia/Shanghai' });
});

afterAll(async () => {
  for (const end of ends) await end();
  await database.drop();
});

const viewer = async (staffNumber: string, clientId = 'desk') => (await viewerOf({ staffNumber, clientId })) as Viewer;
const rightsOf = (of: Viewer) => accessShape(of).rights.map(({ name }) => name);

describe('the way by which a reader comes', () => {
  test('is told by the registry: a tool, or none', async () => {
    const told = await Promise.all(['tool', 'desk', 'unknown'].map((clientId) => viewer('HO0001', clientId)));

    expect(told.map(({ throughTool }) => throughTool)).toEqual([true, false, false]);
    expect(told.map(({ throughDocument }) => throughDocument)).toEqual([false, false, false]);
  });

  test('decides on the rights of a reporting tool, in both walls, and on nobody else’s', async () => {
    const reporting = await viewer('RP0001');
    const manager = await viewer('BM0001');

    expect([rightsOf(reporting), rightsOf(asThroughDocument(reporting))]).toEqual([[], ['REPORTING']]);
    expect(viewerSetting(reporting)).toMatch(/^\{\};/);
    expect(viewerSetting(asThroughDocument(reporting))).toMatch(/^\{268435456,1073741824\};/);
    expect([rightsOf(manager), rightsOf(asThroughDocument(manager))]).toEqual([['BRANCH_MANAGER'], ['BRANCH_MANAGER']]);
    expect(viewerSetting(asThroughDocument(manager))).toBe(viewerSetting(manager));
  });

  test('makes one reader of one reader, so that what is kept by reader is found again', async () => {
    const reporting = await viewer('RP0001');

    expect(asThroughDocument(reporting)).toBe(asThroughDocument(reporting));
    expect(reporting.throughDocument).toBe(false);
    expect(await viewer('RP0001')).toBe(reporting);
  });
});

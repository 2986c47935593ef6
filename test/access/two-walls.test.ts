import { parse } from 'graphql';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { fillBank } from '../support/reference/fixture';
import { openWorld } from '../support/reference/world';
import { answersBehind, type Walls, withOpenPolicy } from '../support/walls/two-walls';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await fillBank(database.systemUrl, 150);
}, 120_000);

afterAll(() => database.drop());

const behind = (walls: Walls, documents: number, mostFindings = 3) =>
  answersBehind(walls, database, { documents, seed: 31, mostFindings });

describe('two walls, the scope in each statement and row security', () => {
  it.each([
    ['the statement’s alone', { predicates: true, rowSecurity: false }],
    ['row security alone', { predicates: false, rowSecurity: true }],
  ] as const)(
    'answer alike: %s',
    async (_name, walls) => {
      const report = await behind(walls, 70);

      expect(report.findings).toEqual([]);
      expect(report).toMatchObject({ documents: 70, differences: 0 });
    },
    180_000,
  );

  it('none at all is found out', async () => {
    const report = await behind({ predicates: false, rowSecurity: false }, 60, 1);

    expect(report.differences).toBeGreaterThan(0);
  }, 180_000);

  it('one open policy behind no predicates is found out', async () => {
    const report = await withOpenPolicy(database.ownerUrl, 'customer', () =>
      behind({ predicates: false, rowSecurity: true }, 60, 1),
    );

    expect(report.differences).toBeGreaterThan(0);
  }, 180_000);

  it('one open policy behind the predicates changes no answer', async () => {
    const report = await withOpenPolicy(database.ownerUrl, 'customer', () =>
      behind({ predicates: true, rowSecurity: true }, 40),
    );

    expect(report.findings).toEqual([]);
  }, 180_000);

  it('pooled connections keep no reader: answers of many at once are those of each alone', async () => {
    const world = await openWorld(database, 3);
    const document = parse('{ viewer { staffNumber } customers { totalCount } accounts { totalCount } }');
    const ask = async (staffNumber: string) => {
      const viewer = await world.viewerOf(staffNumber);
      if (!viewer) throw new Error(`${staffNumber} is not at work.`);
      return (await world.graph.answer({ document, operationName: null, variables: {}, viewer })).text;
    };
    const staff = ['HO0001', 'BM0001', 'RM0001', 'AU0001', 'MK0001', 'CH0001', 'BM0002'];
    const alone = new Map<string, string | undefined>();
    for (const one of staff) alone.set(one, await ask(one));

    const many = Array.from({ length: 210 }, (_, at) => staff[(at * 5) % staff.length] as string);
    const answers = await Promise.all(many.map(async (one) => [one, await ask(one)] as const));
    const settings = await Promise.all(
      many.map(() => world.options.sql`select nullif(current_setting('app.viewer', true), '') as setting`),
    );
    await world.end();

    expect(answers.filter(([one, answer]) => answer !== alone.get(one))).toEqual([]);
    expect(new Set(alone.values()).size).toBe(staff.length);
    expect(new Set(settings.map(([row]) => row?.setting))).toEqual(new Set([null]));
  });
});

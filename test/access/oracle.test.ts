import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessFaults } from '../checks/access-faults';
import { probeWithFault } from '../checks/access-sabotage';
import { AccessWorld } from '../support/access/access-world';
import { dropRowSecurity, fillOddBank } from '../support/access/banks';
import { allGoals, Coverage } from '../support/access/coverage';
import { aimedDocument, probe } from '../support/access/probes';
import { unreachable } from '../support/access/unreachable';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Random } from '../support/reference/documents/random';

jest.setTimeout(240_000);

/** The short form of `npm run check:access`. */
describe('every answer is that of the independent model of access', () => {
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
    await fillOddBank(database.systemUrl, 60, 3);
  });

  afterAll(() => database.drop());

  test('700 random requests of random readers leak nothing', async () => {
    const world = await AccessWorld.open(database);

    const report = await probe([world], { probes: 700, seed: 3 });
    await world.end();

    expect(report.leaks).toEqual([]);
    expect(report.probes).toBeGreaterThanOrEqual(700);
    expect(report.sequences).toBeGreaterThan(0);
    // Most of the goals are met even so; the check itself meets all.
    expect(report.coverage.short(1).length).toBeLessThan(allGoals().length / 4);
  });

  test('what no reader can meet is declared with its reason', () => {
    expect(unreachable.flatMap(({ names }) => names)).toEqual([]);
    expect(unreachable.every(({ reason }) => reason !== '')).toBe(true);
  });

  test('a document can be written for everything that is to be probed', async () => {
    const world = await AccessWorld.open(database);
    const [random, coverage, readers] = [new Random(3), new Coverage(), world.readers()];

    const outOfAim = coverage.goals.filter((goal) => {
      const reader = 'standing' in goal ? world.readerStanding(random, goal.standing, readers) : undefined;
      const { staffNumber } = reader ?? random.pick(readers);
      return aimedDocument(world, [goal], staffNumber, random, coverage) === null;
    });
    await world.end();

    expect(outOfAim.map(({ name }) => name)).toEqual([]);
  });

  test('every fault of the check still finds its place in the sources', () => {
    const root = join(__dirname, '../..');
    const places = accessFaults.flatMap(({ name, patches }) =>
      patches.map(({ file, find }) => ({ name, found: readFileSync(join(root, file), 'utf8').includes(find) })),
    );

    expect(places.filter(({ found }) => !found)).toEqual([]);
    expect(accessFaults.length).toBeGreaterThanOrEqual(16);
  });

  describe('a fault is caught, row security being off', () => {
    beforeAll(() => dropRowSecurity(database));

    test.each([
      'scope predicate dropped from counts',
      'scope predicate dropped from node',
      'decisions cached across viewers',
      'input guard missing on a nested filter',
    ])('%s', async (name) => {
      const fault = accessFaults.find((one) => one.name === name);
      if (!fault) throw new Error(`There is no fault ${name}.`);

      const { probes } = await probeWithFault(fault, [database], { probes: 450, seed: 3 });

      expect(probes).not.toBeNull();
    });
  });
});

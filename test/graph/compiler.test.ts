import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType } from 'graphql';
import { faults } from '../checks/compiler-faults';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { campaign } from '../support/reference/campaign';
import { fillBank } from '../support/reference/fixture';
import { openWorld, type World } from '../support/reference/world';

describe('the compiler against the reference executor', () => {
  let database: FreshDatabase;
  let world: World;

  beforeAll(async () => {
    database = await freshDatabase();
    await fillBank(database.systemUrl, 200);
    world = await openWorld(database);
  }, 120_000);
  afterAll(async () => {
    await world.end();
    await database.drop();
  });

  it('answers 500 random documents alike', async () => {
    const report = await campaign(world, { documents: 500, seed: 20_261_123 });
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ documents: 500, requests: 1500, differences: 0 });
    // Most requests have something to compare.
    expect(report.refused + report.empty).toBeLessThan(report.requests / 2);
  }, 240_000);

  it('stands under rules that know every field', () => {
    const fields = Object.values(world.reference.schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__') ? Object.keys(type.getFields()) : [],
    );
    expect(fields.length).toBeGreaterThan(250);
  });
});

describe('the seeded faults of the check', () => {
  it.each(faults.map((fault) => [fault.name, fault] as const))(
    '%s: its place is in the source',
    (_name, { file, find }) => {
      const source = readFileSync(join(__dirname, '../..', file), 'utf8');
      expect(source.split(find)).toHaveLength(2);
    },
  );
});

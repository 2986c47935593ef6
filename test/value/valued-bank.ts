import { type Connection, connect } from '../../src/database/connect';
import { freshDatabase } from '../support/database';
import { fillBank } from '../support/reference/fixture';
import { answered, type Compared, compared, type Question } from '../support/reference/trial';
import { openWorld, type World } from '../support/reference/world';

/** A bank with its measures worked out, read by the product and by the reference. */
export interface ValuedBank {
  readonly world: World;
  readonly system: Connection;
  /** Sets the reference's answer beside the product's. */
  compare(question: Question): Promise<Compared>;
  drop(): Promise<void>;
}

/** Makes one of so many customers; what is to be changed about it is changed before it is read. */
export async function valuedBank(
  customers = 200,
  change: (system: Connection) => Promise<void> = async () => {},
): Promise<ValuedBank> {
  const database = await freshDatabase();
  await fillBank(database.systemUrl, customers);
  const system = connect(database.systemUrl, { name: 'system', max: 1 });
  await change(system);
  const world = await openWorld(database);
  return {
    world,
    system,
    compare: async (question) => compared(world, question, await answered(world, question)),
    async drop() {
      await world.end();
      await system.end();
      await database.drop();
    },
  };
}

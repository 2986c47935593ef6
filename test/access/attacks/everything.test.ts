import type { GraphQLSchema } from 'graphql';
import '../../../src/entities';
import { defaultDocumentLimits } from '../../../src/documents/limits';
import { publishSchema } from '../../../src/graph/declare/publish';
import { type AttackedBank, attackedBank, byNameOnly, hiddenFrom, inScope } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { notInFull, valuesOf } from './classified';
import { waysFrom } from './harvest';
import { type Leaks, leaksIn } from './leaks';

/** The lists of the root from which a walk can begin, what they list, and how many edges deep. */
const lists = [
  ['customers', 'Customer', 1],
  ['accounts', 'Account', 1],
  ['interactions', 'Interaction', 1],
  ['complaints', 'Complaint', 1],
  ['complaintClocks', 'ComplaintClock', 1],
  ['amlCases', 'AmlCase', 1],
  ['orgUnits', 'OrgUnit', 2],
  ['products', 'Product', 2],
] as const;
const { depth: levels } = defaultDocumentLimits;
const classes = ['IDENTITY', 'MONEY', 'C3', 'NOTES', 'RISK', 'AML'] as const;

describe('everything that can be asked for', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
    schema = publishSchema();
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  test('the documents reach what is planted, of every class, so that this can fail', async () => {
    const found = await harvest('CO1');
    for (const nn of [1, 4]) {
      const met = new Set(leaks.of([nn], { text: found, headers: {} }));
      expect(met.size).toBeGreaterThan(40);
      for (const dataClass of classes) {
        const values = await valuesOf(bank.system, bank.keys.get(nn) as string, nn, dataClass);
        const missed = values.filter((value) => !found.includes(value));
        expect([nn, dataClass, missed]).toEqual([nn, dataClass, []]);
      }
    }
  });

  test.each(Object.keys(notInFull).filter((reader) => reader !== 'CO1'))(
    '%s reads nothing of whom he may not see, and nothing of the classes that he may not see in full',
    async (reader) => {
      const found = await harvest(reader);
      for (const nn of [...(inScope[reader] ?? []), ...(byNameOnly[reader] ?? [])]) {
        for (const dataClass of notInFull[reader] ?? []) {
          const values = await valuesOf(bank.system, bank.keys.get(nn) as string, nn, dataClass);
          const seen = values.filter((value) => found.includes(value));
          expect([nn, dataClass, seen]).toEqual([nn, dataClass, []]);
        }
      }
    },
    120_000,
  );

  /** Asks for one way out of a type after another, so that no document is over the limits; returns all that came. */
  async function harvest(reader: string): Promise<string> {
    const hidden = hiddenFrom(reader);
    let found = '';
    const ask = async (document: string, variables?: object) => {
      const answer = await server.ask(reader, document, variables);
      expect(answer.errors).toEqual([]);
      expect(leaks.of(hidden, answer)).toEqual([]);
      found += answer.text;
    };
    for (const [list, type, depth] of lists) {
      for (const way of waysFrom(schema, type, { depth, levels: levels - 3, rows: 7 })) {
        const page = `totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${way} } }`;
        await ask(`{ ${list}(first: 7) { ${page} } }`);
      }
    }
    const visible = [...(inScope[reader] ?? []), ...(byNameOnly[reader] ?? [])];
    const id = leaks.idsOf(visible[0] ?? 1).find((one) => one.startsWith('cus_'));
    for (const way of waysFrom(schema, 'Customer', { depth: 2, levels: levels - 1, rows: 7 })) {
      await ask(`query($id: ID!) { customer(id: $id) { ${way} } }`, { id });
    }
    return found;
  }
});

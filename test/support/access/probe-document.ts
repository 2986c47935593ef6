import { type DocumentNode, type GraphQLSchema, parse, print, validate } from 'graphql';
import { Inputs } from '../reference/documents/inputs';
import { Pools } from '../reference/documents/pools';
import type { Random } from '../reference/documents/random';
import { Variables } from '../reference/documents/variables';
import { bestEffect } from '../reference/matrix';
import { type Context, reachedAs } from '../reference/model/model';
import { modelOf, ways } from '../reference/model/models';
import type { Row } from '../reference/values';
import type { Coverage, Goal } from './coverage';
import { ProbeSelections, type Wanted } from './probe-selections';
import { pagesOf, routeTo, typesHolding } from './routes';

export interface ProbeDraft {
  readonly document: DocumentNode;
  readonly requests: readonly Readonly<Record<string, unknown>>[];
}

interface Target {
  readonly type: string;
  readonly way?: string;
  readonly wanted?: Wanted;
}

const tries = 40;

/** A document that meets the goal, if the reader of the context can; null where the schema refuses the draft. */
export function probeDocument(
  schema: GraphQLSchema,
  context: Context,
  random: Random,
  goal: Goal,
  coverage: Coverage,
): ProbeDraft | null {
  const pools = new Pools(random, context);
  const inputs = new Inputs(random, pools);
  const variables = new Variables(random, inputs);
  const count = (name: string) => coverage.count(name);
  const selections = new ProbeSelections({ schema, context, random, pools, inputs, variables, count });
  const target = targetOf(schema, goal, random);
  const fields = [rootField(selections, target, goal, random, context)];
  if (random.chance(0.1)) fields.push(selections.way('Query', random.pick(Object.keys(ways('Query'))), 2, 20));
  const declared = variables.definitions().map((one) => print(one));
  const text = `query${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${fields.join(' ')} }`;
  const document = parse(text);
  if (validate(schema, document).length > 0) return null;
  const first = variables.values();
  return { document, requests: [first, variables.varied(first)] };
}

/** Where the goal can be met: a type, or a way from it. */
function targetOf(schema: GraphQLSchema, goal: Goal, random: Random): Target {
  switch (goal.kind) {
    case 'cell':
      return { type: random.pick(typesHolding(goal.dataClass)).name };
    case 'stub':
      return random.pick([
        { type: 'PartyRelationship', way: 'party' },
        { type: 'AccountParty', way: 'party' },
        { type: 'Guarantee', way: 'guarantor' },
        { type: 'Customer', way: 'relatedParties' },
      ]);
    case 'edge':
      return { type: goal.type, way: goal.way };
    case 'filter':
    case 'order': {
      const argument = goal.kind === 'filter' ? 'filter' : 'orderBy';
      const page = random.pick(pagesOf(schema, goal.type, argument));
      return { ...page, wanted: { [goal.kind]: goal.input } };
    }
  }
}

function rootField(
  selections: ProbeSelections,
  { type, way, wanted }: Target,
  goal: Goal,
  random: Random,
  context: Context,
): string {
  if (type === 'Query') return selections.way('Query', way as string, 0, 1, wanted);
  const row = rowFor(type, goal, random, context);
  const route = row && routeTo(type, row, random, context);
  if (!route) return selections.way('Query', 'customers', 0, 1);
  const { entry, entryType, way: on } = route;
  const next = way ? selections.way(type, way, 1, 4, wanted) : '';
  let record = selections.ofRecord(type, 1, 4, next);
  if (on) record = selections.ofRecord(entryType, 3, 4, onward(selections, entryType, on, record));
  const head = `probed: ${selections.written('Query', entry.field, entry.args)}`;
  if (entry.field === 'node' || entry.field === 'nodes') return `${head} { ... on ${entryType} ${record} }`;
  const kind = ways('Query')[entry.field]?.kind;
  return `${head} ${kind === 'page' ? selections.ofPage('Query', entry.field, record) : record}`;
}

function onward(selections: ProbeSelections, type: string, name: string, record: string): string {
  const way = ways(type)[name];
  if (way?.kind === 'page') return `held: ${name}(first: 4) ${selections.ofPage(type, name, record)}`;
  return `held: ${name} ${record}`;
}

/** A row of the type: for a cell one that the reader reaches so and in no other way, most times; seldom anybody's. */
function rowFor(type: string, goal: Goal, random: Random, context: Context): Row | undefined {
  const model = modelOf(type);
  const rows = context.bank.rows(model.table);
  if (rows.length === 0) return undefined;
  if (random.chance(0.08)) return random.pick(rows);
  const { standings } = context.reader;
  let reachable: Row | undefined;
  for (let left = tries; left > 0; left -= 1) {
    const row = random.pick(rows);
    const reached = reachedAs({ model, row, standings }, context);
    if (reached === null) return row;
    if (reached.length === 0) continue;
    if (!('standing' in goal)) return row;
    if (!reached.includes(goal.standing)) continue;
    if (goal.kind === 'stub' && !endsAtStub(type, row, context)) continue;
    reachable = row;
    const own = reached.filter((one) => one.split(' ')[0] === goal.standing.split(' ')[0]);
    if (own.length === reached.length) return row;
  }
  return reachable ?? nearRow(model.table, random, context);
}

const partyColumns: Record<string, string> = {
  PartyRelationship: 'other_party_id',
  AccountParty: 'party_id',
  Guarantee: 'guarantor_party_id',
};

/** The party behind the row is out of the reader's reach. */
function endsAtStub(type: string, row: Row, { reader }: Context): boolean {
  const party = partyColumns[type];
  return party === undefined || ![...reader.reaches(row[party] as number)].some((one) => reader.listing.includes(one));
}

/** A row of a customer whom the reader reaches, found from the customers where the table is large and his part small. */
function nearRow(table: Parameters<Context['bank']['rows']>[0], random: Random, context: Context): Row | undefined {
  const { bank, reader } = context;
  const own = bank
    .rows('customer')
    .filter(({ customer_id: id }) => bestEffect(reader.reaches(id as number), 'C1') === 'FULL');
  for (const customer of random.some(own, 8)) {
    const rows = bank.where(table, 'customer_id', customer.customer_id as number);
    if (rows.length > 0) return random.pick(rows);
  }
  return random.pick(bank.rows(table));
}

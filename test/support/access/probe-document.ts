import { type DocumentNode, type GraphQLSchema, parse, print, validate } from 'graphql';
import { days, Inputs, moments } from '../reference/documents/inputs';
import { Pools } from '../reference/documents/pools';
import type { Random } from '../reference/documents/random';
import { Variables } from '../reference/documents/variables';
import type { Context } from '../reference/model/model';
import { modelOf, ways } from '../reference/model/models';
import type { Row } from '../reference/values';
import type { Coverage, Goal } from './coverage';
import { ProbeSelections, type Wanted } from './probe-selections';
import { pagesOf, placesOf, routeTo } from './routes';

export interface ProbeDraft {
  readonly document: DocumentNode;
  readonly requests: readonly Readonly<Record<string, unknown>>[];
}

interface Target {
  readonly type: string;
  readonly way?: string;
  readonly wanted?: Wanted;
}

const tries = 12;

/** A document that meets the goals, if the reader of the context can; null where the schema refuses the draft. */
export function probeDocument(
  schema: GraphQLSchema,
  context: Context,
  random: Random,
  goals: readonly Goal[],
  coverage: Coverage,
): ProbeDraft | null {
  const pools = new Pools(random, context);
  const inputs = new Inputs(random, pools);
  const variables = new Variables(random, inputs);
  const count = (name: string) => coverage.count(name);
  const selections = new ProbeSelections({ schema, context, random, pools, inputs, variables, count });
  const fields = goals.map((goal, at) =>
    rootField(selections, targetOf(schema, goal, random), goal, `probed${at}`, random, context),
  );
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
      return random.pick(placesOf(goal.dataClass, goal.standing));
    case 'stub':
      return random.pick([
        { type: 'PartyRelationship', way: 'party' },
        { type: 'AccountParty', way: 'party' },
        { type: 'Guarantee', way: 'guarantor' },
        { type: 'OwnershipInterest', way: 'party' },
        { type: 'HiddenRelation', way: 'party' },
        { type: 'PartyGroup', way: 'anchor' },
        { type: 'PartyGroupMember', way: 'party' },
        { type: 'NetworkNode', way: 'party' },
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
  key: string,
  random: Random,
  context: Context,
): string {
  if (type === 'Query') return selections.way('Query', way as string, 0, 1, wanted);
  const row = rowFor(type, goal, random, context);
  const route = row && routeTo(type, row, random, context);
  if (!route) return selections.way('Query', 'customers', 0, 1);
  const { entry, entryType } = route;
  const next = way ? selections.way(type, way, 1, 4, wanted) : '';
  let record = selections.ofRecord(type, 1, 4, next);
  for (const { type: holder, way: on } of [...route.on].reverse())
    record = selections.ofRecord(holder, 3, 4, onward(selections, holder, on, record));
  const made = modelOf(entryType).isMade ? selections.others('Query', entry.field, entry.args) : entry.args;
  const args = { ...made, ...timeOf(entry.field, random) };
  const head = `${key}: ${selections.written('Query', entry.field, args)}`;
  if (entry.field === 'node' || entry.field === 'nodes') return `${head} { ... on ${entryType} ${record} }`;
  const kind = ways('Query')[entry.field]?.kind;
  return `${head} ${kind === 'page' ? selections.ofPage('Query', entry.field, record) : record}`;
}

/** Now and then the view is of another time: who may see what is decided by the rights of today all the same. */
function timeOf(field: string, random: Random): Readonly<Record<string, unknown>> {
  if (field === 'viewer' || field === 'search') return {};
  return {
    ...(random.chance(0.08) && { asOf: random.pick(days) }),
    ...(random.chance(0.08) && { recordedAsOf: random.pick(moments) }),
  };
}

function onward(selections: ProbeSelections, type: string, name: string, record: string): string {
  const way = ways(type)[name];
  const through = way && 'to' in way && way.to === 'OwnershipInterest' ? ', lookThrough: true' : '';
  if (way?.kind === 'page') return `held: ${name}(first: 4${through}) ${selections.ofPage(type, name, record)}`;
  return `held: ${name} ${record}`;
}

/** A row of the type: most times of a customer whom the reader reaches, for a cell as what it asks and as nothing else. */
function rowFor(type: string, goal: Goal, random: Random, context: Context): Row | undefined {
  const { table, scope } = modelOf(type);
  const { bank } = context;
  const rows = bank.rows(table);
  if (rows.length === 0) return undefined;
  if (scope === 'everybody' || random.chance(0.08)) return random.pick(rows);
  for (const customer of random.some(customersFor(goal, context), tries)) {
    const own = bank.where(table, 'customer_id', customer.customer_id as number);
    const fit = goal.kind === 'stub' ? own.filter((row) => endsAtStub(type, row, context)) : own;
    if (fit.length > 0) return random.pick(fit);
  }
  return random.pick(rows);
}

function customersFor(goal: Goal, { bank, reader }: Context): readonly Row[] {
  const all = bank.rows('customer');
  const reached = (row: Row) => [...reader.reaches(row.customer_id as number)];
  if (!('standing' in goal)) return all.filter((row) => reached(row).length > 0);
  const role = (standing: string) => standing.split(' ')[0];
  const able = all.filter((row) => reached(row).includes(goal.standing));
  const only = able.filter((row) => reached(row).every((one) => role(one) === role(goal.standing)));
  return only.length > 0 ? only : able;
}

const partyColumns: Record<string, string> = {
  PartyRelationship: 'other_party_id',
  AccountParty: 'party_id',
  Guarantee: 'guarantor_party_id',
  OwnershipInterest: 'other_party_id',
  HiddenRelation: 'other_party_id',
  PartyGroup: 'anchor_id',
  PartyGroupMember: 'party_id',
};

/** The party behind the row is out of the reader's reach. */
function endsAtStub(type: string, row: Row, { reader }: Context): boolean {
  const party = partyColumns[type];
  return party === undefined || ![...reader.reaches(row[party] as number)].some((one) => reader.listing.includes(one));
}

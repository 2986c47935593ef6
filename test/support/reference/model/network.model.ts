import { validOn } from '../reader';
import type { Row } from '../values';
import { ascending, type Context, type EdgeModel, one, plain, type TypeModel } from './model';
import { isKnown } from './standings';

interface Walked {
  readonly parties: number[];
  readonly depths: number[];
  /** The sides read, in the order of reading. */
  readonly read: Row[];
}

interface Limits {
  readonly depth: number;
  readonly most: number;
  readonly until?: number;
}

const byId = (one: Row, other: Row) => Number(one.id) - Number(other.id);

/** From party to party, level by level; a party who is not known is an end. */
function walked(start: number, types: unknown, limits: Limits, context: Context): Walked {
  const { bank, today } = context;
  const depthOf = new Map([[start, 0]]);
  const read: Row[] = [];
  let frontier = [start];
  for (let depth = 1; depth <= limits.depth && frontier.length > 0 && read.length < limits.most; depth += 1) {
    if (limits.until !== undefined && depthOf.has(limits.until)) break;
    const found = new Set<number>();
    for (const party of frontier) {
      if (party !== start && !isKnown(party, context)) continue;
      const own = bank
        .where('party_relationship', 'customer_id', party)
        .filter((row) => validOn(today, row) && (!types || (types as unknown[]).includes(row.type)))
        .sort(byId)
        .slice(0, limits.most - read.length);
      read.push(...own);
      for (const row of own) if (!depthOf.has(row.other_party_id as number)) found.add(row.other_party_id as number);
    }
    frontier = [...found].sort((a, b) => a - b);
    for (const party of frontier) depthOf.set(party, depth);
  }
  return { parties: [...depthOf.keys()], depths: [...depthOf.values()], read };
}

const mostRelations = 10_000;

const ranges = { depth: [1, 5], limit: [1, 200] } as const;

export const networkWay: EdgeModel = {
  kind: 'one',
  to: 'PartyNetwork',
  order: [],
  ranges,
  sizedBy: 'limit',
  rows: (parent, context, { depth, types, limit }) => {
    const start = parent.customer_id as number;
    const { parties, depths, read } = walked(start, types, { depth: Number(depth), most: mostRelations }, context);
    const shown = Number(limit);
    return [
      {
        customer_id: start,
        parties: parties.slice(0, shown),
        depths: depths.slice(0, shown),
        read: read.map((row) => [row.customer_id as number, row.id as number]),
        more: Math.max(0, parties.length - shown),
        is_counted: read.length < mostRelations,
      },
    ];
  },
};

const pathRelations = 50_000;

/** A shortest one; from the end backward by the smallest key one step nearer that leads on. */
export const pathWay: EdgeModel = {
  kind: 'one',
  to: 'PartyNetwork',
  order: [],
  idPrefix: 'cus',
  ids: ['from', 'to'],
  ranges: { maxLength: [1, 6] },
  across: true,
  rows: (_parent, context, { from, to, maxLength, types }) => {
    const keyOf = (id: unknown) => context.bank.one('customer', 'public_id', String(id))?.customer_id as number;
    const [start, end] = [keyOf(from), keyOf(to)];
    if (!isKnown(start, context) || !isKnown(end, context)) return [];
    const limits = { depth: Number(maxLength), most: pathRelations, until: end };
    const { parties, depths, read } = walked(start, types, limits, context);
    const depthOf = (party: unknown) => depths[parties.indexOf(party as number)] as number;
    if (!parties.includes(end)) return [];
    const way = [end];
    while (way[0] !== start) {
      const nearer = read.filter(
        (row) => row.other_party_id === way[0] && depthOf(row.customer_id) === depthOf(way[0]) - 1,
      );
      way.unshift(Math.min(...nearer.map((row) => row.customer_id as number)));
    }
    return [
      {
        customer_id: start,
        parties: way,
        depths: way.map((_, at) => at),
        read: read.map((row) => [row.customer_id as number, row.id as number]),
        more: 0,
        is_counted: true,
      },
    ];
  },
};

function nodesOf({ customer_id, parties, depths }: Row): Row[] {
  const [keys, away] = [parties as number[], depths as number[]];
  return keys.map((party_id, at) => ({
    customer_id: customer_id as number,
    party_id,
    depth: away[at] ?? 0,
    key: at + 1,
  }));
}

/** Each relation read between parties shown, from the side of the one who stands first. */
function edgesOf({ parties, read }: Row, { bank }: Context): Row[] {
  const place = (party: unknown) => (parties as number[]).indexOf(party as number) + 1;
  const edges = new Map<number, Row>();
  for (const [owner, id] of read as number[][]) {
    const row = bank.where('party_relationship', 'customer_id', owner as number).find((side) => side.id === id) as Row;
    const [own, other] = [place(owner), place(row.other_party_id)];
    if (own === 0 || other === 0) continue;
    const known = edges.get(id as number);
    if (known && place(known.customer_id) <= own) continue;
    const [from, to, label] = row.outgoing ? [own, other, row.inverse_label] : [other, own, row.label];
    edges.set(id as number, { ...row, from, to, label: label as string });
  }
  return [...edges.values()];
}

const made = { isMade: true, scope: 'customer', orders: {}, filters: {} } as const;

export const networkModels: readonly TypeModel[] = [
  {
    ...made,
    name: 'PartyNetwork',
    table: 'customer',
    key: 'customer_id',
    fields: plain('C1', 'more isCounted'),
    ways: {
      nodes: { kind: 'list', most: 200, to: 'NetworkNode', order: [ascending('key')], rows: nodesOf },
      edges: {
        kind: 'list',
        most: 1000,
        to: 'NetworkEdge',
        order: [ascending('from'), ascending('to'), ascending('type')],
        across: true,
        stays: true,
        rows: edgesOf,
      },
    },
  },
  {
    ...made,
    name: 'NetworkNode',
    table: 'customer',
    key: 'key',
    fields: plain('C1', 'key depth'),
    ways: {
      party: { kind: 'linked', partyColumn: 'party_id', stays: true },
      customer: { ...one('Customer', 'customer', 'customer_id', 'party_id'), across: true },
    },
  },
  {
    ...made,
    name: 'NetworkEdge',
    table: 'party_relationship',
    key: 'id',
    fields: plain('C1', 'from to type label directness sharePct shareMin shareMax validFrom validTo'),
    ways: {},
  },
];

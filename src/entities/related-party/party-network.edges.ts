import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import { wholeNumber } from '../../database/parameters';
import { by, toLinked, toList, toOne } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { Customer } from '../customer/customer.type';
import { LinkedParty, partyInScope, partyParts } from './linked-party.type';
import { networkEdge, networkNode } from './party-network.rows';
import { NetworkEdge, NetworkNode, PartyNetwork } from './party-network.type';
import { partyRelationship } from './party-relationship.table';
import { walkLevels } from './walk';
import { upTo, walkTypes } from './walk-arguments';

const mostRelations = 10_000;
const mostEdges = 1_000;

const network = ({ parent, inputs, inScope }: SourceJoin): SQL => {
  const levels = walkLevels({
    inputs,
    inScope,
    from: sql`select ${parent.customerId} as start`,
    isOwn: true,
    depth: inputs.argument('depth', 'integer'),
    most: mostRelations,
  });
  const limit = inputs.argument('limit', 'integer');
  return sql`
    with recursive walk as (${levels})
    select ${parent.customerId} as customer_id, ${parent.scopeKey} as scope_key, parties[1:${limit}] as parties,
      depths[1:${limit}] as depths, kinds[1:${limit}] as kinds, names[1:${limit}] as names, owners, others, relations,
      greatest(cardinality(parties) - ${limit}, 0) as more,
      cardinality(relations) < ${wholeNumber(mostRelations)} as is_counted
    from walk order by depth desc limit 1`;
};

toOne({
  from: Customer,
  name: 'network',
  to: PartyNetwork,
  description:
    'The customer with the parties related to it on the day of the view, those related to them, and so on. The walk reads at most 10,000 relations.',
  arguments: {
    depth: upTo('How many relations away from the customer; at most 5.', 2, 5),
    types: walkTypes,
    limit: upTo('How many parties are shown, the nearest first; at most 200.', 50, 200),
  },
  always: true,
  sizedBy: 'limit',
  defaultFirst: 50,
  maxFirst: 200,
  source: network,
});

toList({
  from: PartyNetwork,
  name: 'nodes',
  to: NetworkNode,
  description: 'The parties, by their keys.',
  order: [by(networkNode.key)],
  most: 200,
  source: ({ parent }) => sql`
    select ${parent.customerId} as customer_id, ${parent.scopeKey} as scope_key, n.key, n.depth, n.party_id,
      n.party_kind, n.party_name_masked
    from unnest(${parent.parties}, ${parent.depths}, ${parent.kinds}, ${parent.names}) with ordinality
      as n(party_id, depth, party_kind, party_name_masked, key)`,
});

toList({
  from: PartyNetwork,
  name: 'edges',
  to: NetworkEdge,
  description: 'The relations by which the parties shown were found from each other, each once; at most 1,000.',
  order: [by(networkEdge.from), by(networkEdge.to), by(networkEdge.type)],
  most: mostEdges,
  leavesScope: true,
  stays: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
  source: edgesBetween,
});

/** The relations read between parties that are shown; one that was read from both sides is told from the first. */
function edgesBetween({ parent, inputs }: SourceJoin): SQL {
  const r = aliasedTable(partyRelationship, 'r') as Row;
  const place = (side: 'owner' | 'other') => sql`unnest(${parent.parties}) with ordinality
    as ${sql.raw(side)}(party, key) on ${sql.raw(side)}.party = s.${sql.raw(side)}`;
  const found = sql`
    select distinct on (s.id) s.id, s.owner as customer_id, owner.key::integer as own_key, other.key::integer as other_key
    from unnest(${parent.owners}, ${parent.others}, ${parent.relations}) as s(owner, other, id)
    join ${place('owner')} join ${place('other')}
    order by s.id, owner.key`;
  // Each by its key: with a join PostgreSQL may read the whole table.
  return sql`
    select r.*, case when r.outgoing then e.own_key else e.other_key end as "from",
      case when r.outgoing then e.other_key else e.own_key end as "to"
    from (${found}) as e cross join lateral (
      select ${r.customerId}, ${r.scopeKey}, ${r.id}, ${r.outgoing}, ${r.type}, ${r.directness}, ${r.sharePct},
        ${r.shareMin}, ${r.shareMax}, ${r.validFrom}, ${r.validTo},
        case when ${r.outgoing} then ${r.inverseLabel} else ${r.label} end as label
      from ${inputs.rows(partyRelationship, 'r')} where ${r.customerId} = e.customer_id and ${r.id} = e.id limit 1
    ) as r`;
}

const party = partyInScope((row: Row) => row.partyId);

toLinked({
  from: NetworkNode,
  name: 'party',
  description: 'The party.',
  to: LinkedParty,
  source: { ...party, stays: (row, target) => sql`${target.customerId} = ${row.customerId}` },
  fields: partyParts({ kind: (row) => row.partyKind, name: (row) => row.partyNameMasked }),
});

toOne({
  from: NetworkNode,
  name: 'customer',
  to: Customer,
  description: 'The party as a customer; null where it is none, or where the reader may at most look it up.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.partyId}`,
});

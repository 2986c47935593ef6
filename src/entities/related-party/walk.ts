import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import { wholeNumber } from '../../database/parameters';
import { ownedBy, validOn } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { customer } from '../customer/customer.table';
import { partyRelationship } from './party-relationship.table';

export const customerScope = ownedBy(customer.customerId, customer.scopeKey);

/** A walk over relations. */
interface Walk extends Pick<SourceJoin, 'inputs' | 'inScope'> {
  /** One row with the key of the customer where it begins, as `start`; without it there is no walk. */
  readonly from: SQL;
  /** The start is the customer from whose row the walk is asked. */
  readonly isOwn: boolean;
  /** How many relations it goes from the start. */
  readonly depth: SQL;
  /** It reads no more relations than that. */
  readonly most: number;
  /** It ends where it meets that party. */
  readonly until?: SQL;
}

/**
 * The body of a recursive WITH that goes from party to party, one row a level, the last of which knows all before it:
 * the parties found with their depths, stubs and `via`, the smallest key of a party one step nearer, and the relations
 * read. Parties stand by depth, then key. It goes on only from customers that the reader may see.
 */
export function walkLevels(walk: Walk): SQL {
  const ends = walk.until ? sql` and not ${walk.until} = any(w.parties)` : sql``;
  return sql`
    select 0 as depth, array[s.start] as parties, array[0] as depths, array[null::text] as kinds,
      array[null::text] as names, array[null::bigint] as via, array[s.start] as frontier,
      array[]::bigint[] as owners, array[]::bigint[] as others, array[]::bigint[] as relations
    from (${walk.from}) as s
    union all
    select w.depth + 1, w.parties || n.parties,
      w.depths || array_fill(w.depth + 1, array[cardinality(n.parties)]), w.kinds || n.kinds, w.names || n.names,
      w.via || n.via, n.parties, w.owners || n.owners, w.others || n.others, w.relations || n.relations
    from walk as w cross join lateral (${nextLevel(walk)}) as n
    where w.depth < ${walk.depth} and cardinality(w.frontier) > 0
      and cardinality(w.relations) < ${wholeNumber(walk.most)}${ends}`;
}

/** What is found from the parties that were found last. */
function nextLevel(walk: Walk): SQL {
  const column = (name: string) =>
    sql`coalesce(array_agg(p.${sql.identifier(name)} order by p.party) filter (where not p.known), '{}')`;
  const found = sql`
    select a.party, min(a.kind) as kind, min(a.name) as name, min(a.via) as via, bool_or(a.known) as known
    from (
      select other as party, kind, name, owner as via, false as known from read
      union all select k.party, null, null, null, true from unnest(w.parties) as k(party)
    ) as a group by a.party`;
  return sql`
    with read as materialized (${relationsRead(walk)})
    select ${column('party')} as parties, ${column('kind')} as kinds, ${column('name')} as names,
      ${column('via')} as via,
      array(select owner from read) as owners, array(select other from read) as others,
      array(select id from read) as relations
    from (${found}) as p`;
}

/**
 * The relations of those parties that the reader may go on from, party by party, as far as the walk may read. They stand
 * in the order of the primary key, so that of a party with very many of them no more are read.
 */
function relationsRead({ inputs, inScope, isOwn, most }: Walk): SQL {
  const own = aliasedTable(customer, 'c') as Row;
  const r = aliasedTable(partyRelationship, 'r') as Row;
  const types = (given: unknown) => given as string[];
  const ofTypes = inputs.has('types') ? sql` and ${r.type} = any(${inputs.argument('types', 'text[]', types)})` : sql``;
  return sql`
    select r.owner, r.other, r.id, r.kind, r.name
    from unnest(w.frontier) as f(party)
    cross join lateral (
      select ${own.customerId} from ${customer} as "c"
      where ${own.customerId} = f.party and ${inScope(customerScope, own, isOwn ? sql`w.depth = 0` : undefined)} limit 1
    ) as c
    cross join lateral (
      select ${r.customerId} as owner, ${r.otherPartyId} as other, ${r.id} as id, ${r.otherKind} as kind,
        ${r.otherNameMasked} as name
      from ${inputs.rows(partyRelationship, 'r')}
      where ${r.customerId} = c.customer_id and ${validOn(inputs.day(), r.validFrom, r.validTo)}${ofTypes}
      order by ${r.id} limit ${wholeNumber(most)}
    ) as r
    limit ${wholeNumber(most)} - cardinality(w.relations)`;
}

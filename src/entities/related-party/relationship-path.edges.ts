import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import { GraphQLID } from 'graphql';
import { QueryRoot, toOne } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { customer } from '../customer/customer.table';
import { PartyNetwork } from './party-network.type';
import { customerScope, walkLevels } from './walk';
import { upTo, walkTypes } from './walk-arguments';

const mostRelations = 50_000;

toOne({
  from: QueryRoot,
  name: 'relationshipPath',
  to: PartyNetwork,
  description:
    'A shortest way from one customer to another over customers in the reader’s scope, with the parties in its order; null where there is none, or none in the first 50,000 relations read. Of several as short it keeps, from the end backward, to the party registered first.',
  arguments: {
    from: { type: () => GraphQLID, description: 'Id of the customer where it begins.' },
    to: { type: () => GraphQLID, description: 'Id of the customer where it ends.' },
    maxLength: upTo('How many relations it has at most; no more than 6.', 4, 6),
    types: walkTypes,
  },
  leavesScope: true,
  source: path,
});

/** The walk from one end until it meets the other, and from there back to the start by the parties that led on. */
function path({ inputs, inScope }: SourceJoin): SQL {
  const [c, t] = [aliasedTable(customer, 'c') as Row, aliasedTable(customer, 't') as Row];
  const part = (end: 'from' | 'to') => inputs.id(end, 'cus', 'row');
  const isOne = (row: Row, end: 'from' | 'to') =>
    sql`${row.customerId} = ${part(end)} and ${inputs.id(end, 'cus', 'owner')} = ${part(end)}
      and ${inScope(customerScope, row)}`;
  const from = sql`
    select ${c.customerId} as start, ${c.scopeKey} as scope_key from ${inputs.rows(customer, 'c')}
    where ${isOne(c, 'from')} and exists (select from ${inputs.rows(customer, 't')} where ${isOne(t, 'to')})`;
  const levels = walkLevels({
    inputs,
    inScope,
    from: sql`select start from ends`,
    isOwn: false,
    depth: inputs.argument('maxLength', 'integer'),
    most: mostRelations,
    until: part('to'),
  });
  return sql`
    with recursive ends as materialized (${from}),
    walk as (${levels}),
    found as materialized (select * from walk where ${part('to')} = any(parties)),
    way as (
      select f.depth, array_position(f.parties, ${part('to')}) as place from found as f
      union all
      select w.depth - 1, array_position(f.parties, f.via[w.place]) from way as w, found as f where w.depth > 0
    )
    select e.start as customer_id, e.scope_key, p.parties, p.depths, p.kinds, p.names, f.owners, f.others, f.relations,
      0 as more, true as is_counted
    from ends as e, found as f cross join lateral (
      select array_agg(f.parties[w.place] order by w.depth) as parties, array_agg(w.depth order by w.depth) as depths,
        array_agg(f.kinds[w.place] order by w.depth) as kinds, array_agg(f.names[w.place] order by w.depth) as names
      from way as w
    ) as p`;
}

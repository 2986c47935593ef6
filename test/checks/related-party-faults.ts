import { type AccessFault, patch } from './access-fault';
import { ownershipFaults } from './ownership-faults';

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are the sources’ texts. */
/** Faults in what is told of parties beyond the direct relations. */
export const relatedPartyFaults: readonly AccessFault[] = [
  ...ownershipFaults,
  {
    name: 'a walk passes through stubs',
    patches: [
      patch(
        'entities/related-party/walk',
        ' and ${inScope(customerScope, own, isOwn ? sql`w.depth = 0` : undefined)} limit 1',
        ' limit 1',
      ),
    ],
    isHeldBack: true,
  },
  {
    name: 'the walk from a customer looked up goes on by the same right',
    patches: [patch('entities/related-party/walk', 'sql`w.depth = 0`', 'sql`true`')],
  },
  {
    name: 'relations of stubs told in a network',
    patches: [
      patch(
        'entities/related-party/party-network.edges',
        'unnest(${parent.owners}, ${parent.others}, ${parent.relations}) as s(owner, other, id)',
        '(select customer_id, other_party_id, id from party_relationship where customer_id = any(${parent.parties})) as s(owner, other, id)',
      ),
      patch(
        'entities/related-party/party-network.type',
        'scope: ownedBy(networkEdge.customerId, networkEdge.scopeKey)',
        'scope: () => undefined',
      ),
    ],
  },
  {
    name: 'more counts what lies behind stubs',
    patches: [
      patch(
        'entities/related-party/party-network.edges',
        'greatest(cardinality(parties) - ${limit}, 0) as more',
        `greatest(cardinality(parties) - \${limit}, 0) + (select count(distinct r.other_party_id)::integer
          from party_relationship r where r.customer_id = any(parties) and not r.other_party_id = any(parties)
            and r.valid_from < '2026-06-16' and r.valid_to is null) as more`,
      ),
    ],
  },
  {
    name: 'a path to or from a customer out of scope',
    patches: [
      patch('entities/related-party/relationship-path.edges', '\n      and ${inScope(customerScope, row)}`', '`'),
    ],
    isHeldBack: true,
  },
  {
    name: 'a party of a network told in full as the start is',
    patches: [
      patch(
        'entities/related-party/party-network.edges',
        'stays: (row, target) => sql`${target.customerId} = ${row.customerId}`',
        'stays: () => sql`true`',
      ),
    ],
  },
];
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are the sources’ texts. */

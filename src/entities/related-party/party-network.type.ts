import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { networkEdge, networkNode, partyNetwork } from './party-network.rows';

@entity({
  name: 'PartyNetwork',
  description:
    'Parties and the relations between them, ready to be drawn. It goes on from customers in the reader’s scope only: a party out of scope is told by its stub, and nothing of what lies behind it.',
  table: partyNetwork,
  row: partyNetwork.customerId,
  owner: partyNetwork.customerId,
  scope: ownedBy(partyNetwork.customerId, partyNetwork.scopeKey),
})
export class PartyNetwork {
  @stored(partyNetwork.more, 'C1', 'How many parties were found beside those shown.')
  more!: number;

  @stored(partyNetwork.isCounted, 'C1', 'False: the walk was broken off, so that there may be more than that.')
  isCounted!: boolean;
}

@entity({
  name: 'NetworkNode',
  description: 'A party of a network.',
  table: networkNode,
  row: networkNode.key,
  scope: ownedBy(networkNode.customerId, networkNode.scopeKey),
})
export class NetworkNode {
  @stored(networkNode.key, 'C1', 'Its place in this answer, by which edges name it; 1 is the start.')
  key!: number;

  @stored(networkNode.depth, 'C1', 'How many relations it is away from the start.')
  depth!: number;
}

@entity({
  name: 'NetworkEdge',
  description: 'A relation between two parties of a network, as its type speaks: `from` is the … of `to`.',
  table: networkEdge,
  row: networkEdge.id,
  owner: networkEdge.customerId,
  scope: ownedBy(networkEdge.customerId, networkEdge.scopeKey),
})
export class NetworkEdge {
  @stored(networkEdge.from, 'C1', 'Key of the party that the type speaks of.')
  from!: number;

  @stored(networkEdge.to, 'C1', 'Key of the other party.')
  to!: number;

  @stored(networkEdge.type, 'C1', 'The kind of relation.')
  type!: string;

  @stored(networkEdge.label, 'C1', 'What `from` is to `to`.')
  label!: string;

  @stored(networkEdge.directness, 'C1', 'Whether an interest is held directly.')
  directness!: string;

  @stored(networkEdge.sharePct, 'C1', 'The share in percent, where it is known exactly.')
  sharePct?: string;

  @stored(networkEdge.shareMin, 'C1', 'The least share in percent, where a range is known.')
  shareMin?: string;

  @stored(networkEdge.shareMax, 'C1', 'The largest share in percent, where a range is known.')
  shareMax?: string;

  @stored(networkEdge.validFrom, 'C1', 'First day.')
  validFrom!: string;

  @stored(networkEdge.validTo, 'C1', 'The day it ends, not included; null: open.')
  validTo?: string;
}

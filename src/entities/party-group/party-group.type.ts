import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { Row, ViewReader } from '../../graph/declare/field';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { groupKinds, partyGroup } from './party-group.table';

export const GroupKindEnum = enumType('GroupKind', groupKinds, 'What holds a group together.', {
  HOUSEHOLD: 'Persons of one family 家庭.',
  CORPORATE_GROUP: 'An organisation and all that it controls 集团.',
  CONNECTED_CLIENTS: 'Parties whose risk is one, by control or dependence (Basel LEX30) 关联客户.',
  GUARANTEE_CIRCLE: 'Parties who guarantee for each other in a circle 担保圈.',
  CUSTOM: 'Put together by the bank’s staff.',
});

/** How many members of a group are customers whom the reader sees. */
function seenMembers(group: Row, { within, stood }: ViewReader): SQL {
  const side = aliasedTable(partyGroup, 'side');
  const seen = within(side) ?? sql`true`;
  return sql`(select count(*)::int from ${partyGroup} as "side" where ${side.id} = ${group.id} and ${stood(side)} and ${seen})`;
}

@entity({
  name: 'PartyGroup',
  description: 'A group of parties, told from the side of a customer in it, as worked out over the whole bank.',
  table: partyGroup,
  id: { prefix: 'grp', column: partyGroup.publicId, owner: partyGroup.customerId, row: partyGroup.id },
  scope: ownedBy(partyGroup.customerId, partyGroup.scopeKey),
})
export class PartyGroup {
  @stored(partyGroup.kind, 'C1', 'What holds it together.', { filter: true, order: true })
  kind!: string;

  @stored(partyGroup.memberCount, 'C1', 'How many parties are in it, customers or not.', { filter: true, order: true })
  memberCount!: number;

  @stored(
    (row, reader) => sql`${row.memberCount} - ${seenMembers(row, reader)}`,
    'C1',
    'How many of its members the reader is not told of: out of his scope, or no customers.',
    { type: () => GraphQLInt, nullable: false },
  )
  restrictedCount!: number;

  @stored(partyGroup.isRed, 'C1', 'A circle of so many guarantors that one takes all others along.', { filter: true })
  isRed!: boolean;

  @stored(partyGroup.rulesVersion, 'C1', 'The version of the bank’s file of rules.')
  rulesVersion!: string;

  @stored(partyGroup.asOf, 'C1', 'The first day for which it was worked out so.')
  asOf!: string;
}

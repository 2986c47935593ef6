import { aliasedTable, sql } from 'drizzle-orm';
import { entity } from '../../graph/declare/entity';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { memberReasons, partyGroup, partyGroupMember } from './party-group.table';

export const MemberReasonEnum = enumType('MemberReason', memberReasons, 'What makes a party a member of a group.', {
  FAMILY: 'A declared relation of family.',
  CONTROL: 'The majority of votes, directly or through others.',
  DEPENDENCE: 'Supplies so large that one depends on the other.',
  GUARANTEE: 'A guarantee given or taken.',
  BY_HAND: 'Entered by the bank’s staff.',
});

@entity({
  name: 'PartyGroupMember',
  description: 'A party in a group; whoever sees one customer of the group sees who else is in it, if only by a stub.',
  table: partyGroupMember,
  row: partyGroupMember.partyId,
  // Who may know of a membership may see a customer who was in the group while it stood; of when he reads, the view says.
  scope: (row, { within }) => {
    const side = aliasedTable(partyGroup, 'side');
    const seen = within(side);
    return (
      seen &&
      sql`exists (select from ${partyGroup} as "side" where ${side.id} = ${row.groupId}
      and (${row.asOfEnd} is null or ${side.asOf} < ${row.asOfEnd}) and (${side.asOfEnd} is null or ${side.asOfEnd} > ${row.asOf}) and ${seen})`
    );
  },
})
export class PartyGroupMember {
  @stored(partyGroupMember.isAnchor, 'C1', 'The group is named by it; of a corporate group, the ultimate parent.', {
    filter: true,
  })
  isAnchor!: boolean;

  @stored(readerOf(partyGroupMember.reasons), 'C1', 'What makes the party a member.', {
    type: () => [MemberReasonEnum],
    nullable: false,
  })
  reasons!: string[];

  @stored(partyGroupMember.validFrom, 'C1', 'Since when it has stood to one of the others.', {
    filter: true,
    order: true,
  })
  validFrom!: string;

  @stored(partyGroupMember.validTo, 'C1', 'The day the membership ends, not included; null: open.')
  validTo?: string;
}

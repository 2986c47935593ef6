import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { hiddenKinds, hiddenRelation } from './hidden-relation.table';

export const HiddenRelationKindEnum = enumType(
  'HiddenRelationKind',
  hiddenKinds,
  'What joins two parties without anybody having declared it 隐藏关系.',
  {
    SAME_ADDRESS: 'Both have the same postal address.',
    SAME_PHONE: 'Both have the same telephone number.',
    SAME_EMAIL: 'Both have the same e-mail address.',
    SAME_EMPLOYER: 'Both work for the same employer.',
    CROSS_POSTS: 'One person is director, senior manager, legal representative or chair of both 交叉任职.',
    CIRCULAR_SHAREHOLDING: 'Both stand in a circle of shares, each holding shares of the next 循环持股.',
    GUARANTEE_CIRCLE: 'Both stand in a circle of guarantees, each vouching for the next 担保圈.',
  },
);

@entity({
  name: 'HiddenRelation',
  description:
    'Something that joins the customer to another party, as found over the whole bank. It names parties as far as the reader may see them.',
  table: hiddenRelation,
  row: hiddenRelation.id,
  scope: ownedBy(hiddenRelation.customerId, hiddenRelation.scopeKey),
})
export class HiddenRelation {
  @stored(hiddenRelation.kind, 'IDENTITY', 'What joins the two.', { filter: true })
  kind?: string;

  @stored(
    hiddenRelation.weight,
    'IDENTITY',
    'How much it tells, from 0 to 1: the weight of its kind; of a thing that n parties share 2/n of that.',
    { filter: true, order: true },
  )
  weight?: string;

  // A mask already, and withheld from who may see masks only: it would tell the kind.
  @stored(
    readerOf(hiddenRelation.sharedMask),
    'IDENTITY',
    'What is shared, masked: a number by its last digits, all else by its first character; null for circles.',
    { type: () => GraphQLString },
  )
  sharedMask?: string;

  @stored(hiddenRelation.sharedBy, 'IDENTITY', 'How many parties share it; null for circles.')
  sharedBy?: number;

  @stored(hiddenRelation.circleLength, 'IDENTITY', 'How many parties stand in the circle; null for things shared.')
  circleLength?: number;

  @stored(hiddenRelation.isDeclared, 'IDENTITY', 'The two have told the bank of a relation between them too.', {
    filter: true,
  })
  isDeclared?: boolean;

  @stored(hiddenRelation.rulesVersion, 'C1', 'The version of the rules by which it was found and weighed.')
  rulesVersion!: string;

  @stored(hiddenRelation.asOf, 'C1', 'The first day for which it was found so.')
  asOf!: string;
}

import { GraphQLString } from 'graphql';
import { entity } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { bankEvent } from './bank-event.table';

@entity({
  name: 'BankEvent',
  description:
    'A change of what belongs to no customer, such as an article or a root cause: of what, by whom and when, in the order in which changes were committed, each once. Drafts are told of once they are published.',
  table: bankEvent,
  id: { prefix: 'bev', column: bankEvent.publicId, row: bankEvent.id },
  scope: 'reference',
})
export class BankEvent {
  @stored(bankEvent.type, 'C1', 'What happened, as `ARTICLE_WRITTEN`.', { filter: true })
  type!: string;

  @stored(bankEvent.at, 'C1', 'When.', { filter: true })
  at!: string;

  @stored(bankEvent.subjectId, 'C1', 'The id of what was changed, for `node(id:)`.')
  subjectId!: string;

  @stored(bankEvent.fields, 'C1', 'The fields that were given; their values are read from the record.', {
    type: () => [GraphQLString],
  })
  fields!: readonly string[];

  @stored(bankEvent.version, 'C1', 'The version that the record had then.')
  version!: number;
}

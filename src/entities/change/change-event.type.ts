import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { changeEvent } from './change-event.table';

@entity({
  name: 'ChangeEvent',
  description:
    'A change that was made through this interface, or by the bank’s own rules in time: of what, by whom and when. Events are told in the order in which changes were committed, each once, and none comes to be before one that was told.',
  table: changeEvent,
  id: { prefix: 'evt', column: changeEvent.publicId, owner: changeEvent.customerId, row: changeEvent.id },
  scope: ownedBy(changeEvent.customerId, changeEvent.scopeKey),
  since: changeEvent.at,
})
export class ChangeEvent {
  @stored(changeEvent.type, 'C1', 'What happened, as `INTERACTION_LOGGED`.', { filter: true })
  type!: string;

  @stored(changeEvent.at, 'C1', 'When.', { filter: true })
  at!: string;

  @stored(changeEvent.subjectId, 'C1', 'The id of what was changed, for `node(id:)`.')
  subjectId!: string;

  @stored(changeEvent.fields, 'C1', 'The fields that were given; their values are read from the record.', {
    type: () => [GraphQLString],
  })
  fields!: readonly string[];

  @stored(changeEvent.version, 'C1', 'The version that the record had then; null where it counts none.')
  version?: number;
}

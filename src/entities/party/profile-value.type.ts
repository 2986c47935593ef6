import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { profileValue } from './profile-value.table';

@entity({
  name: 'ProfileValue',
  description:
    'Where a value of a customer’s profile comes from, as staff have given it; the value itself stands in the profile.',
  table: profileValue,
  id: { prefix: 'pfv', column: profileValue.publicId, owner: profileValue.customerId, row: profileValue.id },
  scope: ownedBy(profileValue.customerId, profileValue.scopeKey),
  since: profileValue.at,
})
export class ProfileValue {
  @stored(profileValue.field, 'C1', 'The field of the profile.', { filter: true })
  field!: string;

  @stored(profileValue.source, 'NOTES', 'By what it is known.')
  source?: string;

  @stored(profileValue.at, 'C1', 'When it was written down.', { filter: true })
  at!: string;
}

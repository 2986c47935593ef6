import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { profileGapKinds, profileGapRules, profileGap as row } from './profile-gap.rows';

enumType('ProfileGapKind', profileGapKinds, 'What is amiss with a value of a profile.', {
  MISSING: 'The bank does not know it.',
  STALE: 'The bank knew it once; it is to be looked at anew.',
  CONTRADICTORY: 'It cannot be true together with another.',
});

enumType('ProfileGapRule', profileGapRules, 'By what a gap of a profile was found.', {
  ASKED: 'The value is asked of every such profile.',
  CONTACT_POINT_OLD: 'Nobody has made sure of the way to reach him for longer than the bank allows.',
  IDENTIFIER_EXPIRED: 'The document that bears the number is no longer good.',
  VALUE_OLD: 'Staff gave the value longer ago than the bank allows.',
  MARRIED_TOO_YOUNG: 'He is taken for married, and younger than anybody can be.',
  SINGLE_WITH_SPOUSE: 'He is taken for never married, and a spouse is known today.',
  TWO_SPOUSES: 'More than one spouse is known today.',
  DEPENDANTS_OVER_HOUSEHOLD: 'More persons depend on him than live in his household.',
  BORN_AFTER_JOINING: 'He became a customer before he was born.',
  FOUNDED_AFTER_JOINING: 'It became a customer before it was founded.',
  KIND_OF_ORGANISATION: 'The customer is kept as a company and described as a public body, or the other way round.',
});

@entity({
  name: 'ProfileGap',
  description: 'What is amiss in the profile of a customer whom the bank still serves or wants to.',
  table: row,
  row: row.place,
  owner: row.customerId,
  scope: ownedBy(row.customerId, row.scopeKey),
  dataClass: 'IDENTITY',
})
export class ProfileGap {
  @stored(row.kind, 'IDENTITY', 'What is amiss.', { filter: true, order: true })
  kind!: string;

  @stored(row.rule, 'IDENTITY', 'By what it was found.', { filter: true })
  rule!: string;

  @stored(row.field, 'IDENTITY', 'The field of the profile, or the list, in which it stands.', { filter: true })
  field!: string;

  @stored(row.since, 'IDENTITY', 'The day from which it is stale; null of what is missing or contradictory.', {
    filter: true,
    order: true,
  })
  since?: string;

  @stored(row.subjectId, 'IDENTITY', 'The id of the record that is stale, where it is one of several.')
  subjectId?: string;
}

import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { matchingSigns } from './matching.rules';
import { possibleDuplicate as row } from './possible-duplicate.rows';

export const MatchingSignEnum = enumType('MatchingSign', matchingSigns, 'By what two customers are compared.', {
  NAME: 'The name, however it is written.',
  BIRTH_DATE: 'The day of birth.',
  SEX: 'The sex.',
  ESTABLISHED_ON: 'The day on which an organisation was founded.',
  PHONE: 'A phone number.',
  EMAIL: 'An e-mail address.',
  ADDRESS: 'An address.',
});

@entity({
  name: 'PossibleDuplicate',
  description: 'A customer who may be the same one, kept twice 疑似重复客户.',
  table: row,
  row: row.customerId,
  owner: row.customerId,
  scope: ownedBy(row.customerId, row.scopeKey),
  dataClass: 'IDENTITY',
})
export class PossibleDuplicate {
  @stored(
    row.weight,
    'IDENTITY',
    'Σ log2(m / u) of what agrees + Σ log2((1 − m) / (1 − u)) of what does not; what is not known of both does not weigh.',
    { order: true },
  )
  weight?: number;

  @stored(readerOf(row.agrees), 'IDENTITY', 'What agrees.', { type: () => [MatchingSignEnum] })
  agrees?: string[];

  @stored(readerOf(row.differs), 'IDENTITY', 'What is known of both and does not.', { type: () => [MatchingSignEnum] })
  differs?: string[];

  @stored(readerOf(row.rulesVersion), 'C1', 'The version of the chances that a value agrees.', {
    type: () => GraphQLString,
  })
  rulesVersion?: string;
}

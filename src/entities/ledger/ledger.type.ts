import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { readerOf, stored } from '../../graph/declare/stored';
import { ledgerEntry as row } from './ledger.rows';

const asked = { filter: true, order: true } as const;

@entity({
  name: 'LedgerEntry',
  description: 'What a manager keeps of a customer 台账: family, birthday, hobbies, last contact, what falls due.',
  table: row,
  row: row.customerId,
  owner: row.customerId,
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class LedgerEntry {
  @stored(row.birthDate, 'IDENTITY', 'The day of birth.')
  birthDate?: string;

  @stored(row.daysToBirthday, 'IDENTITY', 'Days until the next birthday; 0: today.', asked)
  daysToBirthday?: number;

  @stored(row.householdSize, 'IDENTITY', 'How many persons live in the household.')
  householdSize?: number;

  @stored(row.children, 'IDENTITY', 'Children of whom the bank knows.')
  children?: number;

  @stored(readerOf(row.hobbies), 'IDENTITY', 'What the person likes to do.', { type: () => [GraphQLString] })
  hobbies?: string[];

  @stored(row.incomeBand, 'IDENTITY', 'The band in which the income lies.', { filter: true })
  incomeBand?: string;

  @stored(row.daysSinceContact, 'C1', 'Days since the last contact; null where there was none.', asked)
  daysSinceContact?: number;

  @stored(row.daysToMaturity, 'C1', 'Days until the next product held matures; null where none does.', asked)
  daysToMaturity?: number;

  @stored(row.openComplaints, 'C1', 'Complaints that are not yet answered.', asked)
  openComplaints!: number;

  @stored(
    row.daysToRevisit,
    'C1',
    'Days until the next contact is due by the rule of the tier, less than 0 where it is over; null of who has never joined and never been met.',
    asked,
  )
  daysToRevisit?: number;

  @stored(readerOf(row.missing), 'IDENTITY', 'The fields asked of a profile that the bank knows nothing of.', {
    type: () => [GraphQLString],
  })
  missing?: string[];

  @stored(row.completeness, 'IDENTITY', 'How many percent of them it knows.', asked)
  completeness?: number;
}

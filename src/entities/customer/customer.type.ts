import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode, filterOnList } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { field, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { RelationEnum } from '../employee/access.type';
import { orgUnit } from '../org-unit/org-unit.table';
import { channels, customer, customerStatuses, lifecycles, tiers } from './customer.table';

export const CustomerStatusEnum = enumType('CustomerStatus', customerStatuses, 'Where the relationship stands.', {
  PROSPECT: 'Known, not yet a customer.',
  ONBOARDED: 'A customer.',
  DORMANT: 'A customer without activity.',
  CHURNED: 'Left the bank.',
  WON_BACK: 'Left, and came back.',
  REJECTED: 'Turned down.',
  DECEASED: 'A person who died.',
  LIQUIDATED: 'An organisation that was wound up.',
});

export const LifecycleEnum = enumType('Lifecycle', lifecycles, 'The stage of the customer’s life with the bank.', {
  AWARE: 'Knows the bank.',
  ACQUIRED: 'Has a first product.',
  ACTIVE: 'Uses the bank.',
  LOYAL: 'Stays with the bank.',
  ADVOCATE: 'Recommends the bank.',
});

export const TierEnum = enumType('Tier', tiers, 'The service tier 分层.', {
  STANDARD: 'Standard service.',
  SILVER: 'Silver.',
  GOLD: 'Gold.',
  PLATINUM: 'Platinum.',
  PRIVATE: 'Private banking.',
});

export const ChannelEnum = enumType('Channel', channels, 'The way by which bank and customer meet.', {
  BRANCH: 'At a branch.',
  PHONE: 'By telephone.',
  WEB: 'On the web.',
  MOBILE: 'In the mobile app.',
  EMAIL: 'By e-mail.',
  SMS: 'By text message.',
  CHAT: 'By chat.',
  SOCIAL: 'On social media.',
  SELF_SERVICE: 'At a self-service device.',
  POST: 'By letter.',
  VISIT: 'On a visit.',
  VIDEO: 'By video.',
});

@entity({
  name: 'Customer',
  description: 'A party with a banking relationship: the root of the 360° view.',
  table: customer,
  id: { prefix: 'cus', column: customer.publicId, owner: customer.customerId, row: customer.customerId },
  scope: ownedBy(customer.customerId, customer.scopeKey),
  since: customer.onboardedOn,
})
export class Customer {
  @stored(customer.customerNumber, 'C1', 'The bank’s number of the customer.', { filter: true, order: true })
  customerNumber!: string;

  @stored(customer.kind, 'C1', 'Individual, corporate or institution.', { filter: true })
  kind!: string;

  @stored(customer.displayName, 'C1', 'The name to show; null where no source gives one.', { order: customer.sortName })
  displayName?: string;

  @stored(customer.status, 'C1', 'Where the relationship stands.', { filter: true })
  status!: string;

  @stored(customer.lifecycle, 'C1', 'The stage of the customer’s life with the bank.', { filter: true })
  lifecycle!: string;

  @stored(customer.tier, 'C1', 'The service tier; null where none is given.', { filter: true })
  tier?: string;

  @stored(customer.tags, 'C1', 'Tags given by hand; those that rules give are `CustomerMeasures.tags`.', {
    type: () => [GraphQLString],
    filter: filterOnList(readerOf(customer.tags), 'C1', 'By tags.'),
  })
  tags!: string[];

  @stored(customer.onboardedOn, 'C1', 'The day the relationship began.', { filter: true, order: true })
  onboardedOn?: string;

  @stored(customer.preferredChannel, 'IDENTITY', 'The way the customer likes to be met.')
  preferredChannel?: string;

  @stored(customer.marketingConsent, 'C1', 'The customer agrees to marketing.', { filter: true })
  marketingConsent!: boolean;

  @stored(customer.profilingConsent, 'C1', 'The customer agrees to profiling.')
  profilingConsent!: boolean;

  @stored(customer.sharingConsent, 'C1', 'The customer agrees to sharing within the group.')
  sharingConsent!: boolean;

  @stored(customer.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(customer.updatedAt, 'C1', 'When the record last changed.')
  updatedAt!: string;

  @field(() => RelationEnum, 'How the reader stands to the record.', { kind: 'relation', dataClass: 'C1' })
  access!: string;
}

addFilter(Customer, 'orgUnitCode', {
  ...filterOnCode(
    readerOf(customer.orgUnitId),
    { id: orgUnit.id, code: orgUnit.code },
    'By the code of the home unit, without the units below it.',
  ),
  narrows: true,
});

import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { ofUnit } from '../org-unit/of-unit';
import { profileGap } from './profile-gap.rows';
import { gapsInUnit, gapsOf } from './profile-gap.source';
import { ProfileGap } from './profile-gap.type';

toPage({
  from: QueryRoot,
  name: 'profileGaps',
  to: ProfileGap,
  description:
    'What is missing, stale or contradictory in the profiles of customers in the reader’s scope, of a unit or the whole bank, by name.',
  arguments: ofUnit,
  timeless: true,
  order: [by(profileGap.sortName)],
  source: gapsInUnit,
});

toPage({
  from: Customer,
  name: 'profileGaps',
  to: ProfileGap,
  description: 'What is missing, stale or contradictory in his profile, as known today.',
  ofToday: true,
  dataClass: 'IDENTITY',
  order: [by(profileGap.place)],
  source: gapsOf,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ProfileGap,
  name: 'customer',
  to: Customer,
  dataClass: 'IDENTITY',
  description: 'Whose profile it is.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

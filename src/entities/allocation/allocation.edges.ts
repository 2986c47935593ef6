import { sql } from 'drizzle-orm';
import { by, toList, toOne } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { allocationPart } from './allocation.rows';
import { partsOf, proposalOf } from './allocation.source';
import { AllocationPart, AllocationProposal } from './allocation.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;

toOne({
  from: Customer,
  name: 'allocationProposal',
  to: AllocationProposal,
  dataClass: 'MONEY',
  description: 'What the customer’s assets lie in, beside the target mix of the appetite for risk, as known today.',
  ofToday: true,
  source: proposalOf,
  on: ofCustomer,
});

toList({
  from: AllocationProposal,
  name: 'parts',
  to: AllocationPart,
  dataClass: 'MONEY',
  description: 'Each class of assets, held and proposed.',
  order: [by(allocationPart.place)],
  source: partsOf,
  on: ofCustomer,
});

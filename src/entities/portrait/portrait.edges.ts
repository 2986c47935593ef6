import { sql } from 'drizzle-orm';
import { toOne } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { Interaction } from '../interaction/interaction.type';
import { portraitOf } from './portrait.source';
import { BehaviourFace, CustomerPortrait, InterestFace, NaturalFace, RiskFace, ValueFace } from './portrait.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;

toOne({
  from: Customer,
  name: 'portrait',
  to: CustomerPortrait,
  description: 'The customer in five faces 客户画像, as known today.',
  ofToday: true,
  on: ofCustomer,
});

const faces = [
  ['natural', NaturalFace, 'Who the customer is.'],
  ['behaviour', BehaviourFace, 'How the customer deals with the bank.'],
  ['value', ValueFace, 'What the customer is worth.', 'MONEY'],
  ['risk', RiskFace, 'How risky the customer is.', 'RISK'],
  ['interest', InterestFace, 'What the customer cares for.'],
] as const;

for (const [name, to, description, dataClass] of faces)
  toOne({ from: CustomerPortrait, name, to, description, dataClass, source: portraitOf, on: ofCustomer });

toOne({
  from: BehaviourFace,
  name: 'lastContact',
  to: Interaction,
  description: 'The last contact with the customer; null where there was none.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.lastInteractionId}`,
});

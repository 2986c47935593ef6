import { sql } from 'drizzle-orm';
import { by, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { Collateral } from './collateral.type';
import { collateral, creditAssessment, guarantee } from './credit.table';
import { CreditAssessment } from './credit-assessment.type';
import { Guarantee } from './guarantee.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;

toPage({
  from: Customer,
  name: 'creditAssessments',
  to: CreditAssessment,
  description: 'How creditworthy the customer was found, newest first.',
  order: [by(creditAssessment.validFrom, 'DESC')],
  on: ofCustomer,
});

toPage({
  from: Customer,
  name: 'collaterals',
  to: Collateral,
  description: 'What the customer has pledged, newest first.',
  order: [by(collateral.validFrom, 'DESC')],
  on: ofCustomer,
});

toPage({
  from: Customer,
  name: 'guarantees',
  to: Guarantee,
  description: 'What others have promised to pay for the customer, newest first.',
  order: [by(guarantee.validFrom, 'DESC')],
  on: ofCustomer,
});

for (const [from, description] of [
  [CreditAssessment, 'Who was assessed.'],
  [Collateral, 'Who pledged it.'],
  [Guarantee, 'For whom it was given.'],
] as const) {
  toOne({ from, name: 'customer', to: Customer, description, on: ofCustomer });
}

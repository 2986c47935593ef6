import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { addToTimeline } from '../customer/timeline.edges';
import { Employee } from '../employee/employee.type';
import { OrgUnit } from '../org-unit/org-unit.type';
import { Product } from '../product/product.type';
import { feedback } from './feedback.table';
import { Feedback } from './feedback.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;
const newestFirst = [by(feedback.receivedAt, 'DESC')];

toPage({
  from: QueryRoot,
  name: 'feedback',
  to: Feedback,
  description: 'What customers in the reader’s scope suggest and praise, newest first.',
  order: newestFirst,
  on: () => undefined,
});

toPage({
  from: Customer,
  name: 'feedback',
  to: Feedback,
  description: 'What the customer suggests and praises, newest first.',
  order: newestFirst,
  on: ofCustomer,
});

toOne({ from: Feedback, name: 'customer', to: Customer, description: 'Who said it.', on: ofCustomer });

toOne({
  from: Feedback,
  name: 'owner',
  to: Employee,
  description: 'Who sees to it.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.ownerEmployeeId}`,
});

toOne({
  from: Feedback,
  name: 'orgUnit',
  to: OrgUnit,
  description: 'The unit it is about; null where it is about none.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.orgUnitId}`,
});

toOne({
  from: Feedback,
  name: 'product',
  to: Product,
  description: 'The product it is about; null where it is about none.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.productId}`,
});

addToTimeline({ to: Feedback, at: feedback.receivedAt, on: ofCustomer });

import { sql } from 'drizzle-orm';
import { by, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { addToTimeline } from '../customer/timeline.edges';
import { satisfactionSurvey } from './satisfaction-survey.table';
import { SatisfactionSurvey } from './satisfaction-survey.type';

const ofCustomer = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;

toPage({
  from: Customer,
  name: 'surveys',
  to: SatisfactionSurvey,
  description: 'What the customer answered when asked how content he was, newest first.',
  order: [by(satisfactionSurvey.answeredAt, 'DESC')],
  on: ofCustomer,
});

toOne({ from: SatisfactionSurvey, name: 'customer', to: Customer, description: 'Who answered.', on: ofCustomer });

addToTimeline({ to: SatisfactionSurvey, at: satisfactionSurvey.answeredAt, on: ofCustomer });

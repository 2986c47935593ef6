import { type SQL, sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import type { EdgeInputs } from '../../graph/declare/join';
import { LocalDate } from '../../graph/declare/types';
import { Customer } from '../customer/customer.type';
import { inUnit, ofUnit } from '../org-unit/of-unit';
import { CustomerMeasures } from './customer-measures.type';
import { customerMeasure } from './measure.table';
import { finishedRuns, lastRun } from './measure-run';

const asOf = {
  asOf: {
    type: () => LocalDate,
    nullable: true,
    description: 'The last day worked out up to then is told; today unless given.',
  },
};

const dayAsked = (inputs: EdgeInputs): SQL => (inputs.has('asOf') ? inputs.argument('asOf', 'date') : inputs.day());

toOne({
  from: Customer,
  name: 'measures',
  to: CustomerMeasures,
  dataClass: 'MONEY',
  description: 'What the customer is worth, beside its peers; null where nothing was worked out up to the day.',
  arguments: asOf,
  on: ({ parent, row, inputs }) =>
    sql`${row.customerId} = ${parent.customerId} and ${row.asOf} = ${lastRun(dayAsked(inputs))}`,
});

toPage({
  from: Customer,
  name: 'measureHistory',
  to: CustomerMeasures,
  dataClass: 'MONEY',
  description: 'The same as of every day worked out, newest first.',
  order: [by(customerMeasure.asOf, 'DESC')],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}
    and ${row.asOf} in ${finishedRuns}`,
});

toPage({
  from: QueryRoot,
  name: 'topCustomers',
  to: CustomerMeasures,
  description:
    'The customers in the reader’s scope by what they are worth, of a unit or the whole bank, those with the most assets first, or in the order asked for.',
  arguments: ofUnit,
  order: [by(customerMeasure.aumMinor, 'DESC')],
  defaultFirst: 5,
  on: ({ row, inputs }) => sql`${row.asOf} = ${lastRun(inputs.day())} and ${inUnit(inputs, row.scopeKey)}`,
});

toOne({
  from: CustomerMeasures,
  name: 'customer',
  to: Customer,
  dataClass: 'MONEY',
  description: 'Whose they are.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

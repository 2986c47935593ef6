import { sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { customerMeasure } from '../measure/measure.table';
import { quarterlyRuns } from '../measure/measure-run';
import { reachedInUnit } from '../measure/reached-in';
import { ofUnit } from '../org-unit/of-unit';
import { customerBehaviour } from './analysis.rows';
import { CustomerBehaviour } from './customer-behaviour.type';

toPage({
  from: QueryRoot,
  name: 'behaviour',
  to: CustomerBehaviour,
  description:
    'Who in the reader’s scope brought or took how much over some quarters, of a unit or the whole bank, those who took the most deposits first. Of customers of whom each of the quarters was worked out.',
  arguments: {
    ...ofUnit,
    quarters: {
      type: () => GraphQLInt,
      defaultValue: 1,
      range: [1, 8],
      description: 'Over how many quarters of a year; the quarter before them is what they are compared with.',
    },
  },
  order: [by(customerBehaviour.depositChangeMinor)],
  // What moved between quarters that follow each other sums up to what moved between the first and the last.
  source: (join) => {
    const quarters = join.inputs.argument('quarters', 'int');
    return sql`
      select m.customer_id, m.scope_key, m.currency, max(m.as_of) as as_of,
        sum(m.deposit_change_minor)::bigint as deposit_change_minor, sum(m.loan_change_minor)::bigint as loan_change_minor
      from ${customerMeasure} as "m"
      where m.as_of = ${quarterlyRuns(join.inputs.day(), quarters)} and ${reachedInUnit(join, 'MONEY')(customerMeasure, 'm')}
      group by m.customer_id, m.scope_key, m.currency having count(*) = ${quarters}`;
  },
});

toOne({
  from: CustomerBehaviour,
  name: 'customer',
  to: Customer,
  dataClass: 'MONEY',
  description: 'Who it is.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

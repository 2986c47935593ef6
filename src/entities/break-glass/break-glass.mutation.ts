import { sql } from 'drizzle-orm';
import { GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { breakGlassRoles, longestOpening } from '../../access/policy';
import { badInput } from '../../errors';
import { toOne } from '../../graph/declare/edge';
import { mutation, payload } from '../../graph/declare/mutation';
import { Customer } from '../customer/customer.type';
import { longestReason, shortestReason } from './break-glass.table';
import { BreakGlass } from './break-glass.type';

@InputType('OpenCustomerInput', { description: 'Which customer is to be opened out of scope, why, and for how long.' })
class OpenCustomerInput {
  @Field(() => GraphQLString, { description: 'The bank’s number of the customer, exactly.' })
  customerNumber!: string;

  @Field(() => GraphQLString, {
    description: `Why; ${shortestReason} to ${longestReason} characters, which a second person and the auditors read.`,
  })
  reason!: string;

  @Field(() => GraphQLInt, {
    defaultValue: longestOpening,
    description: `For how many minutes; at most ${longestOpening}.`,
  })
  minutes!: number;
}

@ObjectType('OpenCustomerPayload', { description: 'What was opened.' })
class OpenCustomerPayload {}
payload(OpenCustomerPayload);

toOne({
  from: OpenCustomerPayload,
  name: 'opening',
  to: BreakGlass,
  description: 'The opening, with its end and whom it was told.',
  on: ({ row, inputs }) =>
    sql`${row.customerId} = ${inputs.changed('customer')} and ${row.id} = ${inputs.changed('opening')}`,
});

toOne({
  from: OpenCustomerPayload,
  name: 'customer',
  to: Customer,
  description: 'The customer, as he can be read by his id until then.',
  on: ({ row, inputs }) => sql`${row.customerId} = ${inputs.changed('customer')}`,
});

const unopened = /[\p{Cc}\p{Cs}]/u;

function check({ customerNumber, reason, minutes }: OpenCustomerInput): void {
  const length = [...reason.trim()].length;
  if (length < shortestReason || length > longestReason)
    throw badInput(`input.reason has ${shortestReason} to ${longestReason} characters.`);
  if (unopened.test(reason)) throw badInput('input.reason holds a control character.');
  if (unopened.test(customerNumber)) throw badInput('input.customerNumber holds a control character.');
  if (minutes < 1 || minutes > longestOpening) throw badInput(`input.minutes lies between 1 and ${longestOpening}.`);
}

mutation<OpenCustomerInput>({
  name: 'openCustomer',
  description: `Break-glass: opens one customer out of scope by exact number for a stated reason, for reading by his id and for a while. A second person is alerted at once, and every read is marked in the audit trail. For ${breakGlassRoles.join(', ')}; counted like look-ups.`,
  input: OpenCustomerInput,
  payload: OpenCustomerPayload,
  onlyRoles: breakGlassRoles,
  counted: 'BREAK_GLASS',
  check,
  run: async ({ customerNumber, reason, minutes }, { sql: own, now }) => {
    const [opened] = await own<{ customer: bigint; opening: bigint }[]>`
      select customer, opening from open_customer(${customerNumber.trim()}, ${reason.trim()}, ${minutes},
        ${[...breakGlassRoles]}, ${now.toISOString()}::text::timestamptz)`;
    return opened ?? null;
  },
});

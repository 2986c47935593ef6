import { GraphQLID, GraphQLInt } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { enumType } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput } from '../change/change-input';
import { refused } from '../change/refusals';
import { checkStep } from '../change/steps';
import { type CustomerAction, customerActions, customerLife } from './customer-life';
import { customerNamed, keeperRoles, tellsCustomer } from './customer-payload';

export const CustomerActionEnum = enumType('CustomerAction', customerActions, 'A step in the life of a relationship.', {
  CONVERT: 'A prospect becomes a customer.',
  REJECT: 'The bank does not take a prospect on.',
  CLOSE: 'The relationship ends.',
  WIN_BACK: 'One who had left comes back.',
  RECORD_DEATH: 'A person has died.',
  RECORD_LIQUIDATION: 'An organisation has been dissolved.',
});

@InputType('AdvanceCustomerInput', { description: 'The next step of a relationship.' })
class AdvanceCustomerInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The customer.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of him.' })
  version!: number;

  @Field(() => CustomerActionEnum, { description: 'The step.' })
  action!: CustomerAction;
}

@ObjectType('AdvanceCustomerPayload', { description: 'The customer after the step.' })
class AdvanceCustomerPayload {}
tellsCustomer(AdvanceCustomerPayload);

async function advance(input: AdvanceCustomerInput, writing: Writing): Promise<Made | null> {
  const standing = await customerNamed(input, writing);
  if (!standing) return null;
  const { sql, viewer, now } = writing;
  const { customer, version, status, kind } = standing;
  const step = customerLife[input.action];
  const { to, of } = step;
  checkStep(input.action, step, { field: 'input.action', what: 'customer', status });
  if (of && (of === 'PERSON') !== (kind === 'INDIVIDUAL'))
    throw refused(
      'NOT_ALLOWED',
      'input.action',
      `${input.action} is a step of ${of === 'PERSON' ? 'persons' : 'organisations'}.`,
    );
  await sql`
    update customer set status = ${to}, version = version + 1, updated_at = ${now.toISOString()}::text::timestamptz,
      onboarded_on = case when ${to} = 'ONBOARDED' then ${viewer.today}::text::date else onboarded_on end,
      lifecycle = case when ${to} = 'ONBOARDED' then 'ACQUIRED' else lifecycle end
    where customer_id = ${customer}`;
  return {
    changed: { customer },
    written: [{ customer, prefix: 'cus', row: customer, fields: ['status'], version: version + 1 }],
  };
}

change<AdvanceCustomerInput>({
  name: 'advanceCustomer',
  description: 'Takes a relationship one step on.',
  input: AdvanceCustomerInput,
  payload: AdvanceCustomerPayload,
  onlyRoles: keeperRoles,
  event: 'CUSTOMER_ADVANCED',
  run: advance,
});

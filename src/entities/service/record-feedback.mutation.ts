import { GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { DateTime } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { unitNamed } from '../change/unit-named';
import { ChannelEnum } from '../customer/customer.type';
import { interactionRoles } from '../interaction/interaction-payload';
import { FeedbackKindEnum } from './feedback.type';
import { longest, tellsFeedback } from './feedback-payload';

@InputType('RecordFeedbackInput', { description: 'What a customer suggests or praises.' })
class RecordFeedbackInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'Who says it.' })
  customerId!: string;

  @Field(() => FeedbackKindEnum, { description: 'What it is.' })
  kind!: string;

  @Field(() => ChannelEnum, { description: 'The way it came in.' })
  channel!: string;

  @Field(() => GraphQLString, { description: `What the customer said, 1 to ${longest.text} characters.` })
  text!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it came in; now unless given, never later.' })
  receivedAt?: Date | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The code of the unit it is about; not with a product.',
  })
  orgUnitCode?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The code of the product it is about; not with a unit.' })
  productCode?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The staff number of who is to see to it; who records it unless given.',
  })
  ownerStaffNumber?: string | null;
}

@ObjectType('RecordFeedbackPayload', { description: 'The feedback that was recorded.' })
class RecordFeedbackPayload {}
tellsFeedback(RecordFeedbackPayload);

/** The key behind a code or number that an input gives, where that stands in use. */
async function keyOf(
  table: 'product' | 'employee',
  given: string | null | undefined,
  field: string,
  { sql }: Writing,
): Promise<bigint | null> {
  if (!given) return null;
  const named = table === 'employee' ? sql`staff_number = ${given} and status = 'ACTIVE'` : sql`code = ${given}`;
  const [found] = await sql<{ id: bigint }[]>`select id from ${sql(table)} where ${named}`;
  const what = { product: 'no such product', employee: 'nobody of that number at work' };
  if (!found) throw refused('NOT_ALLOWED', `input.${field}`, `The bank has ${what[table]}.`);
  return found.id;
}

async function record(input: RecordFeedbackInput, writing: Writing): Promise<Made | null> {
  const { sql, viewer, now, reached } = writing;
  const named = await reached(input.customerId, 'cus');
  if (!named) return null;
  const { owner: customer } = named;
  const received = input.receivedAt ?? now;
  if (received > now)
    throw refused('DATE_OUT_OF_ORDER', 'input.receivedAt', 'Feedback is recorded once it has come in.');
  if (input.orgUnitCode && input.productCode)
    throw refused('NOT_ALLOWED', 'input.productCode', 'Feedback is about a unit or about a product, not about both.');
  const unit = input.orgUnitCode ? await unitNamed(input.orgUnitCode, 'input.orgUnitCode', writing) : null;
  const product = await keyOf('product', input.productCode, 'productCode', writing);
  const owner = await keyOf('employee', input.ownerStaffNumber, 'ownerStaffNumber', writing);
  const recorded = now.toISOString();
  const [added] = await sql<{ id: bigint }[]>`
    insert into feedback (customer_id, kind, channel, text, org_unit_id, product_id, owner_employee_id, status, received_at,
      recorded_at, updated_at)
    values (${customer}, ${input.kind}, ${input.channel}, ${textOf(input.text, 'input.text', longest.text)}, ${unit},
      ${product}, ${owner ?? viewer.employeeId}, 'RECEIVED', ${received.toISOString()}::text::timestamptz,
      ${recorded}::text::timestamptz, ${recorded}::text::timestamptz)
    returning id`;
  const row = added?.id as bigint;
  const given = (['orgUnitCode', 'productCode', 'ownerStaffNumber'] as const).filter((name) => input[name]);
  return {
    changed: { customer, feedback: row },
    written: [
      { customer, prefix: 'fbk', row, fields: ['receivedAt', 'kind', 'channel', 'text', ...given], version: 1 },
    ],
  };
}

change<RecordFeedbackInput>({
  name: 'recordFeedback',
  description: 'Records what a customer suggests or praises, and who is to see to it.',
  input: RecordFeedbackInput,
  payload: RecordFeedbackPayload,
  onlyRoles: interactionRoles,
  event: 'FEEDBACK_RECORDED',
  check: ({ text, orgUnitCode, productCode, ownerStaffNumber }) => {
    if (textOf(text, 'input.text', longest.text) === null) throw badInput('input.text is empty.');
    textOf(orgUnitCode, 'input.orgUnitCode', longest.code);
    textOf(productCode, 'input.productCode', longest.code);
    textOf(ownerStaffNumber, 'input.ownerStaffNumber', longest.code);
  },
  run: record,
});

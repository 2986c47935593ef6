import { randomInt } from 'node:crypto';
import { GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { DateTime } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { ChannelEnum } from '../customer/customer.type';
import { interactionRoles } from '../interaction/interaction-payload';
import { ComplaintBusinessEnum, ComplaintCategoryEnum, ComplaintGroundEnum, SeverityEnum } from './complaint.type';
import { longest, setClocks, tellsComplaint } from './complaint-payload';
import { handlersAt } from './handlers';

@InputType('OpenComplaintInput', { description: 'What a customer complains about.' })
class OpenComplaintInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'Who complains.' })
  customerId!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it came in; now unless given, never later.' })
  receivedAt?: Date | null;

  @Field(() => ChannelEnum, { description: 'The way it came in.' })
  channel!: string;

  @Field(() => ComplaintCategoryEnum, { description: 'What it is about.' })
  category!: string;

  @Field(() => ComplaintBusinessEnum, { nullable: true, description: 'The business that it is about.' })
  business?: string | null;

  @Field(() => ComplaintGroundEnum, { nullable: true, description: 'What gave rise to it.' })
  ground?: string | null;

  @Field(() => GraphQLString, { description: `The customer’s reason, 1 to ${longest.reason} characters.` })
  reason!: string;

  @Field(() => SeverityEnum, { defaultValue: 'MEDIUM', description: 'How grave it is.' })
  severity!: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The code of the product it is about.' })
  productCode?: string | null;

  @Field(() => GraphQLID, { nullable: true, description: 'The account it is about, one that the customer keeps.' })
  accountId?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The staff number of whom it is about, who then never handles it.',
  })
  concernsStaffNumber?: string | null;
}

@ObjectType('OpenComplaintPayload', { description: 'The complaint that was opened.' })
class OpenComplaintPayload {}
tellsComplaint(OpenComplaintPayload);

/** Where complaints of a customer are handled: at his home unit, or above it where it is about somebody there. */
async function handlingUnit(customer: bigint, concerns: bigint | null, { sql }: Writing): Promise<bigint | undefined> {
  const [unit] = await sql<{ id: bigint }[]>`
    select coalesce(case when e.id is not null then above.id end, home.id) as id
    from customer c join org_unit home on home.id = c.org_unit_id
    left join employee e on e.id = ${concerns} and e.org_unit_id = home.id
    left join org_unit above on above.id = home.parent_id
    where c.customer_id = ${customer}`;
  return unit?.id;
}

/** The key behind a code or number that an input gives; absent where nothing is given. */
async function keyOf(
  table: 'product' | 'employee',
  column: string,
  given: string | null | undefined,
  field: string,
  { sql }: Writing,
) {
  if (!given) return null;
  const [found] = await sql<{ id: bigint }[]>`select id from ${sql(table)} where ${sql(column)} = ${given}`;
  if (!found) throw refused('NOT_ALLOWED', `input.${field}`, `There is no such ${table} in the bank.`);
  return found.id;
}

async function accountOf(customer: bigint, id: string | null | undefined, { sql, reached }: Writing) {
  if (!id) return null;
  const named = await reached(id, 'acc');
  const [account] = await sql<{ id: bigint }[]>`
    select id from account where customer_id = ${customer} and id = ${named?.owner === customer ? named.row : null}`;
  if (!account) throw refused('NOT_ALLOWED', 'input.accountId', 'The customer keeps no such account.');
  return account.id;
}

async function open(input: OpenComplaintInput, writing: Writing): Promise<Made | null> {
  const { sql, viewer, now, reached } = writing;
  const named = await reached(input.customerId, 'cus');
  if (!named) return null;
  const { owner: customer } = named;
  const received = input.receivedAt ?? now;
  if (received > now)
    throw refused('DATE_OUT_OF_ORDER', 'input.receivedAt', 'A complaint is opened once it has come in.');
  const product = await keyOf('product', 'code', input.productCode, 'productCode', writing);
  const concerns = await keyOf('employee', 'staff_number', input.concernsStaffNumber, 'concernsStaffNumber', writing);
  const account = await accountOf(customer, input.accountId, writing);
  const unit = (await handlingUnit(customer, concerns, writing)) as bigint;
  const reference = `CMP-${viewer.today.slice(0, 4)}-${String(randomInt(100_000_000)).padStart(8, '0')}`;
  const [handler] = await handlersAt(sql, viewer.today, { customer, unit, concerns, turn: reference });
  const at = received.toISOString();
  const [opened] = await sql<{ id: bigint }[]>`
    insert into complaint (customer_id, reference, received_at, channel, category, business, ground, reason, product_id, account_id, severity,
      status, owner_employee_id, handling_unit_id, concerns_employee_id, acknowledge_due_at, due_at, recorded_at, updated_at)
    values (${customer}, ${reference}, ${at}::text::timestamptz, ${input.channel}, ${input.category}, ${input.business ?? null},
      ${input.ground ?? null},
      ${textOf(input.reason, 'input.reason', longest.reason)}, ${product}, ${account}, ${input.severity}, 'RECEIVED',
      ${handler?.id ?? null}, ${unit}, ${concerns}, ${at}::text::timestamptz + interval '3 days',
      ${at}::text::timestamptz + interval '15 days', ${now.toISOString()}::text::timestamptz, ${now.toISOString()}::text::timestamptz)
    returning id`;
  const row = opened?.id as bigint;
  await sql`
    insert into complaint_event (customer_id, complaint_id, at, to_status, employee_id)
    values (${customer}, ${row}, ${at}::text::timestamptz, 'RECEIVED', ${viewer.employeeId})`;
  await setClocks(sql, { customerId: customer, id: row });
  const given = (['business', 'ground', 'productCode', 'accountId', 'concernsStaffNumber'] as const).filter(
    (name) => input[name],
  );
  const fields = ['reference', 'receivedAt', 'channel', 'category', 'reason', 'severity', ...given];
  return {
    changed: { customer, complaint: row },
    written: [{ customer, prefix: 'cmp', row, fields, version: 1 }],
  };
}

change<OpenComplaintInput>({
  name: 'openComplaint',
  description:
    'Takes down a complaint and gives it to a handler of the customer’s home unit, or of the unit above it where it is about somebody there.',
  input: OpenComplaintInput,
  payload: OpenComplaintPayload,
  onlyRoles: interactionRoles,
  event: 'COMPLAINT_OPENED',
  check: ({ reason, productCode, concernsStaffNumber }) => {
    if (textOf(reason, 'input.reason', longest.reason) === null) throw badInput('input.reason is empty.');
    textOf(productCode, 'input.productCode', 50);
    textOf(concernsStaffNumber, 'input.concernsStaffNumber', 50);
  },
  run: open,
});

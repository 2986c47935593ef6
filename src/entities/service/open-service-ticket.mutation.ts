import { randomInt } from 'node:crypto';
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
import { ServiceTopicEnum } from '../knowledge/knowledge-article.type';
import { readServiceRules } from './service-rules';
import type { TicketPriority } from './service-ticket.table';
import { TicketPriorityEnum } from './service-ticket.type';
import { longest, tellsTicket } from './ticket-payload';

const rules = readServiceRules();

@InputType('OpenServiceTicketInput', { description: 'What a customer asks of the bank.' })
class OpenServiceTicketInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'Who asks.' })
  customerId!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it came in; now unless given, never later.' })
  openedAt?: Date | null;

  @Field(() => ChannelEnum, { description: 'The way it came in.' })
  channel!: string;

  @Field(() => ServiceTopicEnum, { description: 'What it is about.' })
  topic!: string;

  @Field(() => GraphQLString, { description: `What is asked, in a line of 1 to ${longest.subject} characters.` })
  subject!: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What is asked, at length; at most ${longest.description} characters.`,
  })
  description?: string | null;

  @Field(() => TicketPriorityEnum, { defaultValue: 'NORMAL', description: 'How soon it is due.' })
  priority!: TicketPriority;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The code of the unit in whose queue it goes; the customer’s home unit unless given.',
  })
  queueUnitCode?: string | null;
}

@ObjectType('OpenServiceTicketPayload', { description: 'The ticket that was opened.' })
class OpenServiceTicketPayload {}
tellsTicket(OpenServiceTicketPayload);

async function homeUnit(customer: bigint, { sql }: Writing): Promise<bigint> {
  const [home] = await sql<{ id: bigint }[]>`select org_unit_id as id from customer where customer_id = ${customer}`;
  return home?.id as bigint;
}

async function open(input: OpenServiceTicketInput, writing: Writing): Promise<Made | null> {
  const { sql, viewer, now, reached } = writing;
  const named = await reached(input.customerId, 'cus');
  if (!named) return null;
  const { owner: customer } = named;
  const opened = input.openedAt ?? now;
  if (opened > now) throw refused('DATE_OUT_OF_ORDER', 'input.openedAt', 'A ticket is opened once it has come in.');
  const { queueUnitCode } = input;
  const queue = queueUnitCode
    ? await unitNamed(queueUnitCode, 'input.queueUnitCode', writing)
    : await homeUnit(customer, writing);
  const reference = `TKT-${viewer.today.slice(0, 4)}-${String(randomInt(100_000_000)).padStart(8, '0')}`;
  const due = new Date(opened.getTime() + rules.due_hours[input.priority] * 3_600_000);
  const recorded = now.toISOString();
  const [added] = await sql<{ id: bigint }[]>`
    insert into service_ticket (customer_id, reference, channel, topic, subject, description, priority, status, queue_unit_id,
      opened_at, due_at, rules_version, recorded_at, updated_at)
    values (${customer}, ${reference}, ${input.channel}, ${input.topic},
      ${textOf(input.subject, 'input.subject', longest.subject)},
      ${textOf(input.description, 'input.description', longest.description)}, ${input.priority}, 'OPEN', ${queue},
      ${opened.toISOString()}::text::timestamptz, ${due.toISOString()}::text::timestamptz, ${rules.version},
      ${recorded}::text::timestamptz, ${recorded}::text::timestamptz)
    returning id`;
  const row = added?.id as bigint;
  const given = (['description', 'queueUnitCode'] as const).filter((name) => input[name]);
  const fields = ['reference', 'openedAt', 'channel', 'topic', 'subject', 'priority', ...given];
  return {
    changed: { customer, ticket: row },
    written: [{ customer, prefix: 'tkt', row, fields, version: 1 }],
  };
}

change<OpenServiceTicketInput>({
  name: 'openServiceTicket',
  description: 'Takes down what a customer asks and puts it in the queue of his home unit, or of another.',
  input: OpenServiceTicketInput,
  payload: OpenServiceTicketPayload,
  onlyRoles: interactionRoles,
  event: 'SERVICE_TICKET_OPENED',
  check: ({ subject, description, queueUnitCode }) => {
    if (textOf(subject, 'input.subject', longest.subject) === null) throw badInput('input.subject is empty.');
    textOf(description, 'input.description', longest.description);
    textOf(queueUnitCode, 'input.queueUnitCode', longest.code);
  },
  run: open,
});

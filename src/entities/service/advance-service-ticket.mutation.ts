import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { enumType } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion, refused } from '../change/refusals';
import { checkStep, checkValues } from '../change/steps';
import { interactionRoles } from '../interaction/interaction-payload';
import { longest, type StandingTicket, tellsTicket, ticketNamed } from './ticket-payload';
import { type TicketAction, ticketActions, ticketSteps, ticketValues } from './ticket-steps';

export const TicketActionEnum = enumType('TicketAction', ticketActions, 'A step in the handling of a ticket.', {
  START: 'Somebody begins to work on it.',
  AWAIT_CUSTOMER: 'The customer has to answer.',
  RESUME: 'The customer has answered.',
  RESOLVE: 'It is done, and the customer is told.',
  CLOSE: 'The customer has nothing to add.',
  CANCEL: 'It is no longer wanted.',
  REOPEN: 'It was not done after all.',
});

@InputType('AdvanceServiceTicketInput', { description: 'The next step of a ticket.' })
class AdvanceServiceTicketInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The ticket.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => TicketActionEnum, { description: 'The step.' })
  action!: TicketAction;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What was done, at most ${longest.resolution} characters; with RESOLVE, which needs it.`,
  })
  resolution?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The code of the published article with whose help it was done; with RESOLVE.',
  })
  articleCode?: string | null;
}

@ObjectType('AdvanceServiceTicketPayload', { description: 'The ticket after its step.' })
class AdvanceServiceTicketPayload {}
tellsTicket(AdvanceServiceTicketPayload);

/** The article with whose help a ticket is done, counted for it; of a ticket that is reopened it did not help. */
async function articleAfter(
  { action, articleCode }: AdvanceServiceTicketInput,
  { article }: StandingTicket,
  { sql }: Writing,
): Promise<bigint | null> {
  if (action === 'REOPEN' && article !== null) {
    await sql`update knowledge_article set helped = helped - 1 where id = ${article}`;
    return null;
  }
  if (!articleCode) return article;
  const [found] = await sql<{ id: bigint }[]>`
    update knowledge_article set helped = helped + 1 where code = ${articleCode} and status = 'PUBLISHED' returning id`;
  if (!found) throw refused('NOT_ALLOWED', 'input.articleCode', 'There is no such published article.');
  return found.id;
}

async function advance(input: AdvanceServiceTicketInput, writing: Writing): Promise<Made | null> {
  const { sql, now } = writing;
  const standing = await ticketNamed(input.id, writing);
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  const step = ticketSteps[input.action];
  checkStep(input.action, step, { field: 'input.action', what: 'ticket', status: standing.status });
  checkValues(
    input.action,
    step,
    ticketValues,
    (value) => textOf(input[value], `input.${value}`, longest[value]) !== null,
  );
  const { customer, id } = standing;
  const { to } = step;
  const article = await articleAfter(input, standing, writing);
  const at = now.toISOString();
  await sql`
    update service_ticket set status = ${to}, version = version + 1, updated_at = ${at}::text::timestamptz,
      resolved_at = case ${to} when 'RESOLVED' then ${at}::text::timestamptz when 'CLOSED' then resolved_at end,
      closed_at = case when ${to} in ('CLOSED', 'CANCELLED') then ${at}::text::timestamptz end,
      resolution = coalesce(${textOf(input.resolution, 'input.resolution', longest.resolution)}, resolution),
      article_id = ${article}
    where customer_id = ${customer} and id = ${id}`;
  const given = ticketValues.filter((value) => input[value] !== undefined && input[value] !== null);
  return {
    changed: { customer, ticket: id },
    written: [{ customer, prefix: 'tkt', row: id, fields: ['status', ...given], version: standing.version + 1 }],
  };
}

change<AdvanceServiceTicketInput>({
  name: 'advanceServiceTicket',
  description: 'Takes a ticket one step on, and counts the article that helped.',
  input: AdvanceServiceTicketInput,
  payload: AdvanceServiceTicketPayload,
  onlyRoles: interactionRoles,
  event: 'SERVICE_TICKET_ADVANCED',
  check: (input) => {
    for (const value of ticketValues) textOf(input[value], `input.${value}`, longest[value]);
  },
  run: advance,
});

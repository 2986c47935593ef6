import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion, refused } from '../change/refusals';
import { unitNamed } from '../change/unit-named';
import { interactionRoles } from '../interaction/interaction-payload';
import { longest, tellsTicket, ticketNamed } from './ticket-payload';
import { ticketsUnderWay } from './ticket-steps';

@InputType('AssignServiceTicketInput', { description: 'Who is to see to a ticket.' })
class AssignServiceTicketInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The ticket.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The code of the unit in whose queue it goes; it stays where it is unless given.',
  })
  queueUnitCode?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The staff number of who at that unit takes it out of the queue; nobody unless given.',
  })
  ownerStaffNumber?: string | null;
}

@ObjectType('AssignServiceTicketPayload', { description: 'The ticket where it is now.' })
class AssignServiceTicketPayload {}
tellsTicket(AssignServiceTicketPayload);

async function ownerAt(unit: bigint, staffNumber: string | null | undefined, { sql }: Writing): Promise<bigint | null> {
  if (!staffNumber) return null;
  const [found] = await sql<{ id: bigint }[]>`
    select id from employee where staff_number = ${staffNumber} and status = 'ACTIVE' and org_unit_id = ${unit}`;
  if (!found) throw refused('NOT_ALLOWED', 'input.ownerStaffNumber', 'Nobody of that number is at work at the unit.');
  return found.id;
}

async function assign(input: AssignServiceTicketInput, writing: Writing): Promise<Made | null> {
  const { sql, now } = writing;
  const standing = await ticketNamed(input.id, writing);
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  const { customer, id, status } = standing;
  if (!ticketsUnderWay.some((one) => one === status))
    throw refused('STEP_OUT_OF_ORDER', 'input.id', `This ticket is ${status}: reopen it before it is handed over.`);
  const { queueUnitCode, ownerStaffNumber } = input;
  const queue = queueUnitCode ? await unitNamed(queueUnitCode, 'input.queueUnitCode', writing) : standing.queue;
  const owner = await ownerAt(queue, ownerStaffNumber, writing);
  await sql`
    update service_ticket set queue_unit_id = ${queue}, owner_employee_id = ${owner}, version = version + 1,
      updated_at = ${now.toISOString()}::text::timestamptz
    where customer_id = ${customer} and id = ${id}`;
  return {
    changed: { customer, ticket: id },
    written: [{ customer, prefix: 'tkt', row: id, fields: ['queue', 'owner'], version: standing.version + 1 }],
  };
}

change<AssignServiceTicketInput>({
  name: 'assignServiceTicket',
  description: 'Hands a ticket over to a unit’s queue, to one of its people, or back to the queue.',
  input: AssignServiceTicketInput,
  payload: AssignServiceTicketPayload,
  onlyRoles: interactionRoles,
  event: 'SERVICE_TICKET_ASSIGNED',
  check: ({ queueUnitCode, ownerStaffNumber }) => {
    textOf(queueUnitCode, 'input.queueUnitCode', longest.code);
    textOf(ownerStaffNumber, 'input.ownerStaffNumber', longest.code);
  },
  run: assign,
});

import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion, refused } from '../change/refusals';
import { unitNamed } from '../change/unit-named';
import { checkRecusal, complaintNamed, complaintRoles, tellsComplaint } from './complaint-payload';
import { handlersAt } from './handlers';

@InputType('AssignComplaintInput', { description: 'Who is to handle a complaint.' })
class AssignComplaintInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The complaint.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The code of the unit that is to handle it; the one that does unless given.',
  })
  handlingUnitCode?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The staff number of a complaint handler of that unit; the one whose turn it is unless given.',
  })
  ownerStaffNumber?: string | null;
}

@ObjectType('AssignComplaintPayload', { description: 'The complaint with its new handler.' })
class AssignComplaintPayload {}
tellsComplaint(AssignComplaintPayload);

async function assign(input: AssignComplaintInput, writing: Writing): Promise<Made | null> {
  const { sql, viewer, now } = writing;
  const standing = await complaintNamed(input.id, writing);
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  checkRecusal(standing, viewer.employeeId, 'input.id');
  const { customer, id } = standing;
  const unit = input.handlingUnitCode
    ? await unitNamed(input.handlingUnitCode, 'input.handlingUnitCode', writing)
    : standing.unit;
  const handlers = await handlersAt(sql, viewer.today, { customer, unit, concerns: null, turn: String(id) });
  const { ownerStaffNumber } = input;
  const chosen = ownerStaffNumber
    ? handlers.find(({ staffNumber }) => staffNumber === ownerStaffNumber)
    : handlers.find((one) => one.id !== standing.concerns);
  if (ownerStaffNumber && !chosen)
    throw refused('NOT_ALLOWED', 'input.ownerStaffNumber', 'He is no complaint handler of the unit today.');
  if (chosen) checkRecusal(standing, chosen.id, 'input.ownerStaffNumber');
  await sql`
    update complaint set handling_unit_id = ${unit}, owner_employee_id = ${chosen?.id ?? null}, version = version + 1,
      updated_at = ${now.toISOString()}::text::timestamptz
    where customer_id = ${customer} and id = ${id}`;
  return {
    changed: { customer, complaint: id },
    written: [{ customer, prefix: 'cmp', row: id, fields: ['handlingUnit', 'owner'], version: standing.version + 1 }],
  };
}

change<AssignComplaintInput>({
  name: 'assignComplaint',
  description: 'Gives a complaint to a unit and to one of its handlers, never to whom it is about.',
  input: AssignComplaintInput,
  payload: AssignComplaintPayload,
  onlyRoles: complaintRoles,
  event: 'COMPLAINT_ASSIGNED',
  check: ({ handlingUnitCode, ownerStaffNumber }) => {
    textOf(handlingUnitCode, 'input.handlingUnitCode', 50);
    textOf(ownerStaffNumber, 'input.ownerStaffNumber', 50);
  },
  run: assign,
});

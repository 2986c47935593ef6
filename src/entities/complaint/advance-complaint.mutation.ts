import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { MoneyInput, minorUnitsOf } from '../../graph/declare/money-input';
import { enumType } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion } from '../change/refusals';
import { checkStep, checkValues } from '../change/steps';
import { causeNamed } from '../root-cause/cause-named';
import { ComplaintBusinessEnum, ComplaintGroundEnum, ComplaintOutcomeEnum } from './complaint.type';
import { checkRecusal, complaintNamed, complaintRoles, longest, setClocks, tellsComplaint } from './complaint-payload';
import {
  type ComplaintAction,
  complaintActions,
  complaintSteps,
  endedComplaints,
  type StepValue,
  stepValues,
} from './complaint-steps';

export const ComplaintActionEnum = enumType(
  'ComplaintAction',
  complaintActions,
  'A step in the handling of a complaint.',
  {
    ACKNOWLEDGE: 'The customer is told that it has come in.',
    INVESTIGATE: 'It is looked into.',
    AWAIT_CUSTOMER: 'The customer has to answer; clocks that allow it pause.',
    RESOLVE: 'The customer is answered, with an outcome.',
    CLOSE: 'The customer has nothing to add.',
    WITHDRAW: 'The customer takes it back.',
    REFER: 'It goes to a regulator or an ombudsman.',
    REOPEN: 'It is looked into again.',
  },
);

@InputType('AdvanceComplaintInput', { description: 'The next step of a complaint.' })
class AdvanceComplaintInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The complaint.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => ComplaintActionEnum, { description: 'The step.' })
  action!: ComplaintAction;

  @Field(() => GraphQLString, { nullable: true, description: `What was done, at most ${longest.note} characters.` })
  note?: string | null;

  @Field(() => ComplaintOutcomeEnum, {
    nullable: true,
    description: 'How it was decided; with RESOLVE, which needs it.',
  })
  outcome?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'What the customer gets to make it good; with RESOLVE.' })
  redress?: MoneyInput | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `Why it came to it, at most ${longest.rootCause} characters; with RESOLVE and CLOSE.`,
  })
  rootCause?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description:
      'The code of what it came from, of the causes that the bank knows; with INVESTIGATE, RESOLVE and CLOSE.',
  })
  causeCode?: string | null;

  @Field(() => ComplaintBusinessEnum, { nullable: true, description: 'The business that it is about; with the same.' })
  business?: string | null;

  @Field(() => ComplaintGroundEnum, { nullable: true, description: 'What gave rise to it; with the same.' })
  ground?: string | null;
}

@ObjectType('AdvanceComplaintPayload', { description: 'The complaint after its step.' })
class AdvanceComplaintPayload {}
tellsComplaint(AdvanceComplaintPayload);

const isGiven = (input: AdvanceComplaintInput) => (value: StepValue) =>
  input[value] !== undefined && input[value] !== null;

async function advance(input: AdvanceComplaintInput, writing: Writing): Promise<Made | null> {
  const { sql, viewer, now } = writing;
  const standing = await complaintNamed(input.id, writing);
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  checkRecusal(standing, viewer.employeeId, 'input.id');
  const step = complaintSteps[input.action];
  checkStep(input.action, step, { field: 'input.action', what: 'complaint', status: standing.status });
  checkValues(input.action, step, stepValues, isGiven(input));
  const { customer, id, status } = standing;
  const { to } = step;
  const at = now.toISOString();
  const cause = input.causeCode ? (await causeNamed(input.causeCode, 'input.causeCode', writing)).id : null;
  const redress = input.redress ? minorUnitsOf(input.redress, 'input.redress') : null;
  await sql`
    update complaint set status = ${to}, version = version + 1, updated_at = ${at}::text::timestamptz,
      acknowledged_at = case when ${to} = 'ACKNOWLEDGED' then ${at}::text::timestamptz else acknowledged_at end,
      closed_at = case when ${endedComplaints.includes(to)} then ${at}::text::timestamptz end,
      outcome = coalesce(${input.outcome ?? null}, outcome), redress_minor = coalesce(${redress}::text::bigint, redress_minor),
      root_cause_id = coalesce(${cause}, root_cause_id), business = coalesce(${input.business ?? null}, business),
      ground = coalesce(${input.ground ?? null}, ground), currency = coalesce(${input.redress?.currency ?? null}, currency),
      root_cause = coalesce(${textOf(input.rootCause, 'input.rootCause', longest.rootCause)}, root_cause)
    where customer_id = ${customer} and id = ${id}`;
  await sql`
    insert into complaint_event (customer_id, complaint_id, at, from_status, to_status, employee_id, note)
    values (${customer}, ${id}, ${at}::text::timestamptz, ${status}, ${to}, ${viewer.employeeId},
      ${textOf(input.note, 'input.note', longest.note)})`;
  await setClocks(sql, { customerId: customer, id });
  const given = stepValues.filter(isGiven(input));
  return {
    changed: { customer, complaint: id },
    written: [{ customer, prefix: 'cmp', row: id, fields: ['status', ...given], version: standing.version + 1 }],
  };
}

change<AdvanceComplaintInput>({
  name: 'advanceComplaint',
  description: 'Takes a complaint one step on.',
  input: AdvanceComplaintInput,
  payload: AdvanceComplaintPayload,
  onlyRoles: complaintRoles,
  event: 'COMPLAINT_ADVANCED',
  check: ({ note, rootCause, causeCode, redress }) => {
    textOf(causeCode, 'input.causeCode', longest.code);
    textOf(note, 'input.note', longest.note);
    textOf(rootCause, 'input.rootCause', longest.rootCause);
    if (redress) minorUnitsOf(redress, 'input.redress');
  },
  run: advance,
});

import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../access/policy';
import { shippedClockwork } from '../../complaints/write-clocks';
import { badInput } from '../../errors';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion, refused } from '../change/refusals';
import { checkRecusal, complaintNamed, longest, setClocks, tellsComplaint } from './complaint-payload';

/** Who grants more time: those above who handle complaints. */
const approvers: readonly Role[] = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'COMPLIANCE_OFFICER'];

@InputType('ExtendComplaintClockInput', { description: 'More time for a clock of a complaint.' })
class ExtendComplaintClockInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The complaint.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => GraphQLString, { description: 'The regime of the clock, such as CN.' })
  regime!: string;

  @Field(() => GraphQLString, { description: 'The clock, such as ANSWER.' })
  clock!: string;

  @Field(() => GraphQLString, {
    description: 'The extension, by the name that `clocks.rules.yaml` gives it, such as COMPLEX.',
  })
  extension!: string;

  @Field(() => GraphQLString, { description: `Why it is granted, 1 to ${longest.note} characters.` })
  reason!: string;
}

@ObjectType('ExtendComplaintClockPayload', { description: 'The complaint with its clocks after the extension.' })
class ExtendComplaintClockPayload {}
tellsComplaint(ExtendComplaintClockPayload);

/** The extensions that the rules declare for a clock. */
const extensionsOf = (regime: string, clock: string) =>
  shippedClockwork().rules.regimes[regime]?.clocks[clock]?.extensions ?? {};

async function extend(input: ExtendComplaintClockInput, writing: Writing): Promise<Made | null> {
  const { sql, viewer, now } = writing;
  const standing = await complaintNamed(input.id, writing);
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  checkRecusal(standing, viewer.employeeId, 'input.id');
  const { customer, id } = standing;
  const { regime, clock, extension } = input;
  const [running] = await sql`
    select from complaint_clock
    where customer_id = ${customer} and complaint_id = ${id} and regime = ${regime} and clock = ${clock} and stopped_at is null`;
  if (!running) throw refused('NOT_ALLOWED', 'input.clock', `No clock ${clock} of ${regime} runs for the complaint.`);
  const declared = extensionsOf(regime, clock);
  if (!Object.hasOwn(declared, extension))
    throw refused(
      'NOT_ALLOWED',
      'input.extension',
      `The extensions of ${clock} are: ${Object.keys(declared).join(', ') || 'none'}.`,
    );
  const [granted] = await sql`
    select from complaint_extension
    where customer_id = ${customer} and complaint_id = ${id} and regime = ${regime} and clock = ${clock}
      and extension = ${extension}`;
  if (granted) throw refused('NOT_ALLOWED', 'input.extension', `${extension} is granted once, and was.`);
  const at = now.toISOString();
  await sql`
    insert into complaint_extension (customer_id, complaint_id, regime, clock, extension, granted_at, employee_id, reason, recorded_at)
    values (${customer}, ${id}, ${regime}, ${clock}, ${extension}, ${at}::text::timestamptz, ${viewer.employeeId},
      ${textOf(input.reason, 'input.reason', longest.note)}, ${at}::text::timestamptz)`;
  await setClocks(sql, { customerId: customer, id });
  const [extended] = await sql`
    select from complaint_clock
    where customer_id = ${customer} and complaint_id = ${id} and regime = ${regime} and clock = ${clock}
      and extension = ${extension}`;
  if (!extended)
    throw refused(
      'STEP_OUT_OF_ORDER',
      'input.extension',
      `${extension} is granted before the clock has run out${declared[extension]?.after ? `, and after ${declared[extension].after}` : ''}.`,
    );
  await sql`
    update complaint set version = version + 1, updated_at = ${at}::text::timestamptz
    where customer_id = ${customer} and id = ${id}`;
  return {
    changed: { customer, complaint: id },
    written: [{ customer, prefix: 'cmp', row: id, fields: ['clocks', 'extensions'], version: standing.version + 1 }],
  };
}

change<ExtendComplaintClockInput>({
  name: 'extendComplaintClock',
  description: 'Grants a clock of a complaint more time, as far as its rules provide for it.',
  input: ExtendComplaintClockInput,
  payload: ExtendComplaintClockPayload,
  onlyRoles: approvers,
  event: 'COMPLAINT_EXTENDED',
  check: ({ reason, regime, clock, extension }) => {
    if (textOf(reason, 'input.reason', longest.note) === null) throw badInput('input.reason is empty.');
    textOf(regime, 'input.regime', 50);
    textOf(clock, 'input.clock', 50);
    textOf(extension, 'input.extension', 50);
  },
  run: extend,
});

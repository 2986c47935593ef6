import { GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import { LocalDate } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { tellsOfBank } from '../change/change-payload';
import { checkVersion, refused } from '../change/refusals';
import { complaintRoles } from '../complaint/complaint-payload';
import { causeNamed } from './cause-named';
import { RootCause } from './root-cause.type';

const longest = { code: 50, title: 200, remediation: 4_000 };

const tellsCause = tellsOfBank({
  name: 'rootCause',
  to: RootCause,
  description: 'The root cause as it stands now; null where the change was refused.',
  key: 'rootCause',
});

async function ownerNamed(staffNumber: string, { sql: own }: Writing): Promise<bigint> {
  const [found] = await own<{ id: bigint }[]>`
    select id from employee where staff_number = ${staffNumber} and status = 'ACTIVE'`;
  if (!found) throw refused('NOT_ALLOWED', 'input.ownerStaffNumber', 'Nobody of that number is at work in the bank.');
  return found.id;
}

@InputType('RecordRootCauseInput', { description: 'Why complaints come to the bank.' })
class RecordRootCauseInput extends ChangeInput {
  @Field(() => GraphQLString, { description: `A code of its own, 1 to ${longest.code} characters.` })
  code!: string;

  @Field(() => GraphQLString, {
    description: `What goes wrong, 1 to ${longest.title} characters; it holds nothing of any customer.`,
  })
  title!: string;

  @Field(() => GraphQLString, { description: 'The staff number of whoever sees to it.' })
  ownerStaffNumber!: string;
}

@ObjectType('RecordRootCausePayload', { description: 'The root cause that was written down.' })
class RecordRootCausePayload {}
tellsCause(RecordRootCausePayload);

change<RecordRootCauseInput>({
  name: 'recordRootCause',
  description: 'Writes down why complaints come to the bank, so that they can be counted by it.',
  input: RecordRootCauseInput,
  payload: RecordRootCausePayload,
  onlyRoles: complaintRoles,
  event: 'ROOT_CAUSE_RECORDED',
  check: (input) => {
    for (const name of ['code', 'title'] as const)
      if (textOf(input[name], `input.${name}`, longest[name]) === null) throw badInput(`input.${name} is empty.`);
    textOf(input.ownerStaffNumber, 'input.ownerStaffNumber', 50);
  },
  run: async (input, writing) => {
    const owner = await ownerNamed(input.ownerStaffNumber, writing);
    const [made] = await writing.sql<{ id: bigint }[]>`
      insert into root_cause (code, title, owner_employee_id, updated_at)
      values (${input.code.trim()}, ${input.title.trim()}, ${owner}, ${writing.now.toISOString()}::text::timestamptz)
      on conflict (code) do nothing returning id`;
    if (!made) throw refused('TAKEN', 'input.code', 'Another root cause has this code.');
    const fields = ['code', 'title', 'owner'];
    return {
      changed: { rootCause: made.id },
      written: [],
      ofBank: [{ prefix: 'rtc', row: made.id, fields, version: 1 }],
    };
  },
});

@InputType('RemedyRootCauseInput', { description: 'What was done about a root cause.' })
class RemedyRootCauseInput extends ChangeInput {
  @Field(() => GraphQLString, { description: 'Its code.' })
  code!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => GraphQLString, { description: `What was done, 1 to ${longest.remediation} characters.` })
  remediation!: string;

  @Field(() => LocalDate, { description: 'The day on which it was done: today or before.' })
  remediedOn!: Date;
}

@ObjectType('RemedyRootCausePayload', { description: 'The root cause with its remediation.' })
class RemedyRootCausePayload {}
tellsCause(RemedyRootCausePayload);

change<RemedyRootCauseInput>({
  name: 'remedyRootCause',
  description:
    'Writes down what was done about a root cause: complaints that come from it later are told as recurring.',
  input: RemedyRootCauseInput,
  payload: RemedyRootCausePayload,
  onlyRoles: complaintRoles,
  event: 'ROOT_CAUSE_REMEDIED',
  check: ({ code, remediation }) => {
    textOf(code, 'input.code', longest.code);
    if (textOf(remediation, 'input.remediation', longest.remediation) === null)
      throw badInput('input.remediation is empty.');
  },
  run: async (input, writing) => {
    const { id, version } = await causeNamed(input.code, 'input.code', writing);
    checkVersion(input.version, version);
    const day = dayText(input.remediedOn);
    if (day > writing.viewer.today) throw refused('DATE_OUT_OF_ORDER', 'input.remediedOn', `${day} has not come yet.`);
    await writing.sql`
      update root_cause set remediation = ${input.remediation.trim()}, remedied_on = ${day}::text::date, version = version + 1,
        updated_at = ${writing.now.toISOString()}::text::timestamptz where id = ${id}`;
    const fields = ['remediation', 'remediedOn'];
    return {
      changed: { rootCause: id },
      written: [],
      ofBank: [{ prefix: 'rtc', row: id, fields, version: version + 1 }],
    };
  },
});

import { GraphQLID } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { dayText } from '../../graph/declare/date-text';
import { LocalDate } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { refused } from '../change/refusals';
import { customerNamed, keeperRoles, tellsCustomer } from '../customer/customer-payload';
import { checkSource, keptProfile, keptWith, ProfileCorrection } from '../party/profile-correction';

@InputType()
abstract class CustomGroupInput extends ProfileCorrection {
  @Field(() => GraphQLID, { description: 'Another customer.' })
  memberId!: string;
}

/** Works on the group kept by hand around a customer; null where he or the member is out of reach. */
async function inGroup(
  input: CustomGroupInput,
  writing: Writing,
  make: (anchor: bigint, member: bigint) => Promise<void>,
): Promise<Made | null> {
  const member = await writing.reached(input.memberId, 'cus');
  const standing = member && (await customerNamed(input, writing, [member.owner]));
  if (!standing) return null;
  if (member.owner === standing.customer)
    throw refused('NOT_ALLOWED', 'input.memberId', 'The group is his own, and he stays in it.');
  await make(standing.customer, member.owner);
  const made = await keptProfile(standing, ['groups'], input.source, writing);
  return keptWith(made, member.owner, ['groups'], writing);
}

@InputType('AddGroupMemberInput', { description: 'Who comes into the group that is kept by hand around a customer.' })
class AddGroupMemberInput extends CustomGroupInput {
  @Field(() => LocalDate, { description: 'The first day: today or before.' })
  validFrom!: Date;
}

@ObjectType('AddGroupMemberPayload', { description: 'The customer around whom the group is kept.' })
class AddGroupMemberPayload {}
tellsCustomer(AddGroupMemberPayload);

change<AddGroupMemberInput>({
  name: 'addGroupMember',
  description:
    'Puts a customer into the group (CUSTOM) that is kept by hand around another. The group tells of it with the next run.',
  input: AddGroupMemberInput,
  payload: AddGroupMemberPayload,
  onlyRoles: keeperRoles,
  event: 'GROUP_MEMBER_ADDED',
  check: checkSource,
  run: (input, writing) =>
    inGroup(input, writing, async (anchor, member) => {
      const day = dayText(input.validFrom);
      if (day > writing.viewer.today) throw refused('DATE_OUT_OF_ORDER', 'input.validFrom', `${day} has not come yet.`);
      const [done] = await writing.sql<{ joined: boolean }[]>`
        select join_group(${anchor}, ${member}, ${day}::text::date) as joined`;
      if (!done?.joined) throw refused('TAKEN', 'input.memberId', 'He is in the group on that day or later.');
    }),
});

@InputType('EndGroupMemberInput', { description: 'Who leaves the group that is kept by hand around a customer.' })
class EndGroupMemberInput extends CustomGroupInput {
  @Field(() => LocalDate, { description: 'The day from which he is in it no more.' })
  validTo!: Date;
}

@ObjectType('EndGroupMemberPayload', { description: 'The customer around whom the group is kept.' })
class EndGroupMemberPayload {}
tellsCustomer(EndGroupMemberPayload);

change<EndGroupMemberInput>({
  name: 'endGroupMember',
  description: 'Takes a customer out of the group (CUSTOM) that is kept by hand around another.',
  input: EndGroupMemberInput,
  payload: EndGroupMemberPayload,
  onlyRoles: keeperRoles,
  event: 'GROUP_MEMBER_ENDED',
  check: checkSource,
  run: (input, writing) =>
    inGroup(input, writing, async (anchor, member) => {
      const [done] = await writing.sql<{ ended: boolean }[]>`
        select leave_group(${anchor}, ${member}, ${dayText(input.validTo)}::text::date) as ended`;
      if (!done?.ended) throw refused('NOT_ALLOWED', 'input.memberId', 'He is not in the group on the day before.');
    }),
});

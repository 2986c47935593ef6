import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion, refused } from '../change/refusals';
import { interactionRoles, longest, tellsInteraction } from './interaction-payload';

@InputType('CompleteFollowUpInput', { description: 'Which next step was done.' })
class CompleteFollowUpInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The contact at which it was agreed.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What came of it, in place of what stood there; at most ${longest.outcome} characters.`,
  })
  outcome?: string | null;
}

@ObjectType('CompleteFollowUpPayload', { description: 'The contact whose next step was done.' })
class CompleteFollowUpPayload {}
tellsInteraction(CompleteFollowUpPayload);

async function complete(input: CompleteFollowUpInput, { sql, now, reached }: Writing): Promise<Made | null> {
  const named = await reached(input.id, 'int');
  if (!named) return null;
  const { owner, row } = named;
  const [standing] = await sql<{ version: number; isAgreed: boolean; isDone: boolean }[]>`
    select version, next_step is not null as "isAgreed", next_step_done_at is not null as "isDone"
    from interaction where customer_id = ${owner} and id = ${row} for update`;
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  if (!standing.isAgreed || standing.isDone)
    throw refused(
      'STEP_OUT_OF_ORDER',
      'input.id',
      standing.isDone ? 'The next step is done already.' : 'No next step was agreed at this contact.',
    );
  const outcome = textOf(input.outcome, 'input.outcome', longest.outcome);
  const at = now.toISOString();
  await sql`
    update interaction set next_step_done_at = ${at}::text::timestamptz, outcome = coalesce(${outcome}, outcome),
      version = version + 1, updated_at = ${at}::text::timestamptz
    where customer_id = ${owner} and id = ${row}`;
  const fields = ['nextStepDoneAt', ...(outcome === null ? [] : ['outcome'])];
  return {
    changed: { customer: owner, interaction: row },
    written: [{ customer: owner, prefix: 'int', row, fields, version: standing.version + 1 }],
  };
}

change<CompleteFollowUpInput>({
  name: 'completeFollowUp',
  description: 'Notes that the next step agreed at a contact was done.',
  input: CompleteFollowUpInput,
  payload: CompleteFollowUpPayload,
  onlyRoles: interactionRoles,
  event: 'FOLLOW_UP_COMPLETED',
  check: ({ outcome }) => void textOf(outcome, 'input.outcome', longest.outcome),
  run: complete,
});

import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { enumType } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { checkVersion, refused } from '../change/refusals';
import { checkStep } from '../change/steps';
import { feedbackRoles, longest, tellsFeedback } from './feedback-payload';
import { type FeedbackReply, feedbackReplies, replySteps } from './feedback-steps';

export const FeedbackReplyEnum = enumType('FeedbackReply', feedbackReplies, 'What becomes of feedback.', {
  ANSWERED: 'The customer is answered.',
  ADOPTED: 'Something is changed because of it.',
  DECLINED: 'Nothing will be changed.',
});

@InputType('AnswerFeedbackInput', { description: 'What a customer is answered, and what came of it.' })
class AnswerFeedbackInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The feedback.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of it.' })
  version!: number;

  @Field(() => FeedbackReplyEnum, { description: 'What becomes of it; praise is ANSWERED only.' })
  reply!: FeedbackReply;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What the customer is answered, at most ${longest.answer} characters; needed where none was given before.`,
  })
  answer?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What was changed, at most ${longest.changeMade} characters and nothing of the customer in it; with ADOPTED, which needs it.`,
  })
  changeMade?: string | null;
}

@ObjectType('AnswerFeedbackPayload', { description: 'The feedback with its answer.' })
class AnswerFeedbackPayload {}
tellsFeedback(AnswerFeedbackPayload);

interface Standing {
  readonly version: number;
  readonly kind: 'SUGGESTION' | 'PRAISE';
  readonly status: string;
  readonly isAnswered: boolean;
}

/** Only declared replies, each with what it needs and nothing that it does not take. */
function checkReply(reply: FeedbackReply, given: { answer: string | null; changeMade: string | null }, of: Standing) {
  const { kinds } = replySteps[reply];
  if (!kinds.includes(of.kind)) throw refused('NOT_ALLOWED', 'input.reply', `${of.kind} is never ${reply}.`);
  checkStep(reply, replySteps[reply], { field: 'input.reply', what: 'feedback', status: of.status });
  if (given.answer === null && !of.isAnswered)
    throw refused('REQUIRED', 'input.answer', 'The customer has not been answered yet.');
  if (given.changeMade === null && reply === 'ADOPTED')
    throw refused('REQUIRED', 'input.changeMade', 'ADOPTED needs changeMade.');
  if (given.changeMade !== null && reply !== 'ADOPTED')
    throw refused('NOT_ALLOWED', 'input.changeMade', `${reply} takes no changeMade.`);
}

async function reply(input: AnswerFeedbackInput, { sql, now, reached }: Writing): Promise<Made | null> {
  const named = await reached(input.id, 'fbk');
  if (!named) return null;
  const { owner: customer, row } = named;
  const [standing] = await sql<Standing[]>`
    select version, kind, status, answer is not null as "isAnswered"
    from feedback where customer_id = ${customer} and id = ${row} for update`;
  if (!standing) return null;
  checkVersion(input.version, standing.version);
  const answer = textOf(input.answer, 'input.answer', longest.answer);
  const changeMade = textOf(input.changeMade, 'input.changeMade', longest.changeMade);
  checkReply(input.reply, { answer, changeMade }, standing);
  const at = now.toISOString();
  await sql`
    update feedback set status = ${input.reply}, answer = coalesce(${answer}, answer), change_made = ${changeMade},
      answered_at = coalesce(answered_at, ${at}::text::timestamptz), version = version + 1,
      updated_at = ${at}::text::timestamptz
    where customer_id = ${customer} and id = ${row}`;
  const fields = ['status', ...(answer === null ? [] : ['answer']), ...(changeMade === null ? [] : ['changeMade'])];
  return {
    changed: { customer, feedback: row },
    written: [{ customer, prefix: 'fbk', row, fields, version: standing.version + 1 }],
  };
}

change<AnswerFeedbackInput>({
  name: 'answerFeedback',
  description: 'Notes what a customer was answered to a suggestion or praise, and the change that came of it.',
  input: AnswerFeedbackInput,
  payload: AnswerFeedbackPayload,
  onlyRoles: feedbackRoles,
  event: 'FEEDBACK_ANSWERED',
  check: ({ answer, changeMade }) => {
    textOf(answer, 'input.answer', longest.answer);
    textOf(changeMade, 'input.changeMade', longest.changeMade);
  },
  run: reply,
});

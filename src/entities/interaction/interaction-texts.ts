import { GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import { LocalDate } from '../../graph/declare/types';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { longest, mostAttachments } from './interaction-payload';

/** What is said of a contact, by who logs it and by who corrects it. */
@InputType()
export abstract class InteractionTexts extends ChangeInput {
  @Field(() => GraphQLString, {
    nullable: true,
    description: `What it was about; at most ${longest.subject} characters.`,
  })
  subject?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `What was said; at most ${longest.notes} characters.` })
  notes?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What came of it; at most ${longest.outcome} characters.`,
  })
  outcome?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `What is to be done next; at most ${longest.nextStep} characters.`,
  })
  nextStep?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day by which the next step is to be done: today or later, and only with a next step.',
  })
  nextStepDue?: Date | null;

  @Field(() => [GraphQLString], {
    nullable: true,
    description: `References into the bank’s document store; at most ${mostAttachments} of ${longest.attachment} characters.`,
  })
  attachments?: string[] | null;
}

const texts = ['subject', 'notes', 'outcome', 'nextStep'] as const;

/** The values given, ready to be written under the names of their columns; what is not given is not among them. */
export function textsOf(input: InteractionTexts): Readonly<Record<string, string | readonly string[] | null>> {
  const given = (name: keyof InteractionTexts) => input[name] !== undefined;
  const attachments = input.attachments ?? [];
  if (attachments.length > mostAttachments)
    throw badInput(`input.attachments has at most ${mostAttachments} references.`);
  return {
    ...Object.fromEntries(
      texts.filter(given).map((name) => [name, textOf(input[name], `input.${name}`, longest[name])]),
    ),
    ...(given('nextStepDue') && { nextStepDue: input.nextStepDue ? dayText(input.nextStepDue) : null }),
    ...(given('attachments') && {
      attachments: attachments.flatMap((one) => textOf(one, 'input.attachments', longest.attachment) ?? []),
    }),
  };
}

/** A day without a step, or one that is over, is refused. */
export function checkNextStep({ nextStep, nextStepDue }: Readonly<Record<string, unknown>>, today: string): void {
  if (!nextStepDue) return;
  if (!nextStep) throw refused('REQUIRED', 'input.nextStep', 'A day is given by which nothing is to be done.');
  if (String(nextStepDue) < today)
    throw refused('DATE_OUT_OF_ORDER', 'input.nextStepDue', `The next step would be due before today, ${today}.`);
}

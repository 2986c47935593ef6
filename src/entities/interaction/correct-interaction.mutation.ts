import { GraphQLID, GraphQLInt } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { checkVersion, refused } from '../change/refusals';
import { interactionRoles, tellsInteraction } from './interaction-payload';
import { checkNextStep, InteractionTexts, textsOf } from './interaction-texts';

const correctableHours = 24;

@InputType('CorrectInteractionInput', {
  description: 'What was logged wrongly: values given take the place of those that stand, null takes them away.',
})
class CorrectInteractionInput extends InteractionTexts {
  @Field(() => GraphQLID, { description: 'The contact.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is corrected.' })
  version!: number;
}

@ObjectType('CorrectInteractionPayload', { description: 'The contact that was corrected.' })
class CorrectInteractionPayload {}
tellsInteraction(CorrectInteractionPayload);

interface Standing {
  readonly version: number;
  readonly author: bigint | null;
  readonly recordedAt: Date;
  readonly nextStep: string | null;
  readonly nextStepDue: string | null;
}

async function correct(input: CorrectInteractionInput, { sql, viewer, now, reached }: Writing): Promise<Made | null> {
  const named = await reached(input.id, 'int');
  if (!named) return null;
  const { owner, row } = named;
  const [standing] = await sql<Standing[]>`
    select version, employee_id as author, recorded_at as "recordedAt", next_step as "nextStep",
      next_step_due::text as "nextStepDue"
    from interaction where customer_id = ${owner} and id = ${row} for update`;
  if (!standing) return null;
  if (standing.author !== viewer.employeeId)
    throw refused('NOT_ALLOWED', 'input.id', 'Who logged a contact corrects it, and nobody else.');
  checkVersion(input.version, standing.version);
  if (now.getTime() - standing.recordedAt.getTime() > correctableHours * 3_600_000)
    throw refused(
      'TOO_LATE',
      'input.id',
      `A contact is corrected within ${correctableHours} hours after it was logged.`,
    );
  const texts = textsOf(input);
  if (Object.keys(texts).length === 0) throw refused('REQUIRED', 'input', 'Nothing is given that would be corrected.');
  if ('nextStep' in texts || 'nextStepDue' in texts) checkNextStep({ ...standing, ...texts }, viewer.today);
  await sql`
    update interaction i set subject = v.subject, notes = v.notes, outcome = v.outcome, next_step = v.next_step,
      next_step_due = v.next_step_due, attachments = v.attachments, version = i.version + 1,
      updated_at = ${now.toISOString()}::text::timestamptz
    from interaction as known
    cross join lateral jsonb_populate_record(known, ${JSON.stringify(columnsOf(texts))}::text::jsonb) as v
    where known.customer_id = ${owner} and known.id = ${row} and i.customer_id = ${owner} and i.id = ${row}`;
  const version = standing.version + 1;
  return {
    changed: { customer: owner, interaction: row },
    written: [{ customer: owner, prefix: 'int', row, fields: Object.keys(texts), version }],
  };
}

const columnNames: Readonly<Record<string, string>> = { nextStep: 'next_step', nextStepDue: 'next_step_due' };

const columnsOf = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [columnNames[name] ?? name, value]));

change<CorrectInteractionInput>({
  name: 'correctInteraction',
  description: `Corrects a contact, by who logged it and within ${correctableHours} hours.`,
  input: CorrectInteractionInput,
  payload: CorrectInteractionPayload,
  onlyRoles: interactionRoles,
  event: 'INTERACTION_CORRECTED',
  check: (input) => void textsOf(input),
  run: correct,
});

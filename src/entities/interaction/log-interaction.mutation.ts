import { GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { DateTime } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { ChannelEnum } from '../customer/customer.type';
import { ConfidentialityEnum, InteractionDirectionEnum, InteractionPurposeEnum } from './interaction.type';
import { interactionRoles, longest, tellsInteraction } from './interaction-payload';
import { checkNextStep, InteractionTexts, textsOf } from './interaction-texts';

@InputType('LogInteractionInput', {
  description: 'A contact with a customer: when, by which way, why, what came of it.',
})
class LogInteractionInput extends InteractionTexts {
  @Field(() => GraphQLID, { description: 'The customer.' })
  customerId!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it took place; now unless given, never later.' })
  at?: Date | null;

  @Field(() => ChannelEnum, { description: 'The way by which bank and customer met.' })
  channel!: string;

  @Field(() => InteractionDirectionEnum, { description: 'Who began it.' })
  direction!: string;

  @Field(() => InteractionPurposeEnum, { description: 'Why it took place.' })
  purpose!: string;

  @Field(() => ConfidentialityEnum, { defaultValue: 'PUBLIC', description: 'Who may read what was said.' })
  confidentiality!: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The campaign it belongs to.' })
  campaign?: string | null;
}

@ObjectType('LogInteractionPayload', { description: 'The contact that was logged.' })
class LogInteractionPayload {}
tellsInteraction(LogInteractionPayload);

async function log(input: LogInteractionInput, { sql, viewer, now, reached }: Writing): Promise<Made | null> {
  const customer = await reached(input.customerId, 'cus');
  if (!customer) return null;
  const { owner } = customer;
  const at = input.at ?? now;
  if (at > now) throw refused('DATE_OUT_OF_ORDER', 'input.at', 'A contact is logged once it has taken place.');
  const texts = textsOf(input);
  checkNextStep(texts, viewer.today);
  const values = { channel: input.channel, direction: input.direction, purpose: input.purpose, ...texts };
  const [logged] = await sql<{ id: bigint }[]>`
    insert into interaction (customer_id, at, channel, direction, purpose, subject, notes, outcome, next_step, next_step_due,
      attachments, confidentiality, campaign, employee_id, recorded_at, updated_at)
    select ${owner}, ${at.toISOString()}::text::timestamptz, v.channel, v.direction, v.purpose, v.subject, v.notes, v.outcome,
      v."nextStep", v."nextStepDue", coalesce(v.attachments, '{}'), ${input.confidentiality},
      ${textOf(input.campaign, 'input.campaign', longest.campaign)}, ${viewer.employeeId},
      ${now.toISOString()}::text::timestamptz, ${now.toISOString()}::text::timestamptz
    from jsonb_to_record(${JSON.stringify(values)}::text::jsonb) as v (channel text, direction text, purpose text, subject text,
      notes text, outcome text, "nextStep" text, "nextStepDue" date, attachments text[])
    returning id`;
  const row = logged?.id as bigint;
  const fields = ['at', ...Object.keys(values), 'confidentiality'];
  return {
    changed: { customer: owner, interaction: row },
    written: [{ customer: owner, prefix: 'int', row, fields, version: 1 }],
  };
}

change<LogInteractionInput>({
  name: 'logInteraction',
  description: 'Logs a contact with a customer.',
  input: LogInteractionInput,
  payload: LogInteractionPayload,
  onlyRoles: interactionRoles,
  event: 'INTERACTION_LOGGED',
  check: (input) => {
    textsOf(input);
    textOf(input.campaign, 'input.campaign', longest.campaign);
    if (input.at && Number.isNaN(input.at.getTime())) throw badInput('input.at is no moment.');
  },
  run: log,
});

import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { ChannelEnum, LifecycleEnum } from './customer.type';
import { customerNamed, keeperRoles, tellsCustomer } from './customer-payload';

const mostTags = 50;
const longestTag = 50;

@InputType('UpdateCustomerInput', { description: 'What is new of a customer; what is not given stays.' })
class UpdateCustomerInput extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The customer.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of him.' })
  version!: number;

  @Field(() => LifecycleEnum, { nullable: true, description: 'The stage of the relationship.' })
  lifecycle?: string | null;

  @Field(() => ChannelEnum, { nullable: true, description: 'The way he likes best to be met; null takes it away.' })
  preferredChannel?: string | null;

  @Field(() => [GraphQLString], {
    nullable: true,
    description: `All tags that he has from now on; at most ${mostTags} of ${longestTag} characters.`,
  })
  tags?: string[] | null;

  @Field(() => GraphQLBoolean, { nullable: true, description: 'Whether he consents to marketing.' })
  marketingConsent?: boolean | null;

  @Field(() => GraphQLBoolean, { nullable: true, description: 'Whether he consents to profiling.' })
  profilingConsent?: boolean | null;

  @Field(() => GraphQLBoolean, { nullable: true, description: 'Whether he consents to his data being shared.' })
  sharingConsent?: boolean | null;
}

@ObjectType('UpdateCustomerPayload', { description: 'The customer as he is known now.' })
class UpdateCustomerPayload {}
tellsCustomer(UpdateCustomerPayload);

const mayBeTakenAway = ['preferredChannel'] as const;
const values = ['lifecycle', 'marketingConsent', 'profilingConsent', 'sharingConsent'] as const;

function tagsOf({ tags }: UpdateCustomerInput): string[] | null {
  if (!tags) return null;
  const given = [...new Set(tags.flatMap((tag) => textOf(tag, 'input.tags', longestTag) ?? []))];
  if (given.length > mostTags) throw badInput(`input.tags has at most ${mostTags} tags.`);
  return given;
}

async function update(input: UpdateCustomerInput, writing: Writing): Promise<Made | null> {
  const standing = await customerNamed(input, writing);
  if (!standing) return null;
  const { sql, now } = writing;
  const { customer, version } = standing;
  const tags = tagsOf(input);
  const fields = [
    ...values.filter((name) => input[name] !== undefined && input[name] !== null),
    ...mayBeTakenAway.filter((name) => input[name] !== undefined),
    ...(tags ? ['tags'] : []),
  ];
  if (fields.length === 0) throw refused('REQUIRED', 'input', 'Nothing is given that would be new.');
  await sql`
    update customer set lifecycle = coalesce(${input.lifecycle ?? null}, lifecycle),
      marketing_consent = coalesce(${input.marketingConsent ?? null}, marketing_consent),
      profiling_consent = coalesce(${input.profilingConsent ?? null}, profiling_consent),
      sharing_consent = coalesce(${input.sharingConsent ?? null}, sharing_consent),
      preferred_channel = case when ${input.preferredChannel === undefined} then preferred_channel else ${input.preferredChannel ?? null} end,
      tags = coalesce(${tags}::text[], tags), version = version + 1, updated_at = ${now.toISOString()}::text::timestamptz
    where customer_id = ${customer}`;
  return {
    changed: { customer },
    written: [{ customer, prefix: 'cus', row: customer, fields, version: version + 1 }],
  };
}

change<UpdateCustomerInput>({
  name: 'updateCustomer',
  description: 'Keeps consents, tags, stage and preferred channel of a customer.',
  input: UpdateCustomerInput,
  payload: UpdateCustomerPayload,
  onlyRoles: keeperRoles,
  event: 'CUSTOMER_UPDATED',
  check: (input) => void tagsOf(input),
  run: update,
});

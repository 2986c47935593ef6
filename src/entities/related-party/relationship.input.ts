import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { CountryCode, Decimal, LocalDate } from '../../graph/declare/types';
import { ProfileCorrection } from '../party/profile-correction';
import { PartyKindEnum } from './linked-party.type';
import { RelationshipTypeEnum } from './party-relationship.type';

export const longest = { name: 200, evidence: 2_000 };

@InputType('NewPartyInput', { description: 'A party who is no customer of whom the asker would know.' })
export class NewPartyInput {
  @Field(() => PartyKindEnum, { description: 'A person or an organisation.' })
  kind!: 'INDIVIDUAL' | 'ORGANISATION';

  @Field(() => GraphQLString, { description: `The name, 1 to ${longest.name} characters.` })
  displayName!: string;

  @Field(() => CountryCode, { nullable: true, description: 'The country, ISO 3166-1 alpha-2.' })
  country?: string | null;
}

@InputType('AddRelationshipInput', { description: 'How a customer is related to another party.' })
export class AddRelationshipInput extends ProfileCorrection {
  @Field(() => RelationshipTypeEnum, { description: 'The kind of relation.' })
  type!: keyof typeof RelationshipTypeEnum;

  @Field(() => GraphQLBoolean, { description: 'True: the customer is the one that the type speaks of.' })
  outgoing!: boolean;

  @Field(() => GraphQLID, { nullable: true, description: 'The other party, a customer in reach; or `party`.' })
  otherCustomerId?: string | null;

  @Field(() => NewPartyInput, { nullable: true, description: 'The other party, who is written down anew.' })
  party?: NewPartyInput | null;

  @Field(() => Decimal, { nullable: true, description: 'The share in percent, where it is known exactly.' })
  sharePct?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The least share in percent, where a range is known.' })
  shareMin?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The largest share in percent, where a range is known.' })
  shareMax?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `On what it is based; at most ${longest.evidence} characters.`,
  })
  evidence?: string | null;

  @Field(() => LocalDate, { description: 'The first day.' })
  validFrom!: Date;

  @Field(() => LocalDate, { nullable: true, description: 'The day it ends, not included; open unless given.' })
  validTo?: Date | null;
}

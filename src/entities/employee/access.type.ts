import 'reflect-metadata';
import { GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { dataClasses, effects, relations } from '../../access/policy';
import { enumType } from '../../graph/declare/types';

export const RelationEnum = enumType('Relation', relations, 'How the reader stands to a record.', {
  OWN_PORTFOLIO: 'Assigned to the reader.',
  OWN_BRANCH: 'Of the reader’s unit or one below.',
  BANK_WIDE: 'Open to the reader’s role everywhere.',
  CASE: 'Open for a case.',
  LINKED: 'Out of scope, reached over a relation from a record within.',
});

export const DataClassEnum = enumType('DataClass', dataClasses, 'How sensitive a field is.', {
  C1: 'Ordinary: numbers, kinds, names, states, units, products.',
  IDENTITY: 'Birth date, contact points, addresses, occupation, family.',
  MONEY: 'Balances, amounts, rates, measures in money.',
  C3: 'Identifiers and account numbers.',
  NOTES: 'Free text.',
  RISK: 'Ratings, scores, alerts, severities.',
  AML: 'Money-laundering matters.',
});

export const EffectEnum = enumType('Effect', effects, 'What a reader sees of a field.', {
  FULL: 'The value.',
  MASKED: 'A mask of it.',
  HIDDEN: 'Null.',
});

@ObjectType('RelationEffect', { description: 'What is seen of a field on records of one relation.' })
export class RelationEffect {
  @Field(() => RelationEnum, { description: 'How the reader stands to the record.' })
  relation!: string;

  @Field(() => EffectEnum, { description: 'What he sees there.' })
  effect!: string;
}

@ObjectType('FieldAccess', { description: 'What the signed-in person may see of one field.' })
export class FieldAccess {
  @Field(() => GraphQLString, { description: 'The type’s name.' })
  type!: string;

  @Field(() => GraphQLString, { description: 'The field’s name.' })
  field!: string;

  @Field(() => DataClassEnum, { description: 'The field’s data class.' })
  dataClass!: string;

  @Field(() => [RelationEffect], { description: 'One for each relation in which he can stand to a record.' })
  effects!: RelationEffect[];
}

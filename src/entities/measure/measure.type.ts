import 'reflect-metadata';
import { GraphQLInt } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Decimal, enumType } from '../../graph/declare/types';
import { measureUnits } from './measures';

export const MeasureUnitEnum = enumType('MeasureUnit', measureUnits, 'What the value of a measure counts.', {
  MONEY: 'An amount in the bank’s base currency.',
  PERCENT: 'Parts of a hundred.',
  POINTS: 'Points; of scores 0 to 100.',
  COUNT: 'Things or happenings.',
  MONTHS: 'Whole months.',
  PROBABILITY: 'From 0 to 1.',
  DEGREE: 'From 1, the best, to 5, the worst.',
});

@ObjectType('Measure', {
  description:
    'A customer’s value of a measure beside those of its peers, its unit and the bank. Figures of such a group are told of ten members or more of whom none has over half, and where those out of the reader’s reach are none or ten; and what they leave of all customers of a kind is told or is such a group too.',
})
export class Measure {
  @Field(() => Decimal, { description: 'The value.' })
  value!: string;

  @Field(() => MeasureUnitEnum, { description: 'What it counts.' })
  unit!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The value of the day that was worked out before; null where there is none.',
  })
  previous?: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'By how much it moved a month (a twelfth of 365.25 days): the least-squares slope over the days worked out of the twelve months up to this one; null of fewer than three.',
  })
  trend?: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The average over the peer group; null where it may not be told.',
  })
  peerAverage?: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The average over all customers of its kind in its home unit; null where it may not be told, and where somebody has left or come since.',
  })
  unitAverage?: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The average over all customers of its kind in the bank; null where it may not be told.',
  })
  bankAverage?: string;

  @Field(() => GraphQLInt, {
    nullable: true,
    description: 'How many of a hundred peers have no more, in steps of five; null where it may not be told.',
  })
  percentile?: number;
}

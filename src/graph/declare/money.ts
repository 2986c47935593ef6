import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { Currency, Decimal } from './types';

@ObjectType('Money', { description: 'An amount of money in one currency.' })
export class Money {
  @Field(() => Decimal, { description: 'The amount in the currency’s own units, exact, as a string.' })
  amount!: string;

  @Field(() => Currency, { description: 'ISO 4217 code.' })
  currency!: string;
}

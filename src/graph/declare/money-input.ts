import { Field, InputType } from 'type-graphql';
import { badInput } from '../../errors';
import { toMinorUnits } from './minor-units';
import { Currency, Decimal } from './types';

@InputType('MoneyInput', { description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => Decimal, { description: 'The amount, with at most the digits that its currency has.' })
  amount!: string;

  @Field(() => Currency, { description: 'Its currency, ISO 4217.' })
  currency!: string;
}

/** The minor units of an amount that is given; BAD_USER_INPUT where it has more digits, or is less than nothing. */
export function minorUnitsOf({ amount, currency }: MoneyInput, field: string): string {
  const minor = toMinorUnits(amount, currency);
  if (minor === null) throw badInput(`${field}.amount has more digits than ${currency}.`);
  if (String(minor).startsWith('-')) throw badInput(`${field}.amount is less than nothing.`);
  if (String(minor).length > 18) throw badInput(`${field}.amount is larger than any account.`);
  return String(minor);
}

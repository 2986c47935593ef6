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

/** How many digits follow the decimal point in a currency (ISO 4217). */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** A decimal text as minor units of a currency; null where it has more digits than the currency. */
export function toMinorUnits(amount: string, currency: string): bigint | null {
  const digits = minorDigits(currency);
  const [whole = '0', fraction = ''] = amount.split('.');
  if (fraction.replace(/0+$/, '').length > digits) return null;
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
}

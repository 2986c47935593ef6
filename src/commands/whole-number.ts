import { InvalidArgumentError } from 'commander';

/** Reads the value of an option. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Reads the value of an option that is no less than so much. */
export const atLeast = (least: number) => (text: string) => {
  const value = wholeNumber(text);
  if (value < least) throw new InvalidArgumentError(`It must be ${least} or more.`);
  return value;
};

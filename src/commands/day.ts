import { InvalidArgumentError } from 'commander';
import { isDay } from '../ingest/value';

/** A calendar day as the command line gives it. */
export function dayArgument(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day, written YYYY-MM-DD.');
  return text;
}

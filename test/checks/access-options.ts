import { parseArgs } from 'node:util';
import type { BankUrls } from '../support/access/banks';

export const usage = `Asks random documents for random readers, and holds every answer against an independent model of access.
  --probes N    how many requests (20000; with --sabotage at most so many for each fault: 25000)
  --seed N      which banks, readers and documents (1)
  --sabotage    puts one fault after another into the product and asks that each is caught
  --fault TEXT  with --sabotage: only faults whose name matches the regular expression
  --json FILE   writes the whole report`;

export interface AccessOptions {
  readonly probes: number;
  readonly seed: number;
  readonly sabotage: boolean;
  readonly fault: RegExp;
  readonly json: string | undefined;
  /** Banks that are there already; used for the runs with a fault. */
  readonly banks: readonly BankUrls[] | undefined;
  /** Only readers of whom row security states the whole scope. */
  readonly byWallOnly: boolean;
}

export class UsageError extends Error {}

export function optionsFrom(args: string[]): AccessOptions {
  const values = valuesOf(args);
  const number = (name: 'probes' | 'seed', usual: number) => {
    const value = Number(values[name] ?? usual);
    if (!Number.isSafeInteger(value) || value < 1 || value > 2 ** 31)
      throw new UsageError(`--${name} must be a whole number from 1, not ${values[name]}.`);
    return value;
  };
  const sabotage = values.sabotage === true;
  return {
    probes: number('probes', sabotage ? 25_000 : 20_000),
    seed: number('seed', 1),
    sabotage,
    fault: patternOf(values.fault ?? ''),
    json: values.json,
    banks: values.banks === undefined ? undefined : JSON.parse(values.banks),
    byWallOnly: values['by-wall-only'] === true,
  };
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new UsageError(`--fault is no regular expression: ${text}`);
  }
}

function valuesOf(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    probes: text,
    seed: text,
    json: text,
    fault: text,
    banks: text,
    sabotage: flag,
    'by-wall-only': flag,
  };
  try {
    return parseArgs({ args, options } as const).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

import { parseArgs } from 'node:util';

export const serverNames = [
  'limit',
  'product',
  'registered',
  'unmasked',
  'open',
  'postgraphile',
  'usual',
  'mercurius',
  'yoga',
] as const;
export type ServerName = (typeof serverNames)[number];

/** All of them the product, asked in different ways or by different people. */
export const products: readonly ServerName[] = ['product', 'registered', 'unmasked', 'open'];

export const workNames = ['360', 'list', 'deep', 'worklist', 'search', 'mix'] as const;
export type WorkName = (typeof workNames)[number];

export interface BenchOptions {
  readonly quick: boolean;
  /** Sizes of banks; with more than one, growth is told. */
  readonly sizes: readonly number[];
  readonly connections: readonly number[];
  readonly servers: readonly ServerName[];
  readonly works: readonly WorkName[];
  readonly rounds: number;
  readonly seconds: number;
  /** So many requests of the mix to the product alone, for its memory; undefined: measure. */
  readonly soak: number | undefined;
  /** Where all figures are written, for machines. */
  readonly json: string | undefined;
  /** A folder into which table and chart are written. */
  readonly report: string | undefined;
  /** A folder whose bank is kept and used again; else the bank is made anew and thrown away. */
  readonly bank: string | undefined;
}

/** Reads the options of the command line; ends the process with one line on anything else. */
export function benchOptions(): BenchOptions {
  try {
    return optionsOf(process.argv.slice(2));
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : String(cause));
    return process.exit(2);
  }
}

function optionsOf(args: string[]): BenchOptions {
  const text = { type: 'string' as const };
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      customers: text,
      connections: text,
      only: text,
      works: text,
      rounds: text,
      seconds: text,
      json: text,
      report: text,
      bank: text,
      soak: text,
    },
  });
  const { quick, json, report, bank } = values;
  return {
    quick,
    sizes: wholeNumbers('customers', values.customers, [quick ? 20_000 : 200_000]),
    connections: wholeNumbers('connections', values.connections, [1, 8, 32]),
    servers: chosen('only', values.only, serverNames, ['limit']),
    works: chosen('works', values.works, workNames),
    rounds: wholeNumber('rounds', values.rounds, quick ? 5 : 9),
    seconds: number('seconds', values.seconds, quick ? 0.7 : 2),
    soak: values.soak === undefined ? undefined : wholeNumber('soak', values.soak, 0),
    json,
    report,
    bank,
  };
}

function number(name: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0, not ${given}`);
  return value;
}

function wholeNumber(name: string, given: string | undefined, otherwise: number): number {
  const value = number(name, given, otherwise);
  if (!Number.isInteger(value)) throw new Error(`--${name} must be a whole number, not ${given}`);
  return value;
}

function wholeNumbers(name: string, given: string | undefined, otherwise: readonly number[]): readonly number[] {
  return given === undefined ? otherwise : given.split(',').map((one) => wholeNumber(name, one, 0));
}

/** The names given, in the order of all; `always` are there in any case, because the others are told beside them. */
function chosen<Name extends string>(
  option: string,
  given: string | undefined,
  all: readonly Name[],
  always: readonly Name[] = [],
): readonly Name[] {
  if (given === undefined) return all;
  const wanted = given.split(',');
  const unknown = wanted.find((name) => !(all as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`--${option} knows ${all.join(', ')}, not ${unknown}`);
  return all.filter((name) => wanted.includes(name) || always.includes(name));
}

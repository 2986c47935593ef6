import { badInput } from '../../errors';

/** Asks that exactly one of the arguments is given. */
export function oneOfArguments(field: string, ...names: readonly string[]) {
  return (values: Readonly<Record<string, unknown>>): void => {
    const given = names.filter((name) => values[name] !== undefined && values[name] !== null);
    if (given.length !== 1) throw badInput(`${field} takes exactly one of ${names.join(', ')}.`);
  };
}

import { refused } from './refusals';

/** From where a step leads to where, and the values that it needs or takes. */
export interface Step<Status extends string, Value extends string = never> {
  readonly from: readonly Status[];
  readonly to: Status;
  readonly needs?: readonly Value[];
  readonly takes?: readonly Value[];
}

/** Refuses a step that does not begin where the record stands; `what` says what it is. */
export function checkStep(
  step: string,
  { from }: { readonly from: readonly string[] },
  { field, what, status }: { readonly field: string; readonly what: string; readonly status: string },
): void {
  if (from.includes(status)) return;
  const message = `${step} leads on from ${from.join(', ')}, and this ${what} is ${status}.`;
  throw refused('STEP_OUT_OF_ORDER', field, message);
}

/** Refuses a value of an input that the step needs and that is not given, or that is given and not taken. */
export function checkValues<Value extends string>(
  step: string,
  { needs = [], takes = [] }: Pick<Step<string, Value>, 'needs' | 'takes'>,
  values: readonly Value[],
  isGiven: (value: Value) => boolean,
): void {
  for (const value of values) {
    const given = isGiven(value);
    if (!given && needs.includes(value)) throw refused('REQUIRED', `input.${value}`, `${step} needs ${value}.`);
    if (given && ![...needs, ...takes].includes(value))
      throw refused('NOT_ALLOWED', `input.${value}`, `${step} takes no ${value}.`);
  }
}

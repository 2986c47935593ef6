/** Why a change is refused that its asker may ask for. */
export const userErrorCodes = [
  'CONFLICT',
  'KEY_REUSED',
  'STEP_OUT_OF_ORDER',
  'DATE_OUT_OF_ORDER',
  'TOO_LATE',
  'REQUIRED',
  'NOT_ALLOWED',
  'TAKEN',
  'RECUSED',
  'SHARES_EXCEEDED',
] as const;

export interface UserError {
  readonly code: (typeof userErrorCodes)[number];
  /** What is wrong and which rule says so, in a sentence for people. */
  readonly message: string;
  /** The path to the value of the input that is wrong; of none where it is no single one. */
  readonly field?: string;
  /** Of a conflict: the version that the record has by now. */
  readonly currentVersion?: number;
}

/** A change that a rule of the business refuses: nothing of it stays, and its payload tells why. */
export class Refusal extends Error {
  readonly errors: readonly UserError[];

  constructor(...errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.name = 'Refusal';
    this.errors = errors;
  }
}

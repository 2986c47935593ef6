import { Refusal, type UserError } from '../../graph/declare/refusal';

export const refused = (code: UserError['code'], field: string | undefined, message: string): Refusal =>
  new Refusal({ code, message, ...(field && { field }) });

/** Refuses a change of a version that is no longer the record's. */
export function checkVersion(given: number, current: number): void {
  if (given === current) return;
  throw new Refusal({
    code: 'CONFLICT',
    field: 'input.version',
    message: `The record has been changed since: it has version ${current}.`,
    currentVersion: current,
  });
}

/** A database that cannot be used as it stands; its text says what is wrong and what to do, on one line. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}

/** The text of anything thrown, for the end of a sentence. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** The code of a failed system call or SQL statement, such as ENOENT or 57014. */
export function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

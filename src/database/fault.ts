/** A database that cannot be used as it stands; its text says what is wrong and what to do, on one line. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}

// Errors of the system may come from another realm than this file's Error, so their fields are asked, not their class.
const fieldOf = (cause: unknown, name: 'code' | 'message'): string | undefined => {
  const field = typeof cause === 'object' && cause !== null ? Reflect.get(cause, name) : undefined;
  return typeof field === 'string' ? field : undefined;
};

/** The code of a failed system call or SQL statement, such as ENOENT or 57014. */
export const codeOf = (cause: unknown): string | undefined => fieldOf(cause, 'code');

/** The text of anything thrown, for the end of a sentence. */
export const reasonOf = (cause: unknown): string => fieldOf(cause, 'message') ?? String(cause);

/** What a source's text becomes. */
interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A fault that access control could have. Lives here and nowhere in the product. */
export interface AccessFault {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Row security stands behind it: with it on nothing shows. */
  readonly isHeldBack?: true;
  /** The table whose row security must fall as well before anything shows. */
  readonly table?: string;
}

export const patch = (file: string, find: string, replace: string): Patch => ({
  file: `src/${file}.ts`,
  find,
  replace,
});

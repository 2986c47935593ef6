/** A text that is to be registered. */
export interface Draft {
  readonly name: string;
  readonly text: string;
  /** Said in the file itself, where it says one. */
  readonly purpose?: string;
}

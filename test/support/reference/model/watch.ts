import type { Class, Standing } from '../matrix';

export type Arguments = Readonly<Record<string, unknown>>;

/** Is told what is asked and what is decided for an answer, for who counts what was covered. */
export interface Watch {
  /** A field that leads to records stands in the document. */
  asked(coordinate: string, args: Arguments): void;
  /** It was followed from a record in reach, or from the root. */
  followed(coordinate: string): void;
  /** A class was decided on a record that was reached so. */
  decided(reached: readonly Standing[], dataClass: Class): void;
  /** A stub was told of a party behind a record that was reached so. */
  stubbed(reached: readonly Standing[]): void;
}

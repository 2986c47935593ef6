import type { SourcePlan } from '../plan';
import type { TextRecord } from './source.text';

/** How the rows of a source's file are found. */
export interface SourceForm {
  /** The columns of every file of this form. */
  readonly columns: readonly string[];
  /** Throws ImportError where the file does not begin as one of this form. */
  check(source: SourcePlan, folder: string): Promise<void>;
  /** Streams the records in their order, with a cell for each column; `read` is told the bytes taken. */
  records(source: SourcePlan, folder: string, read: (bytes: number) => void): AsyncGenerator<TextRecord>;
}

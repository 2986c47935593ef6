import type { Column } from '../graph/plan/row-shape';
import type { Cell } from '../graph/row-values';
import type { RowForm } from '../graph/sql/rows';

/** Writes one file; what it answers goes out in that order. */
export interface FileWriter {
  begin(): Buffer;
  /** Lines as PostgreSQL made them, in the form that the format wants. */
  lines(lines: Buffer): Buffer;
  cells(rows: readonly (readonly Cell[])[]): Buffer;
  end(): Buffer;
}

export interface Format {
  readonly mediaType: string;
  /** The form in which it likes its rows best. */
  readonly wanted: RowForm;
  open(columns: readonly Column[], options: { readonly withMark: boolean }): FileWriter;
}

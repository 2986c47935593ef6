import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { ImportError } from './import.error';

/** Why a row of a source was not loaded. */
export interface RowFault {
  readonly line: number;
  /** The column or columns at fault; empty where it is the row as a whole. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

const cells = (row: readonly (string | number)[]) => stringify([[...row]], { escape_formulas: true });

/** Keeps `<source>.rejects.csv` per source in a folder that comes into being with the first rejected row. */
export class Rejects {
  private readonly files = new Map<string, number>();
  private lines = 0;

  constructor(
    private readonly folder: string,
    sources: readonly string[],
  ) {
    for (const source of sources) this.orRefuse(() => rmSync(this.fileOf(source), { force: true }));
  }

  /** How many lines were written. */
  get count(): number {
    return this.lines;
  }

  get paths(): string[] {
    return [...this.files.keys()].map((source) => this.fileOf(source));
  }

  write(source: string, faults: readonly RowFault[]): void {
    if (faults.length === 0) return;
    const file = this.files.get(source) ?? this.open(source);
    const text = faults.map(({ line, column, value, reason }) => cells([line, column, value, reason])).join('');
    this.orRefuse(() => writeSync(file, text));
    this.lines += faults.length;
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file);
  }

  private open(source: string): number {
    const file = this.orRefuse(() => {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      return openSync(this.fileOf(source), 'w', 0o600);
    });
    this.files.set(source, file);
    this.orRefuse(() => writeSync(file, cells(['line', 'column', 'value', 'reason'])));
    return file;
  }

  private fileOf(source: string): string {
    return join(this.folder, `${source}.rejects.csv`);
  }

  private orRefuse<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw new ImportError(`Rejected rows cannot be kept in ${this.folder}: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}

import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql, Statements } from '../database/connect';
import { reasonOf } from '../database/fault';
import { transaction } from '../database/held';
import { bodsText } from './bods/write-statements';
import { ExportRun } from './export-run';
import { gleifText } from './gleif/write-records';

const formats = { bods: bodsText, gleif: gleifText } satisfies Record<
  string,
  (session: Statements, run: ExportRun) => AsyncGenerator<string>
>;
export type ExportFormat = keyof typeof formats;

export interface ExportOptions {
  /** The system login. */
  readonly sql: Sql;
  readonly format: ExportFormat;
  readonly file: string;
  readonly today: string;
  readonly timeZone: string;
}

/** An export cannot be written. Its text is for the operator. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

/**
 * Writes the related parties of the whole bank to a file, as of one moment. The file is its owner's alone and comes into
 * being when it is complete.
 */
export async function runExport({ sql, format, file, today, timeZone }: ExportOptions): Promise<ExportRun> {
  const run = new ExportRun(today, timeZone);
  const part = `${file}.part`;
  try {
    await transaction(
      sql,
      (session) => pipeline(Readable.from(formats[format](session, run)), createWriteStream(part, { mode: 0o600 })),
      'isolation level repeatable read read only',
    );
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const isOfFile = typeof (error as NodeJS.ErrnoException).path === 'string';
    throw isOfFile ? new ExportError(`${file} cannot be written: ${reasonOf(error)}`, { cause: error }) : error;
  }
  return run;
}

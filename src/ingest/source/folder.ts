import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, reasonOf } from '../../database/fault';
import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';
import { sourceForms } from './forms';
import { sourceRows } from './source.row';

const causes: Record<string, string> = { ENOENT: 'it does not exist', EACCES: 'its permissions do not allow it' };

/** Makes sure that every file of the sources can be read and has its columns; gives their sizes in bytes. */
export async function checkFolder(folder: string, sources: readonly SourcePlan[]): Promise<Map<SourcePlan, number>> {
  const sizes = new Map<SourcePlan, number>();
  for (const source of sources) {
    sizes.set(source, source.file === null ? 0 : sizeOf(join(folder, source.file)));
    if (source.form !== null) await sourceForms[source.form].check(source, folder);
    // The header, where there is one, is checked before the first row comes.
    if (source.form !== null || !source.header || source.file === null) continue;
    const rows = sourceRows(source, folder, () => undefined);
    await rows.next();
    await rows.return(undefined);
  }
  return sizes;
}

function sizeOf(file: string): number {
  try {
    accessSync(file, constants.R_OK);
    const found = statSync(file);
    if (found.isFile()) return found.size;
  } catch (error) {
    const cause = causes[codeOf(error) ?? ''] ?? reasonOf(error);
    throw new ImportError(`${file} cannot be read: ${cause}`, { cause: error });
  }
  throw new ImportError(`${file} cannot be read: it is no file`);
}

import { isAbsolute, normalize } from 'node:path';
import type { Condition, SourcePlan } from '../plan';
import type { FormName } from '../source/form-names';
import { sourceForms } from '../source/forms';
import { isDayPattern } from '../value';
import { scalarText } from './check.field';
import type { MappingDocument, Path } from './mapping.document';
import { delimiterCharacter, type SourceShape } from './mapping.shape';

/** Checks a source: a file inside the folder or rows, columns of known types. */
export function checkSource(document: MappingDocument, name: string, shape: SourceShape): SourcePlan {
  const path: Path = ['sources', name];
  const columns = Object.entries(shape.columns).map(([column, type]) => {
    const pattern = type.startsWith('date ') ? type.slice('date '.length) : null;
    if (pattern !== null && !isDayPattern(pattern)) {
      document.fault(
        [...path, 'columns', column],
        `"${pattern}" is no pattern of a day; it holds YYYY, MM and DD once`,
      );
    }
    return { name: column, type };
  });
  if (columns.length === 0) document.fault([...path, 'columns'], 'must have at least one column');
  if ((shape.file === undefined) === (shape.rows === undefined)) {
    document.fault(path, 'a source has either "file" or "rows"', 'key');
  }
  if (shape.file !== undefined && (isAbsolute(shape.file) || normalize(shape.file).startsWith('..'))) {
    document.fault([...path, 'file'], 'must lie in the imported folder');
  }
  if (shape.form !== undefined) checkForm(document, path, shape.form, shape);
  const rows = (shape.rows ?? []).map((row, place) => {
    if (row.length === columns.length) return row.map((value) => scalarText(value) ?? '');
    return document.fault([...path, 'rows', place], `has ${row.length} values for ${columns.length} columns`);
  });
  const format = { ...document.mapping.format, ...shape.format };
  const quote = format.quote === 'none' ? null : format.quote;
  const delimiter = delimiterCharacter(format.delimiter);
  return { ...format, name, columns, file: shape.file ?? null, form: shape.form ?? null, rows, quote, delimiter };
}

function checkForm(document: MappingDocument, path: Path, form: FormName, { file, columns }: SourceShape): void {
  if (file === undefined) document.fault([...path, 'form'], 'is how a "file" is read, which the source lacks');
  const known = sourceForms[form].columns;
  const foreign = Object.keys(columns).find((column) => !known.includes(column));
  if (foreign === undefined) return;
  document.fault([...path, 'columns', foreign], `unknown column "${foreign}"; ${form} has: ${known.join(', ')}`, 'key');
}

/** Checks a `where`: its columns are the source's. */
export function checkCondition(
  document: MappingDocument,
  path: Path,
  source: SourcePlan,
  shape: Record<string, string | string[]> | undefined,
): Condition {
  const condition = new Map<string, Set<string>>();
  for (const [column, value] of Object.entries(shape ?? {})) {
    checkColumn(document, [...path, column], source, column);
    condition.set(column, new Set(Array.isArray(value) ? value : [value]));
  }
  return condition;
}

export function checkColumn(document: MappingDocument, path: Path, source: SourcePlan, column: string): void {
  const known = source.columns.map(({ name }) => name);
  if (!known.includes(column)) {
    document.fault(path, `unknown column "${column}"; ${source.name} has: ${known.join(', ')}`, 'key');
  }
}

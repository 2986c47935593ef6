import type { Reads } from '../access/audit/entry';
import { decisionsFor } from '../access/decisions';
import { accessShape } from '../access/shape';
import type { ParameterValue } from '../database/parameters';
import { badInput } from '../errors';
import { completed } from './computed';
import { fieldAccess } from './field-access';
import type { GraphOptions } from './graph';
import { operationOf } from './plan/operation';
import type { AccessNotice } from './plan/plan';
import { type Column, columnsOf } from './plan/row-shape';
import { planRows, RowInputs, type RowSource } from './plan/row-source';
import { readsOf } from './reads';
import type { GraphRequest } from './request';
import { type Cell, flattened } from './row-values';
import { endStatement, formFor, type RowForm, rowsStatement } from './sql/rows';
import type { Statement } from './sql/statement';
import { touchedIn } from './touched';

export interface RowsRequest extends GraphRequest {
  /** A cursor of the same list: the rows behind it. */
  readonly after?: string | undefined;
  /** How many records at most; null for all of them. */
  readonly limit: number | null;
  readonly wanted: RowForm;
}

export interface ReadyStatement {
  readonly text: string;
  readonly values: readonly ParameterValue[];
}

/** Records of a batch as cells, one array a row, in the order of the columns. */
export interface RowBatch {
  readonly rows: readonly (readonly Cell[])[];
  /** Internal keys of the customers of whom something stands in it. */
  readonly customers: readonly string[];
}

/** The rows of a document over all its pages, as a reader may see them: ready to be read in one statement. */
export interface Rows {
  readonly columns: readonly Column[];
  readonly statement: ReadyStatement;
  readonly form: RowForm;
  readonly notices: readonly AccessNotice[];
  /** What is read, of these customers, who come with the rows. */
  readsOf(customers: readonly string[]): Reads;
  /** Whether more can be asked for behind a cursor. */
  readonly isPaged: boolean;
  /** Tells the cursor at the last of so many records, and by a second row that more follow. */
  endAt(limit: number): ReadyStatement;
  /** Makes cells of records that came as trees. */
  cellsOf(trees: readonly string[]): Promise<RowBatch>;
}

export type RowsOptions = Pick<GraphOptions, 'schema' | 'ids' | 'cursorKeys' | 'hashes' | 'clock' | 'services'>;

/** Compiles documents to statements whose rows are flat. */
export function createRows(options: RowsOptions): (request: RowsRequest) => Promise<Rows> {
  const { schema, ids, cursorKeys, hashes, clock, services } = options;
  return async ({ document, operationName, variables, viewer, after, limit, wanted }) => {
    const operation = operationOf(schema, document, operationName, variables);
    const decisions = await decisionsFor(accessShape(viewer));
    const source = planRows(schema, operation, decisions, after);
    const { plan, path, shapes } = source;
    if (plan.lookups.length > 0) throw badInput('A report looks up nobody.');
    const inputs = new RowInputs([viewer, operation.variables, cursorKeys, ids, hashes, clock()], after);
    for (const { source: asked, check } of plan.checks) check(inputs.arguments(asked), viewer);
    const ready = ({ text, values }: Statement): ReadyStatement => ({ text, values: values(inputs) });
    const form = formFor(source, wanted);
    const trimmed = { ...operation, definition: source.definition, variables };

    async function completedRows(records: readonly unknown[]): Promise<readonly unknown[]> {
      if (!plan.executes) return records;
      const { data, errors } = await completed(schema, trimmed, treeAround(source, records), {
        ...services,
        fieldAccess: () => fieldAccess(schema, decisions),
      });
      if (errors?.[0]) throw errors[0];
      // As it would go on the wire, where scalars such as instants are text.
      return recordsIn(path, JSON.parse(JSON.stringify(data)));
    }

    return {
      columns: columnsOf(shapes),
      statement: ready(rowsStatement(source, decisions, form, limit)),
      form,
      notices: plan.notices,
      readsOf: (customers) => readsOf(plan.named, inputs, plan, customers),
      isPaged: source.cardinality === 'page',
      endAt: (records) => ready(endStatement(source, decisions, records)),
      async cellsOf(trees) {
        const { text, customers } = touchedIn(`[${trees.join(',')}]`);
        const records = await completedRows(JSON.parse(text));
        return { rows: records.flatMap((record) => flattened(shapes, record)), customers };
      },
    };
  };
}

type Path = RowSource['path'];

function treeAround(
  { path: [top, list, node], cardinality }: RowSource,
  records: readonly unknown[],
): Record<string, unknown> {
  if (list === undefined) return { [top]: cardinality === 'one' ? (records[0] ?? null) : records };
  return { [top]: { [list]: node === undefined ? records : records.map((record) => ({ [node]: record })) } };
}

type Page = Readonly<Record<string, readonly unknown[]>>;

function recordsIn([top, list, node]: Path, data: Readonly<Record<string, unknown>>): readonly unknown[] {
  const told = data[top] ?? [];
  if (list === undefined) return [told].flat();
  const items = (told as Page)[list] ?? [];
  return node === undefined ? items : items.map((item) => (item as Record<string, unknown>)[node]);
}

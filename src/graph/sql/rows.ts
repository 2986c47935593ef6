import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Decisions } from '../../access/decisions';
import { wholeNumber } from '../../database/parameters';
import type { ColumnType } from '../plan/row-shape';
import type { RowSource } from '../plan/row-source';
import { ownerKey } from '../touched';
import { sealedCursor } from './cursor';
import { type FlatValue, flatRow, isFlat } from './flat';
import { jsonRow } from './json';
import { keysetOf } from './keyset';
import { objectMembers } from './object';
import { sourceOf } from './page';
import type { PageSource } from './page-source';
import { Rendering } from './render';
import type { Statement } from './statement';

/** What a row comes as: a line of CSV or of JSON over its columns, or its tree as the graph answers it. */
export type RowForm = 'CSV' | 'JSON' | 'TREE';

/** Lists and code need the tree; everything else PostgreSQL writes line by line. */
export const formFor = ({ object, plan, shapes }: RowSource, wanted: RowForm): RowForm =>
  wanted === 'TREE' || plan.executes || !isFlat(object, shapes) ? 'TREE' : wanted;

const dialect = new PgDialect();

interface RowRendering {
  readonly rendering: Rendering;
  readonly source: PageSource;
}

function renderingOf({ page, plan }: RowSource, decisions: Decisions): RowRendering {
  const rendering = new Rendering(decisions, plan.executes, objectMembers);
  return { rendering, source: sourceOf(rendering, page, null) };
}

/** A statement of rows; the viewer is set by a statement of its own before it. */
function statementOf({ rendering }: RowRendering, query: (idle: SQL) => SQL): Statement {
  const bare = dialect.sqlToQuery(query(sql``)).sql;
  const idle = rendering.parameters
    .absentFrom(bare)
    .map((one, index) => sql`, ${one} as ${sql.identifier(`idle${index}`)}`);
  const { sql: text, params } = dialect.sqlToQuery(query(sql.join(idle)));
  if (params.length > 0) throw new Error('A compiled statement takes its values through its parameters only.');
  return { text, values: (inputs) => rendering.parameters.values(inputs) };
}

/** The rows over all pages, as `row`; lines of CSV tell their customers beside them, as `owners`. */
export function rowsStatement(plan: RowSource, decisions: Decisions, form: RowForm, limit: number | null): Statement {
  const parts = renderingOf(plan, decisions);
  const { rendering, source } = parts;
  const keyset = keysetOf(rendering, plan.page);
  // A single record is one, whatever else is like it.
  const asked = plan.cardinality === 'one' ? 1 : limit;
  const most = asked === null ? null : wholeNumber(asked);
  if (!source.context || !source.members) throw new Error('The rows of a report are of one type.');
  if (form === 'TREE') {
    const row = jsonRow(source.members(plan.object));
    const read = source.select(row.columns, keyset, most);
    return statementOf(parts, (idle) => sql`select ${row.json('o')}::text as "row"${idle} from (${read}) as "o"`);
  }
  const { values, joins, owners } = flatRow(rendering, plan.object, plan.shapes, source.context);
  const joined = sql.join([...joins]);
  if (form === 'JSON') {
    const told = owners.map((value) => ({ key: ownerKey, value }));
    const row = jsonRow([...told, ...values.map(({ name, value }) => ({ key: name, value }))]);
    const read = source.select(row.columns, keyset, most, joined);
    return statementOf(parts, (idle) => sql`select ${row.json('o')}::text as "row"${idle} from (${read}) as "o"`);
  }
  const customers =
    owners.length === 1 ? sql`(${owners[0]})::text` : sql`concat_ws(',', ${sql.join([sql`null`, ...owners], sql`, `)})`;
  return statementOf(parts, (idle) =>
    source.select(sql`${csvLine(values)} as "row", ${customers} as "owners"${idle}`, keyset, most, joined),
  );
}

/** The cursor of the row at which a report of so many rows ends: one row with it, and a second one where more follow. */
export function endStatement(plan: RowSource, decisions: Decisions, limit: number): Statement {
  const parts = renderingOf(plan, decisions);
  const { rendering, source } = parts;
  const keyset = keysetOf(rendering, plan.page);
  const position = sql`row_number() over (order by ${keyset.orderBy(source.row)}) as "position"`;
  const columns = sql`${position}, ${keyset.payload(source.row)} as "payload"`;
  const read = source.select(columns, keyset, wholeNumber(limit + 1));
  const cursor = sealedCursor(rendering, plan.page, sql`"read"."payload"`);
  return statementOf(
    parts,
    (idle) =>
      sql`select ${cursor} as "cursor"${idle} from (${read}) as "read" where "read"."position" >= ${wholeNumber(limit)} order by "read"."position"`,
  );
}

// Characters by which a spreadsheet takes a text for a formula: tab, carriage return, + - = @.
const formulaSigns = sql.raw('(9, 13, 43, 45, 61, 64)');

const constant = (text: string): SQL => sql.raw(`E'${text}'`);

/** A line by RFC 4180: text in quotes, the rest as it is, an absent value as nothing. */
function csvLine(values: readonly FlatValue[]): SQL {
  const fields = values.map(({ type, value }, index) => {
    const end = index < values.length - 1 ? ',' : '\\r\\n';
    // A line without any character would be taken for no line.
    const absent = values.length === 1 ? `""${end}` : end;
    return sql`coalesce(${csvField(type, value, end)}, ${constant(absent)})`;
  });
  return sql.join(fields, sql` || `);
}

function csvField(type: ColumnType, value: SQL, end: string): SQL {
  if (type !== 'TEXT') return sql`(${value})::text || ${constant(end)}`;
  const opening = sql`case when ascii(${value}) in ${formulaSigns} then '"''' else '"' end`;
  return sql`${opening} || replace(${value}, '"', '""') || ${constant(`"${end}`)}`;
}

import { type SQL, sql } from 'drizzle-orm';
import { textLiteral, wholeNumber } from '../../database/parameters';
import type { EdgePart, ObjectPlan, PagePlan, PageSelection, UnionPlan } from '../plan/plan';
import { sealedCursor } from './cursor';
import { jsonArray, jsonObject, type Member } from './json';
import { type Keyset, keysetOf } from './keyset';
import type { PageSource } from './page-source';
import type { Rendering, RowContext } from './render';
import { candidateSource, edgeSource } from './source';
import { timelineSource } from './timeline';

/** Where a page's rows come from. */
export function sourceOf(rendering: Rendering, { edge }: PagePlan, parent: RowContext | null): PageSource {
  if (edge.field.kind === 'union') return timelineSource(rendering, edge as UnionPlan, parent as RowContext);
  const plan = edge as Exclude<typeof edge, UnionPlan>;
  const { candidates } = plan.field;
  return candidates ? candidateSource(rendering, plan, candidates) : edgeSource(rendering, plan, parent);
}

/** A connection as one scalar sub-select. Rows are read once, counts only where they are asked. */
export function pageValue(rendering: Rendering, page: PagePlan, parent: RowContext | null): SQL {
  const source = sourceOf(rendering, page, parent);
  const keyset = keysetOf(rendering, page);
  const rowSelections = page.selections.filter(readsRows);
  const [only] = rowSelections;
  if (rowSelections.length === 0)
    return jsonObject(page.selections.map((one) => ({ key: one.key, value: apart(source, one) })));
  if (rowSelections.length === 1 && only?.kind === 'nodes' && source.members && !page.backward) {
    const members = source.members(only.objects[0] as ObjectPlan);
    // The select list is part of the array's own sub-select, so that no row is wrapped twice.
    const nodes = jsonArray(members, (columns) => source.select(columns, keyset, wholeNumber(page.size.rows)));
    const value = (one: PageSelection) => (one === only ? nodes : apart(source, one));
    return jsonObject(page.selections.map((one) => ({ key: one.key, value: value(one) })));
  }
  return windowed(rendering, page, source, keyset);
}

const readsRows = ({ kind }: PageSelection) => kind === 'nodes' || kind === 'edges' || kind === 'pageInfo';

/** What of a page does not need its rows. */
function apart(source: PageSource, selection: PageSelection): SQL {
  if (selection.kind === 'totalCount') return source.count();
  if (selection.kind === 'restrictedCount') return source.restricted?.() ?? sql`0`;
  return selection.kind === 'constant' ? textLiteral(selection.value) : sql`null`;
}

/** The rows with their positions, one more than the page has, and over them the lists and the page's ends. */
function windowed(rendering: Rendering, page: PagePlan, source: PageSource, keyset: Keyset): SQL {
  const rows = rendering.aliasName();
  const whole = rendering.aliasName();
  const at = (alias: string, name: string) => sql`${sql.identifier(alias)}.${sql.identifier(name)}`;
  const size = wholeNumber(page.size.rows);
  const onPage = sql`filter (where ${at(rows, 'position')} <= ${size})`;
  const listed = sql`order by ${at(rows, 'position')}${page.backward ? sql` desc` : sql``}`;
  const columns: SQL[] = [
    sql`row_number() over (order by ${keyset.orderBy(source.row)}) as "position"`,
    sql`${keyset.payload(source.row)} as "payload"`,
  ];
  const aggregates: SQL[] = [
    sql`count(*) > ${size} as "more"`,
    sql`(array_agg(${at(rows, 'payload')} ${listed}) ${onPage}) as "payloads"`,
  ];
  const members = page.selections.map(({ key }, index): Member => {
    const selection = page.selections[index] as PageSelection;
    if (selection.kind === 'pageInfo')
      return { key, value: pageInfo(rendering, page, selection.parts, (name) => at(whole, name)) };
    if (selection.kind !== 'nodes' && selection.kind !== 'edges') return { key, value: apart(source, selection) };
    const name = `list${index}`;
    const item =
      selection.kind === 'nodes'
        ? source.node(selection.objects)
        : edgeItem(rendering, page, source, keyset, selection.parts);
    columns.push(sql`${item} as ${sql.identifier(name)}`);
    aggregates.push(
      sql`coalesce(json_agg(${at(rows, name)} ${listed}) ${onPage}, '[]'::json) as ${sql.identifier(name)}`,
    );
    return { key, value: at(whole, name) };
  });
  const read = source.select(sql.join(columns, sql`, `), keyset, wholeNumber(page.size.rows + 1));
  const gathered = sql`select ${sql.join(aggregates, sql`, `)} from (${read}) as ${sql.identifier(rows)}`;
  return jsonObject(members, sql` from (${gathered}) as ${sql.identifier(whole)}`);
}

function edgeItem(
  rendering: Rendering,
  page: PagePlan,
  source: PageSource,
  keyset: Keyset,
  parts: readonly EdgePart[],
): SQL {
  return jsonObject(
    parts.map((part) => {
      if (part.kind === 'constant') return { key: part.key, value: textLiteral(part.value) };
      if (part.kind === 'node') return { key: part.key, value: source.node(part.objects) };
      return { key: part.key, value: sealedCursor(rendering, page, keyset.payload(source.row)) };
    }),
  );
}

function pageInfo(
  rendering: Rendering,
  page: PagePlan,
  parts: readonly { key: string; name: string; typeName: string }[],
  column: (name: string) => SQL,
): SQL {
  const { present } = page.edge;
  const payloads = column('payloads');
  const end = (position: SQL) =>
    sql`case when ${payloads} is not null then ${sealedCursor(rendering, page, sql`${payloads}[${position}]`)} end`;
  const values: Record<string, () => SQL> = {
    hasNextPage: () => (page.backward ? truth(present.has('before')) : column('more')),
    hasPreviousPage: () => (page.backward ? column('more') : truth(present.has('after'))),
    startCursor: () => end(sql`1`),
    endCursor: () => end(sql`cardinality(${payloads})`),
  };
  return jsonObject(
    parts.map(({ key, name, typeName }) => ({ key, value: values[name]?.() ?? textLiteral(typeName) })),
  );
}

const truth = (value: boolean) => (value ? sql`true` : sql`false`);

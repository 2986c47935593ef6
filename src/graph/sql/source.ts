import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { readsInFull } from '../../access/decisions';
import type { Candidates, Lead, Row, StubSource, Walk } from '../declare/field';
import type { EdgeInputs, SourceJoin } from '../declare/join';
import { type Entity, entityOf } from '../declare/registry';
import type { EdgePlan } from '../plan/plan';
import { filterCondition, narrows } from './filter';
import { jsonObject } from './json';
import { namesOneRow } from './one-row';
import { limited, type PageSource } from './page-source';
import { plainReach, reachAcross } from './reach';
import type { Rendering, RowContext } from './render';
import { asRecorded, now, toldThen, type ViewTime } from './time';
import { condition } from './where';

/** The rows that an edge leads to: FROM and WHERE of one hop, with join, scope and filter. */
export function edgeRows(rendering: Rendering, edge: EdgePlan, parent: RowContext | null) {
  const { field, source, present, filter } = edge;
  const entity = entityOf(field.to);
  const { row, name } = rendering.alias(entity.table);
  const link = field.link && rendering.alias(field.link);
  const time = parent?.time ?? rendering.viewTime(source, present);
  const inputs = inputsOf(rendering, edge, time);
  const lead = leadOf(edge);
  const stays = field.stays?.({ parent: parent?.row, row });
  const { rights, by, scope } = stays
    ? reachAcross(rendering, entity.scope, row, parent, stays)
    : plainReach(rendering, entity.scope, row, edge.rights ?? rendering.rightsOn(lead, parent));
  const on = field.on({ parent: parent?.row, row, link: link?.row, inputs });
  const linked = link ? sql`${asRecorded(time, field.link as PgTable, link.name)}, ` : sql``;
  const own = field.source
    ? sql`(${field.source(sourceJoin(rendering, parent, inputs))}) as ${sql.identifier(name)}`
    : asRecorded(time, entity.table, name);
  // The planner takes a scope for next to nothing, and would sort all rows of a filter that an index has in order; it takes
  // a CASE for half of them.
  const behind = scope && filter && narrows(filter) ? sql`case when ${scope} then true else false end` : scope;
  const context = rendering.context(entity.scope, row, rights, time, lead !== 'WITHIN' || link !== undefined, by);
  const conditions = [
    on,
    behind,
    toldThen(time, entity, row),
    filter && filterCondition(rendering, filter, source, row),
    field.walk && untilStub(rendering, field.walk, entity, context),
  ];
  return {
    row,
    /** Whether the edge leads to one row by its nature. */
    isOne: () => !link && namesOneRow(entity.table, name, on),
    from: sql` from ${linked}${own}`,
    conditions,
    context,
  };
}

/** The arguments of an edge with what they have chosen. */
const inputsOf = (rendering: Rendering, { source, present, choices, among }: EdgePlan, time: ViewTime): EdgeInputs => ({
  ...rendering.edgeInputs(source, present, time),
  choice: (name) => choices?.get(name),
  among: (row) => (among ? filterCondition(rendering, among, source, row) : sql`true`),
});

const sourceJoin = (rendering: Rendering, parent: RowContext | null, inputs: EdgeInputs): SourceJoin => ({
  parent: parent?.row,
  inputs,
  inScope: (scope, row, stays) => reachAcross(rendering, scope, row, parent, stays).scope ?? sql`true`,
});

/** No step before it leads to a party out of the reader's scope. */
function untilStub(rendering: Rendering, { stub, before }: Walk, entity: Entity, context: RowContext): SQL {
  const { table } = entity;
  const { row: earlier, name } = rendering.alias(table);
  const told = toldThen(context.time, entity, earlier);
  const hidden = condition(before(context.row, earlier), told, unseen(rendering, stub, earlier, context));
  return sql`not exists (select from ${table} as ${sql.identifier(name)}${hidden})`;
}

/** The party of a row is not in scope, so that the row tells a stub. */
function unseen(rendering: Rendering, { table, on, scope }: StubSource, row: Row, context: RowContext): SQL {
  const { row: target, name } = rendering.alias(table);
  const seen = condition(on(row, target), rendering.inScope(scope, target, rendering.rightsOn('ACROSS', context)));
  return sql`not exists (select from ${table} as ${sql.identifier(name)}${seen})`;
}

/** A record asked for by something else than its name is searched for. */
const leadOf = ({ field, present }: EdgePlan): Lead =>
  field.namedBy && !present.has(field.namedBy) ? 'LISTING' : field.leads;

/** Pages over the rows of an edge. */
export function edgeSource(rendering: Rendering, edge: EdgePlan, parent: RowContext | null): PageSource {
  const { row, from, conditions, context } = edgeRows(rendering, edge, parent);
  const { stub } = edge.field;
  return {
    row,
    context,
    members: (object) => rendering.members(object, context),
    select: (columns, keyset, limit, joins = sql``) =>
      sql`select ${columns}${from}${joins}${condition(...conditions, keyset.beyond?.(row))} order by ${keyset.orderBy(row)}${limited(limit)}`,
    count: () => sql`(select count(*)${from}${condition(...conditions)})`,
    node: ([object]) => (object ? jsonObject(rendering.members(object, context)) : sql`null`),
    ...(stub && {
      restricted: () => sql`(select count(*)${from}${condition(...conditions, unseen(rendering, stub, row, context))})`,
    }),
  };
}

/** Pages over rows found by another way than their own table, each way read as far as the page can need it. */
export function candidateSource(rendering: Rendering, edge: EdgePlan, candidates: Candidates): PageSource {
  const entity = entityOf(edge.field.to);
  const { row, name } = rendering.alias(entity.table);
  const hit = rendering.alias(candidates.table);
  const inputs = inputsOf(rendering, edge, now);
  const { decisions } = rendering;
  const rights = rendering.rightsOn('LISTING', null);
  const open = candidates.arms.filter(({ dataClass }) => readsInFull(decisions, dataClass));
  const arms = (tail: (row: unknown) => SQL, beyond?: (row: unknown) => SQL) =>
    open.map((arm) => {
      const found = rendering.alias(candidates.table);
      const order = candidates.order.map((term) => sql`${term.column(found.row)}`);
      const columns = sql.join([sql`${candidates.key(found.row)}`, ...order.slice(0, -1)], sql`, `);
      const where = condition(
        arm.where(found.row, inputs),
        rendering.inScope(candidates.scope, found.row, rights),
        beyond?.(found.row),
      );
      return sql`(select ${arm.repeats ? sql`distinct ` : sql``}${columns} from ${candidates.table} as ${sql.identifier(found.name)}${where}${tail(found.row)})`;
    });
  const all = (queries: SQL[]) => sql`(${sql.join(queries, sql` union `)}) as ${sql.identifier(hit.name)}`;
  const own = sql`${entity.table} as ${sql.identifier(name)}`;
  const match = condition(
    eq(entity.key.row(row), candidates.key(hit.row)),
    rendering.inScope(entity.scope, row, rights),
  );
  const context = rendering.context(entity.scope, row, rights, now, true);
  return {
    row: hit.row,
    context,
    members: (object) => rendering.members(object, context),
    select: (columns, keyset, limit, joins = sql``) => {
      const queries = arms((found) => sql` order by ${keyset.orderBy(found)}${limited(limit)}`, keyset.beyond);
      return sql`select ${columns} from ${all(queries)}, ${own}${joins}${match} order by ${keyset.orderBy(hit.row)}${limited(limit)}`;
    },
    count: () => sql`(select count(*) from ${all(arms(() => sql``))}, ${own}${match})`,
    node: ([object]) => (object ? jsonObject(rendering.members(object, context)) : sql`null`),
  };
}

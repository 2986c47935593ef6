import { type FilterValue, isChosen } from './filter';
import {
  type Context,
  type EdgeModel,
  type Item,
  isInScope,
  type Order,
  type TimelineModel,
  type TypeModel,
  type View,
} from './model/model';
import { modelOf } from './model/models';
import { compare, type Row, type Value } from './values';
import { contextOf, wasThere } from './view';

export type Arguments = Readonly<Record<string, unknown>>;

/** How many rows a page has where nothing is said. */
export const usualSizeOf = (coordinate: string): number => (coordinate === 'Query.topCustomers' ? 5 : 20);
export const largestSize = 100;

type Comparison = (one: Row, other: Row) => number;

/** Absent values last in both directions; at last by the row's key. */
function comparisonOf(order: readonly Order[], isDecimal: (column: string) => boolean): Comparison {
  return (one, other) => {
    for (const { column, direction } of order) {
      const [left, right] = [one[column] as Value, other[column] as Value];
      if (left === null && right === null) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      const difference = compare(left, right, isDecimal(column));
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  };
}

/** The order asked for, or the edge's own, and then the key. */
export function orderOf(model: TypeModel, edge: EdgeModel, asked: unknown): Order[] {
  const terms = ((asked ?? []) as { field: string; direction: Order['direction'] }[]).map(
    ({ field, direction }): Order => {
      const order = model.orders[field];
      if (!order) throw new Error(`The reference has no order ${field} of ${model.name}.`);
      return { column: order.column, direction };
    },
  );
  const chosen = terms.length > 0 ? terms : edge.order;
  return [...chosen, { column: model.key, direction: chosen.at(-1)?.direction ?? 'ASC' }];
}

/** A list in its order: rows that stand in it, and what makes a place in it. */
interface List {
  readonly rows: readonly Row[];
  readonly compare: Comparison;
  readonly order: (row: Row) => readonly unknown[];
  readonly item: (row: Row) => Item;
}

export function edgeList(
  edge: EdgeModel,
  parent: Row,
  args: Arguments,
  context: Context,
  standingsOf: (row: Row) => Item['standings'],
  view: View,
): List {
  const model = modelOf(edge.to);
  const { bank } = context;
  const filter = args.filter as FilterValue | null | undefined;
  const order = orderOf(model, edge, args.orderBy);
  const isDecimal = (column: string) =>
    model.isMade ? model.decimals?.includes(column) === true : bank.typeOf(model.table, column).startsWith('numeric');
  const comparison = comparisonOf(order, isDecimal);
  const item = (row: Row): Item => ({ model, row, standings: standingsOf(row), view });
  const rows = edge
    .rows(parent, contextOf(view, context), args)
    .filter((row) => wasThere(model, row, view, context))
    .filter((row) => isInScope(item(row), context) && (!filter || isChosen(model, filter, row, bank)))
    .sort(comparison);
  return { rows, compare: comparison, order: (row) => order.map(({ column }) => row[column]), item };
}

/** Entries of all arms, newest first, then by type and key backwards. */
export function timelineList(
  timeline: TimelineModel,
  parent: Row,
  context: Context,
  standings: Item['standings'],
  view: View,
): List {
  const items = new Map<Row, Item>();
  for (const { to, at } of timeline.arms) {
    const model = modelOf(to);
    for (const row of contextOf(view, context).bank.where(model.table, 'customer_id', parent.customer_id as number)) {
      const item = { model, row, standings, view };
      if (wasThere(model, row, view, context) && isInScope(item, context))
        items.set({ at: at(row), type: to, id: row[model.key] as Value }, item);
    }
  }
  const order = ['at', 'type', 'id'].map((column): Order => ({ column, direction: 'DESC' }));
  const comparison = comparisonOf(order, () => false);
  const rows = [...items.keys()].sort(comparison);
  return {
    rows,
    compare: comparison,
    order: (row) => [row.at, row.type, row.id],
    item: (row) => items.get(row) as Item,
  };
}

const paging = new Set(['first', 'last', 'after', 'before']);

/** What a cursor is bound to beside its row. */
export function listName(principal: string, coordinate: string, args: Arguments): string {
  return JSON.stringify([principal, coordinate, Object.entries(args).filter(([name]) => !paging.has(name))]);
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

/** Cuts one page out of a list and makes the connection that tells it. */
export function connection(list: List, coordinate: string, args: Arguments, context: Context) {
  const { first, last, after, before } = args;
  const backward = isGiven(last) || isGiven(before);
  const size = Number((backward ? last : first) ?? usualSizeOf(coordinate));
  const place = context.cursors.placeOf(String(after ?? before));
  const reached = !place
    ? list.rows
    : list.rows.filter((row) => (backward ? list.compare(row, place.row) < 0 : list.compare(row, place.row) > 0));
  const rows = backward ? reached.slice(Math.max(0, reached.length - size)) : reached.slice(0, size);
  const more = reached.length > size;
  const { principal } = context;
  const cursorOf = (row: Row) => {
    const name = listName(principal, coordinate, args);
    return context.cursors.name({ list: name, row, coordinate, principal, args }, list.order(row));
  };
  const [start, end] = [rows[0], rows.at(-1)];
  return {
    nodes: rows.map(list.item),
    edges: rows.map((row) => ({ cursor: cursorOf(row), node: list.item(row) })),
    totalCount: list.rows.length,
    pageInfo: {
      hasNextPage: backward ? isGiven(before) : more,
      hasPreviousPage: backward ? more : isGiven(after),
      startCursor: start ? cursorOf(start) : null,
      endCursor: end ? cursorOf(end) : null,
    },
  };
}

import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { OrderTerm, Row } from '../declare/field';
import type { PagePlan } from '../plan/plan';
import { cursorValue } from './cursor';
import type { Rendering } from './render';

/** The position of a page: the condition that rows lie beyond the cursor, and the order they are read in. */
export interface Keyset {
  readonly beyond?: (row: Row) => SQL;
  readonly orderBy: (row: Row) => SQL;
  /** The order values of a row, from which its cursor is made. */
  readonly payload: (row: Row) => SQL;
}

export function keysetOf(rendering: Rendering, page: PagePlan): Keyset {
  const { order, backward, edge } = page;
  const cursor = edge.present.has('after') || edge.present.has('before');
  const ascending = ({ direction }: OrderTerm) => (direction === 'ASC') !== backward;
  const orderBy = (row: Row) => {
    const terms = order.map((term) => {
      const nulls = term.nullable ? (backward ? sql` nulls first` : sql` nulls last`) : sql``;
      return sql`${term.column(row)} ${ascending(term) ? sql`asc` : sql`desc`}${nulls}`;
    });
    return sql.join(terms, sql`, `);
  };
  const payload = (row: Row) => {
    const values = order.map((term) => sql`${term.column(row)}::text`);
    return sql`json_build_array(${sql.join(values, sql`, `)})::text`;
  };
  if (!cursor) return { orderBy, payload };
  const values = order.map((term, index) => cursorValue(rendering, page, index, term.sqlType));
  return { orderBy, payload, beyond: (row) => beyond(order, values, row, ascending, backward) };
}

function beyond(
  order: readonly OrderTerm[],
  values: readonly SQL[],
  row: Row,
  ascending: (term: OrderTerm) => boolean,
  backward: boolean,
): SQL {
  const columns = order.map((term) => term.column(row));
  const first = order[0] as OrderTerm;
  // A tuple comparison is one range of an index; it needs one direction and no nulls.
  if (order.every((term) => !term.nullable && ascending(term) === ascending(first))) {
    const operator = ascending(first) ? sql`>` : sql`<`;
    return sql`(${sql.join(columns, sql`, `)}) ${operator} (${sql.join([...values], sql`, `)})`;
  }
  const alternatives = order.map((term, index) => {
    const equal = order.slice(0, index).map((_, before) => same(columns[before] as SQLWrapper, values[before] as SQL));
    const further = past(columns[index] as SQLWrapper, values[index] as SQL, term, ascending(term), backward);
    return sql`(${sql.join([...equal, further], sql` and `)})`;
  });
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

const same = (column: SQLWrapper, value: SQL) => sql`${column} is not distinct from ${value}`;

/** Absent values stand last in the list, whichever way it is read. */
function past(column: SQLWrapper, value: SQL, term: OrderTerm, ascending: boolean, backward: boolean): SQL {
  const compared = ascending ? sql`${column} > ${value}` : sql`${column} < ${value}`;
  if (!term.nullable) return compared;
  const absent = backward
    ? sql`(${column} is not null and ${value} is null)`
    : sql`(${column} is null and ${value} is not null)`;
  return sql`(${compared} or ${absent})`;
}

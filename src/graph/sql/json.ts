import { type SQL, sql } from 'drizzle-orm';

/** One key of a JSON object and the expression of its value. */
export interface Member {
  readonly key: string;
  readonly value: SQL;
}

// PostgreSQL cuts longer names, so that two long aliases of a document would become one.
const longestName = 63;
// A function takes at most 100 arguments.
const pairsPerCall = 50;

/** How the members are named inside the statement, and the JSON made of a row of them. */
export interface JsonRow {
  /** The select list. */
  readonly columns: SQL;
  /** The object, of a row with that alias. */
  json(alias: string): SQL;
}

export function jsonRow(members: readonly Member[]): JsonRow {
  const named = members.every(({ key }) => Buffer.byteLength(key) <= longestName);
  const names = members.map(({ key }, index) => (named ? key : `member${index}`));
  const columns = sql.join(
    members.map(({ value }, index) => sql`${value} as ${sql.identifier(names[index] as string)}`),
    sql`, `,
  );
  if (named) return { columns, json: (alias) => sql`row_to_json(${sql.identifier(alias)})` };
  return { columns, json: (alias) => builtObject(members, names, alias) };
}

function builtObject(members: readonly Member[], names: readonly string[], alias: string): SQL {
  const calls: SQL[] = [];
  for (let from = 0; from < members.length; from += pairsPerCall) {
    const pairs = members.slice(from, from + pairsPerCall).map(({ key }, index) => {
      // The key is a GraphQL name: letters, digits and underscores.
      return sql`${sql.raw(`'${key}'`)}, ${sql.identifier(alias)}.${sql.identifier(names[from + index] as string)}`;
    });
    calls.push(sql`json_build_object(${sql.join(pairs, sql`, `)})`);
  }
  if (calls.length === 1) return calls[0] as SQL;
  const bodies = calls.map((call) => sql`substr(left(${call}::text, -1), 2)`);
  return sql`('{' || ${sql.join(bodies, sql` || ',' || `)} || '}')::json`;
}

/** A scalar sub-select that yields the members as one JSON object; null where `from` has no row. */
export function jsonObject(members: readonly Member[], from: SQL = sql``): SQL {
  const row = jsonRow(members);
  return sql`(select ${row.json('o')} from (select ${row.columns}${from}) as "o")`;
}

/** A scalar sub-select that yields the rows of a query over the members as a JSON array, in their order. */
export function jsonArray(members: readonly Member[], select: (columns: SQL) => SQL): SQL {
  const row = jsonRow(members);
  return sql`coalesce((select json_agg(${row.json('o')}) from (${select(row.columns)}) as "o"), '[]'::json)`;
}

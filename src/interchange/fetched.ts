import type { Statements } from '../database/connect';

const atOnce = 1_000;

/** The rows of a query, streamed inside the running transaction so that a few of them are held at a time. */
export async function* fetched<Row extends object>(
  session: Statements,
  query: string,
  parameters: readonly (string | readonly string[])[],
): AsyncGenerator<Row> {
  for await (const rows of session.unsafe<Row[]>(query, parameters as never[]).cursor(atOnce)) yield* rows as Row[];
}

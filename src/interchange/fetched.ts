import type { Statements } from '../database/connect';

const atOnce = 1_000;

/** The rows of a query, streamed inside the running transaction so that a few of them are held at a time. */
export async function* fetched<Row extends object>(
  session: Statements,
  name: string,
  query: string,
  parameters: readonly (string | readonly string[])[],
): AsyncGenerator<Row> {
  await session.unsafe(`declare ${name} no scroll cursor for ${query}`, parameters as never[]);
  for (;;) {
    const rows = await session.unsafe<Row[]>(`fetch ${atOnce} from ${name}`);
    yield* rows;
    if (rows.length < atOnce) break;
  }
  await session.unsafe(`close ${name}`);
}

import type { StagePlan } from '../plan';
import type { SourceRow } from '../source/source.row';
import type { Session } from './session';

const column = (place: number) => `c${place + 1}`;
const columnsOf = (stage: StagePlan) => stage.source.columns.map((_, place) => column(place));
const soughtOf = (stage: StagePlan) =>
  stage.by.map((name) => column(stage.source.columns.findIndex((candidate) => candidate.name === name)));

/** Puts rows of a joined source into its temporary table, which is theirs as long as the session lasts. */
export async function fillStage(
  session: Session,
  stage: StagePlan,
  batches: AsyncIterable<SourceRow[]>,
): Promise<void> {
  const columns = columnsOf(stage);
  await session.rows(`create temporary table ${stage.table} (${columns.map((name) => `${name} text`).join(', ')})`);
  const arrays = columns.map((_, place) => `$${place + 1}::text[]`).join(', ');
  for await (const rows of batches) {
    await session.rows(
      `insert into ${stage.table} select * from unnest(${arrays})`,
      stage.source.columns.map(({ name }) => rows.map(({ values }) => values.get(name) ?? null)),
    );
  }
  await session.rows(`create index on ${stage.table} (${soughtOf(stage).join(', ')})`);
  await session.rows(`analyze ${stage.table}`);
}

export interface Match {
  /** How many rows match. */
  readonly matches: number;
  /** The columns of one that does. */
  readonly values: readonly (string | null)[];
}

/** For each list of sought values, in the order of the stage's `by`, what the staged source has. */
export async function findStaged(
  session: Session,
  stage: StagePlan,
  sought: readonly (readonly (string | null)[])[],
): Promise<ReadonlyMap<number, Match>> {
  const wanted = stage.by.map((_, place) => `$${place + 1}::text[]`).join(', ');
  const names = stage.by.map((_, place) => `k${place + 1}`);
  const equal = soughtOf(stage).map((name, place) => `s.${name} = o.${names[place]}`);
  const rows = await session.rows<{ place: number; matches: number; values: (string | null)[] }>(
    `select o.place::int - 1 as place, count(*)::int as matches, (array_agg(${`array[${columnsOf(stage)
      .map((name) => `s.${name}`)
      .join(', ')}]`}))[1:1] as values
     from unnest(${wanted}) with ordinality as o (${names.join(', ')}, place)
     join ${stage.table} s on ${equal.join(' and ')}
     group by o.place`,
    stage.by.map((_, place) => sought.map((values) => values[place] ?? null)),
  );
  return new Map(
    rows.map(({ place, matches, values }) => [place, { matches, values: values.flat() as (string | null)[] }]),
  );
}

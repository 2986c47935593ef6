import { stringify } from 'csv-stringify/sync';
import type { Statements } from '../../database/connect';
import type { RelationshipType } from '../../entities/related-party/relationship-type.table';
import type { ExportRun } from '../export-run';
import { fetched } from '../fetched';
import { gleif } from './columns';

/** The relations that GLEIF has a relationship type for, with it; the shipped mapping says the same the other way. */
const gleifTypes: Partial<Record<RelationshipType, string>> = {
  CONSOLIDATES: 'IS_DIRECTLY_CONSOLIDATED_BY',
  CONSOLIDATES_ULTIMATELY: 'IS_ULTIMATELY_CONSOLIDATED_BY',
  HEAD_OFFICE: 'IS_INTERNATIONAL_BRANCH_OF',
  FUND_MANAGER: 'IS_FUND-MANAGED_BY',
  UMBRELLA_FUND: 'IS_SUBFUND_OF',
  MASTER_FUND: 'IS_FEEDER_TO',
};
const types = Object.keys(gleifTypes);

interface RecordRow {
  readonly start: string;
  readonly end: string;
  readonly type: RelationshipType;
  readonly share: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly isOver: boolean;
  readonly recorded: string;
}

const recordQuery = `
  select s.lei as start, e.lei as end, r.type, trim_scale(r.share_pct)::text as share, r.valid_from::text as from,
    r.valid_to::text as to, coalesce(r.valid_to <= $2::date, false) as "isOver",
    to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded
  from party_relationship r
  join organisation e on e.customer_id = r.customer_id join organisation s on s.customer_id = r.other_party_id
  where r.outgoing and r.type = any ($1::text[]) and s.lei is not null and e.lei is not null
  order by r.customer_id, r.id`;

/** The group parents, branches and funds of the bank as GLEIF's relationship records, in CSV with its columns. */
export async function* gleifText(session: Statements, run: ExportRun): AsyncGenerator<string> {
  yield line(Object.values(gleif));
  let told = 0;
  for await (const row of fetched<RecordRow>(session, recordQuery, [types, run.today])) {
    const cells = cellsOf(row);
    yield line(Object.values(gleif).map((column) => cells[column] ?? ''));
    run.count('records');
    told += 1;
  }
  const [all] = await session.unsafe<{ count: number }[]>(
    'select count(*)::int from party_relationship where outgoing and type = any ($1::text[])',
    [types],
  );
  run.leave((all?.count ?? 0) - told, 'relations of a party without an LEI');
}

const line = (cells: readonly string[]) => stringify([[...cells]], { quoted: true });
const moment = (day: string) => `${day}T00:00:00Z`;

function cellsOf({ start, end, type, share, from, to, isOver, recorded }: RecordRow): Record<string, string> {
  return {
    [gleif.startNode]: start,
    [gleif.startNodeType]: 'LEI',
    [gleif.endNode]: end,
    [gleif.endNodeType]: 'LEI',
    [gleif.type]: gleifTypes[type] as string,
    [gleif.status]: isOver ? 'INACTIVE' : 'ACTIVE',
    [gleif.periodStart]: moment(from),
    [gleif.periodEnd]: to === null ? '' : moment(to),
    [gleif.periodType]: 'RELATIONSHIP_PERIOD',
    ...(share !== null && {
      [gleif.quantifierMethod]: 'ACCOUNTING_CONSOLIDATION',
      [gleif.quantifierAmount]: share,
      [gleif.quantifierUnits]: 'PERCENTAGE',
    }),
    [gleif.registered]: recorded,
    [gleif.updated]: recorded,
    [gleif.registrationStatus]: isOver ? 'RETIRED' : 'PUBLISHED',
  };
}

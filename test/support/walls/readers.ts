import { directory } from '../../../src/access/directory';
import { viewerSetting } from '../../../src/access/scope';
import type { Viewer } from '../../../src/access/viewer';
import type { Sql } from '../../../src/database/connect';
import { Bank } from '../reference/bank';
import { waysOf } from '../reference/way-in';
import { moment, now, timeZone, today, viewerOnWay } from '../reference/world';
import { differencesOf, placedRows, ReachOf, shownPlaces } from './protected';

const days = new Intl.DateTimeFormat('en-CA', { timeZone });
const dayOf = (instant: string) => days.format(new Date(instant));

/** A reader as the directory tells him, at the moment of the tests. */
export async function viewerAt(app: Sql, staffNumber: string): Promise<Viewer> {
  const viewer = await viewerOnWay(directory({ sql: app, clock: () => moment, timeZone }), staffNumber);
  if (!viewer) throw new Error(`${staffNumber} is not at work.`);
  return viewer;
}

/** One member of staff for each set of roles and units, on both ways in where they make a difference. */
export async function unlikeReaders(system: Sql): Promise<string[]> {
  const staff = await system<{ number: string; reports: boolean }[]>`
    select distinct on (roles, units) e.staff_number as number, coalesce('REPORTING' = any(roles), false) as reports
    from employee e cross join lateral (
      select array_agg(g.role order by g.role, g.org_unit_id) as roles, min(g.org_unit_id % 3) as units
      from role_grant g where g.employee_id = e.id
    ) as held
    where e.status = 'ACTIVE' order by roles, units, number`;
  return staff.flatMap(({ number, reports }) => (reports ? waysOf(number) : [number]));
}

export interface RowDifference {
  readonly reader: string;
  readonly table: string;
  readonly missing: number;
  readonly tooMuch: number;
}

/** Where row security alone shows a reader other rows than his raw grants and assignments say; and how many customers. */
export async function rowDifferences(app: Sql, system: Sql, readers: readonly string[]) {
  const bank = await Bank.load(system);
  const rows = await placedRows(system);
  const differences: RowDifference[] = [];
  const customers = new Map<string, number>();
  for (const reader of readers) {
    const shown = await shownPlaces(app, viewerSetting(await viewerAt(app, reader)));
    customers.set(reader, shown.get('customer')?.length ?? 0);
    const reach = new ReachOf(bank, reader, today, dayOf, now);
    differences.push(...differencesOf(rows, reach, shown).map((one) => ({ reader, ...one })));
  }
  return { differences, customers };
}

import type { Sql } from '../../../src/database/connect';
import type { Bank } from '../reference/bank';
import type { Standing } from '../reference/matrix';
import { Reader, validOn } from '../reference/reader';
import type { Row } from '../reference/values';

/** Whose a row of a protected table is, and on which account it hangs, as the columns are called. */
export interface Protected {
  readonly table: string;
  readonly owner: string;
  readonly account?: string;
  /** The group whose members bring the row into reach, and nobody else. */
  readonly group?: string;
  /** The unit whose customers of the row's kind it sums up: reached by who reaches all of them. */
  readonly unit?: string;
  /** The standing by which alone its rows are reached. */
  readonly only?: Standing;
}

const owned = [
  'beneficial_owner',
  'beneficial_owner_test',
  'change_event',
  'collateral',
  'complaint',
  'complaint_clock',
  'complaint_event',
  'complaint_extension',
  'contact_point',
  'credit_assessment',
  'customer',
  'customer_measure',
  'customer_number',
  'customer_position',
  'feedback',
  'guarantee',
  'hidden_relation',
  'hidden_relation_change',
  'holding_month',
  'individual',
  'interaction',
  'organisation',
  'ownership_interest',
  'party_account',
  'party_account_history',
  'party_group',
  'party_identifier',
  'party_relationship',
  'party_relationship_history',
  'portfolio_assignment',
  'portfolio_assignment_history',
  'product_holding',
  'product_recommendation',
  'profile_value',
  'related_party_change',
  'satisfaction_survey',
  'risk_alert',
  'search_token',
  'service_ticket',
];

/** Every table with customers' data, written down by hand; the tests compare it with PostgreSQL's catalogue. */
export const protectedTables: readonly Protected[] = [
  ...owned.map((table) => ({ table, owner: 'customer_id' })),
  ...['account_party', 'account_party_history', 'balance_month', 'standing_order', 'transaction'].map((table) => {
    return { table, owner: 'customer_id', account: 'account_id' };
  }),
  { table: 'account', owner: 'customer_id', account: 'id' },
  { table: 'account_reach', owner: 'owner_id' },
  { table: 'party', owner: 'party_id' },
  { table: 'party_group_member', owner: 'customer_id', group: 'group_id' },
  ...['unit_measure', 'unit_month'].map((table) => ({ table, owner: 'customer_id', unit: 'org_unit_id' })),
  { table: 'source_record', owner: 'owner_key' },
  { table: 'aml_case', owner: 'customer_id', only: 'COMPLIANCE_OFFICER' },
];

interface PlacedRow {
  readonly place: string;
  readonly owner: string | null;
  readonly account: string | null;
  /** The group and the days on which the row tells of it. */
  readonly group: readonly [group: string, from: string, to: string | null] | null;
  readonly unit: string | null;
}

type Rows = ReadonlyMap<string, readonly PlacedRow[]>;

/** All rows of all protected tables by their place in the table; nothing may be written meanwhile. */
export async function placedRows(system: Sql): Promise<Rows> {
  const rows = new Map<string, readonly PlacedRow[]>();
  for (const { table, owner, account, group, unit } of protectedTables) {
    const hung = account ? system`${system(account)}::text` : system`null`;
    const within = group
      ? system`json_build_array(${system(group)}::text, as_of::text, as_of_end::text)`
      : system`null`;
    const summed = unit ? system`${system(unit)}::text || ' ' || kind` : system`null`;
    rows.set(
      table,
      await system<PlacedRow[]>`
        select ctid::text as place, ${system(owner)}::text as owner, ${hung} as account, ${within} as group,
          ${summed} as unit
        from ${system(table)}`,
    );
  }
  return rows;
}

/** The places of the rows that a reader reaches by his raw grants and assignments, and by nothing of the product's. */
export class ReachOf {
  private readonly reader: Reader;

  constructor(
    private readonly bank: Bank,
    staffNumber: string,
    private readonly today: string,
    dayOf: (moment: string) => string,
    now: string,
  ) {
    this.reader = new Reader(bank, staffNumber, today, dayOf, now);
  }

  places(rows: Rows, { table, only }: Protected): string[] {
    const reached = (rows.get(table) ?? []).filter((row) => this.reaches(row, only));
    return reached.map(({ place }) => place).sort();
  }

  private reaches({ owner, account, group, unit }: PlacedRow, only?: Standing): boolean {
    if (unit !== null) return this.reader.reachesUnit(Number(unit.split(' ')[0]), String(unit.split(' ')[1]));
    if (group !== null) return this.reachesMemberOf(group);
    if (owner === null) return false;
    if (only) return this.reader.reaches(Number(owner)).has(only);
    return this.reader.reaches(Number(owner)).size > 0 || (account !== null && this.reachesOwnerOf(account));
  }

  private reachesMemberOf([group, from, to]: readonly [string, string, string | null]): boolean {
    const day = (text: unknown) => String(text).replace('-infinity', '');
    return (this.bank.everything.get('party_group') ?? [])
      .filter((side) => String(side.id) === group && (to === null || day(side.as_of) < to))
      .filter((side) => side.as_of_end === null || day(side.as_of_end) > day(from))
      .some((side) => this.reader.reaches(side.customer_id as number).size > 0);
  }

  private reachesOwnerOf(account: string): boolean {
    const isOwner = (row: Row) => row.share_pct !== null && validOn(this.today, row);
    return this.bank
      .where('account_party', 'account_id', Number(account))
      .some((row) => isOwner(row) && this.reader.reaches(row.party_id as number).size > 0);
  }
}

/** The places of the rows that row security shows the serving login under a viewer's setting. */
export async function shownPlaces(app: Sql, setting: string): Promise<Map<string, string[]>> {
  return app.begin(async (own) => {
    await own`select set_viewer(${setting})`;
    const shown = new Map<string, string[]>();
    for (const { table } of protectedTables) {
      const rows = await own<{ place: string }[]>`select ctid::text as place from ${own(table)}`;
      shown.set(table, rows.map(({ place }) => place).sort());
    }
    return shown;
  }) as Promise<Map<string, string[]>>;
}

/** How many tables show a viewer other rows than he reaches: the table with what is missing and what is too much. */
export function differencesOf(rows: Rows, reach: ReachOf, shown: ReadonlyMap<string, readonly string[]>) {
  return protectedTables.flatMap((one) => {
    const [wanted, got] = [new Set(reach.places(rows, one)), new Set(shown.get(one.table))];
    const missing = [...wanted].filter((place) => !got.has(place)).length;
    const tooMuch = [...got].filter((place) => !wanted.has(place)).length;
    return missing + tooMuch === 0 ? [] : [{ table: one.table, missing, tooMuch }];
  });
}

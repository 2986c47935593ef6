import type { Viewer } from '../access/viewer';
import type { Sql } from '../database/connect';
import { ClientError } from '../errors';

/** How much of reports there is: of one principal in a day of the bank, and of everybody at a time. */
export interface ReportQuotas {
  readonly exportsPerDay: number;
  readonly rowsPerDay: number;
  /** Each holds a connection of its own. */
  readonly atOnce: number;
  readonly atOncePerPrincipal: number;
}

export const defaultQuotas: ReportQuotas = {
  exportsPerDay: 1_000,
  rowsPerDay: 20_000_000,
  atOnce: 4,
  atOncePerPrincipal: 2,
};

// Rows are told to the database so often, for other processes to know of them.
const toldEvery = 100_000;

interface Tally {
  readonly exports: number;
  readonly rows: bigint;
}

const tooMany = (message: string) => new ClientError('RATE_LIMITED', message);

/** Counts reports and rows: by the day in the database, over all processes, and those under way here. */
export class Quotas {
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly sql: Sql,
    private readonly quotas: ReportQuotas,
  ) {}

  /** Takes a place for a report; RATE_LIMITED where there is none, or where the day's measure is full. */
  async enter(viewer: Viewer): Promise<Place> {
    const { principal } = viewer;
    const own = this.underWay.get(principal) ?? 0;
    const all = [...this.underWay.values()].reduce((sum, count) => sum + count, 0);
    if (own >= this.quotas.atOncePerPrincipal || all >= this.quotas.atOnce)
      throw tooMany('Too many reports are under way; try again when one has ended.');
    this.underWay.set(principal, own + 1);
    try {
      return new Place(await this.count(viewer, 1, 0), this.quotas.rowsPerDay, (rows) => this.count(viewer, 0, rows));
    } catch (error) {
      this.leave(viewer);
      throw error;
    }
  }

  leave({ principal }: Viewer): void {
    const left = (this.underWay.get(principal) ?? 1) - 1;
    if (left > 0) this.underWay.set(principal, left);
    else this.underWay.delete(principal);
  }

  /** Answers the rows of the day so far. */
  private async count({ principal, today }: Viewer, exports: number, rows: number): Promise<number> {
    const [tally] = await this.sql<Tally[]>`
      select exports, rows from count_export(${principal}, ${today}, ${exports}, ${rows})`;
    if (!tally) throw new Error('A report could not be counted.');
    if (exports > 0 && (tally.exports > this.quotas.exportsPerDay || tally.rows >= this.quotas.rowsPerDay))
      throw tooMany('No more reports can be taken today.');
    return Number(tally.rows);
  }
}

/** One report's share of the day. */
export class Place {
  private untold = 0;

  constructor(
    private rowsOfDay: number,
    private readonly rowsPerDay: number,
    private readonly tell: (rows: number) => Promise<number>,
  ) {}

  /** Counts rows before they leave; throws where they are more than the day allows. */
  async add(rows: number): Promise<void> {
    this.untold += rows;
    if (this.untold >= toldEvery) await this.settle();
    if (this.rowsOfDay + this.untold > this.rowsPerDay)
      throw tooMany('The report has more rows than can be taken today.');
  }

  /** Tells the database what has not been told. */
  async settle(): Promise<void> {
    const rows = this.untold;
    this.untold = 0;
    if (rows > 0) this.rowsOfDay = await this.tell(rows);
  }
}

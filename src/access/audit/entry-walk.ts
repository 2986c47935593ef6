import type { ISql } from 'postgres';
import { entryHash, entryText } from './chain';
import type { EntryContent, Ledger } from './entry';

type EntryRow = EntryContent & {
  readonly ledger: Ledger;
  readonly chain: string;
  readonly seq: number;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  /** What the anchor at this entry confirms, and the code of the anchor before that one. */
  readonly confirmed: Buffer | null;
  readonly anchor_before: Buffer | null;
};

const rowsAtOnce = 2000;

const entriesIn = (sql: ISql<{ bigint: bigint }>) =>
  sql<EntryRow[]>`
    select e.ledger, e.chain::text, e.seq::float8 as seq,
      to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.staff_number, e.client_id,
      e.request_id, e.operation_name, e.document_hash, e.rights, e.read_in_full, e.read_masked, e.withheld, e.counted,
      e.requested_ids, e.customers::text[] as customers, e.outcome, e.previous_hash, e.hash, a.hash as confirmed,
      a.previous_code as anchor_before
    from audit_entry e left join audit_anchor a on a.ledger = e.ledger and a.chain = e.chain and a.seq = e.seq
    order by e.chain, e.seq`.cursor(rowsAtOnce);

export const nameOfEntry = ({ ledger, chain, seq }: Pick<EntryRow, 'ledger' | 'chain' | 'seq'>) =>
  `entry ${seq} of the ${ledger} chain ${chain}`;

/** Goes through all entries, chain by chain; `fault` is the first one found. */
export class EntryWalk {
  entries = 0;
  chains = 0;
  fault: string | undefined;
  private first: EntryRow | undefined;
  private last: EntryRow | undefined;
  private hasAnchor = false;

  async through(sql: ISql<{ bigint: bigint }>): Promise<void> {
    for await (const rows of entriesIn(sql)) for (const row of rows) this.next(row);
    this.endChain();
  }

  private next(row: EntryRow): void {
    if (row.chain !== this.last?.chain) {
      this.endChain();
      this.chains += 1;
      this.first = row;
      this.last = undefined;
      this.hasAnchor = false;
    }
    this.entries += 1;
    this.fault ??= this.faultOf(row) ?? this.faultOfAnchorAt(row);
    this.hasAnchor ||= row.confirmed !== null;
    this.last = row;
  }

  private endChain(): void {
    if (this.last && this.last.confirmed === null) this.fault ??= `${nameOfEntry(this.last)} is confirmed by no anchor`;
  }

  private faultOf(row: EntryRow): string | undefined {
    const { last } = this;
    const expected = (last?.seq ?? 0) + 1;
    if (row.seq > expected) return `${nameOfEntry({ ...row, seq: expected })} is missing`;
    if (row.seq < expected) return `${nameOfEntry(row)} stands where none can`;
    if (last && !row.previous_hash.equals(last.hash)) return `${nameOfEntry(row)} does not follow the one before it`;
    if (!entryHash(row.previous_hash, entryText(row, row)).equals(row.hash)) return `${nameOfEntry(row)} was changed`;
    return undefined;
  }

  private faultOfAnchorAt(row: EntryRow): string | undefined {
    if (row.confirmed === null) return undefined;
    if (!row.confirmed.equals(row.hash)) return `${nameOfEntry(row)} is not the one that its anchor confirms`;
    // A chain begins by naming the anchor that was the newest then: its own first one comes next.
    const { first = row } = this;
    const begins = this.hasAnchor || row.anchor_before?.equals(first.previous_hash);
    return begins ? undefined : `${nameOfEntry(first)} does not begin where its anchor says`;
  }
}

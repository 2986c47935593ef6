import type { Statements } from '../../database/connect';
import { entryHash, type Link, type Place } from './chain';
import type { EntryContent } from './entry';

interface EntryRow extends Place {
  readonly entry: string;
  readonly hash: Buffer;
  /** The columns that entries are searched by, as their text must tell them. */
  readonly searched: string;
  /** What the anchor at this entry confirms, and the code of the anchor before that one. */
  readonly confirmed: Buffer | null;
  readonly anchor_before: Buffer | null;
}

const rowsAtOnce = 2000;

const entriesIn = (sql: Statements) =>
  sql<EntryRow[]>`
    select e.ledger, e.chain::text, e.seq::float8 as seq, e.entry, e.hash,
      array_to_json(array[e.ledger, e.chain::text, e.seq::text,
        to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.staff_number, e.document_hash,
        array_to_string(e.customers, ',')])::text as searched,
      a.hash as confirmed, a.previous_code as anchor_before
    from audit_entry e left join audit_anchor a on a.ledger = e.ledger and a.chain = e.chain and a.seq = e.seq
    order by e.chain, e.seq`.cursor(rowsAtOnce);

const searchedBy = ({ ledger, chain, seq, at, staffNumber, documentHash, customers }: Link & EntryContent) =>
  JSON.stringify([ledger, chain, String(seq), at, staffNumber, documentHash, customers.join(',')]);

export const nameOfEntry = ({ ledger, chain, seq }: Place) => `entry ${seq} of the ${ledger} chain ${chain}`;

/** Goes through all entries, chain by chain; `fault` is the first one found. */
export class EntryWalk {
  entries = 0;
  chains = 0;
  fault: string | undefined;
  private last: EntryRow | undefined;
  /** What the chain's first entry follows, until the chain's first anchor has agreed. */
  private beginning: string | undefined;

  async through(sql: Statements): Promise<void> {
    for await (const rows of entriesIn(sql)) for (const row of rows) this.next(row);
    this.endChain();
  }

  private next(row: EntryRow): void {
    if (row.chain !== this.last?.chain) {
      this.endChain();
      this.chains += 1;
      this.last = undefined;
    }
    this.entries += 1;
    this.fault ??= this.faultOf(row);
    this.last = row;
  }

  private endChain(): void {
    if (this.last && this.last.confirmed === null) this.fault ??= `${nameOfEntry(this.last)} is confirmed by no anchor`;
  }

  private faultOf(row: EntryRow): string | undefined {
    const { last } = this;
    const name = nameOfEntry(row);
    const expected = (last?.seq ?? 0) + 1;
    if (row.seq > expected) return `${nameOfEntry({ ...row, seq: expected })} is missing`;
    if (row.seq < expected) return `${name} stands where none can`;
    if (!entryHash(row.entry).equals(row.hash)) return `${name} was changed`;
    const told: Link & EntryContent = JSON.parse(row.entry);
    if (searchedBy(told) !== row.searched) return `${name} is not found by what it tells`;
    if (last && told.follows !== last.hash.toString('hex')) return `${name} does not follow the one before it`;
    if (!last) this.beginning = told.follows;
    return this.faultOfAnchorAt(row, name);
  }

  private faultOfAnchorAt({ confirmed, anchor_before: before, hash }: EntryRow, name: string): string | undefined {
    if (!confirmed) return undefined;
    if (!confirmed.equals(hash)) return `${name} is not the one that its anchor confirms`;
    const begins = this.beginning === undefined || before?.toString('hex') === this.beginning;
    this.beginning = undefined;
    return begins ? undefined : `${name} is of a chain that does not begin where its anchor says`;
  }
}

import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import type { Sql, Statements } from '../../database/connect';
import { codeOf } from '../../database/fault';
import { transaction } from '../../database/held';
import { anchorCode, anchorText, entryHash, entryText, origin } from './chain';
import type { EntryContent, Ledger } from './entry';

interface LedgerOptions {
  readonly sql: Sql;
  readonly key: Buffer;
  readonly clock: Clock;
}

/** The end of this process's chain. */
interface ChainEnd {
  readonly chain: string;
  readonly seq: number;
  readonly hash: Buffer;
}

/** The newest anchor this process knows of. */
interface Head {
  readonly number: number;
  readonly code: Buffer;
}

interface Entries {
  /** JSON. */
  readonly rows: string;
  readonly end: ChainEnd;
}

// Beside a process that writes as well, going ahead without asking would mostly be in vain.
const turnsAfterConflict = 50;

/** Writes one ledger: groups of entries onto this process's chain, each group confirmed by an anchor. */
export class LedgerWriter {
  private end: ChainEnd | undefined;
  private head: Head | undefined;
  private turnsHeld = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly options: LedgerOptions,
  ) {}

  /** Writes a group in one statement; answers the code of its anchor. */
  async write(contents: readonly EntryContent[]): Promise<Buffer> {
    try {
      const { end, head } = this;
      if (!end || !head || this.turnsHeld > 0) return await this.writeHolding(contents);
      return await this.insert(this.options.sql, this.chained(contents, end), head).catch((cause: unknown) => {
        if (codeOf(cause) !== '23505') throw cause;
        // Another process has put an anchor where this one wanted to; it is likely to write on.
        this.turnsHeld = turnsAfterConflict;
        return this.writeHolding(contents);
      });
    } catch (cause) {
      // Whether the group was written is not known: what follows begins a chain of its own.
      this.end = undefined;
      this.head = undefined;
      throw cause;
    }
  }

  /** Writes while the anchors of other processes wait: on a new chain, or where theirs came in between. */
  private async writeHolding(contents: readonly EntryContent[]): Promise<Buffer> {
    this.turnsHeld = Math.max(0, this.turnsHeld - 1);
    return transaction(this.options.sql, async (sql) => {
      const [newest] = await sql<{ number: bigint | null; code: Buffer | null }[]>`
        select number, code from hold_audit_anchors(${this.ledger})`;
      const head = { number: Number(newest?.number ?? 0), code: newest?.code ?? origin };
      const end = this.end ?? { chain: randomUUID(), seq: 0, hash: head.code };
      return this.insert(sql, this.chained(contents, end), head);
    });
  }

  private chained(contents: readonly EntryContent[], { chain, seq, hash }: ChainEnd): Entries {
    let [last, previous] = [seq, hash];
    const rows = contents.map((content) => {
      const { at, staffNumber, documentHash, customers } = content;
      last += 1;
      const entry = entryText({ ledger: this.ledger, chain, seq: last, follows: previous.toString('hex') }, content);
      previous = entryHash(entry);
      const searched = { at, staff_number: staffNumber, document_hash: documentHash, customers: `{${customers}}` };
      return { seq: last, ...searched, entry, hash: bytes(previous) };
    });
    return { rows: JSON.stringify(rows), end: { chain, seq: last, hash: previous } };
  }

  private async insert(sql: Statements, { rows, end }: Entries, head: Head): Promise<Buffer> {
    const { chain, seq, hash } = end;
    const { ledger } = this;
    const number = head.number + 1;
    const at = this.options.clock().toISOString();
    const anchor = anchorText({ ledger, number, at, chain, seq, hash: hash.toString('hex') });
    const code = anchorCode(this.options.key, head.code, anchor);
    await sql`
      with entries as (
        insert into audit_entry (ledger, chain, seq, at, staff_number, document_hash, customers, entry, hash)
        select ${ledger}, ${chain}::text::uuid, seq, at, staff_number, document_hash, customers::bigint[], entry, hash
        from json_to_recordset(${rows}::text::json) as given(
          seq bigint, at timestamptz, staff_number text, document_hash text, customers text, entry text, hash bytea)
      )
      insert into audit_anchor (ledger, number, at, chain, seq, hash, previous_code, code)
      values (${ledger}, ${number}, ${at}::text::timestamptz, ${chain}::text::uuid, ${seq}, ${hash}, ${head.code}, ${code})`;
    this.end = end;
    this.head = { number, code };
    return code;
  }
}

/** Bytes as PostgreSQL reads them from text. */
const bytes = (value: Buffer) => `\\x${value.toString('hex')}`;

import { randomUUID } from 'node:crypto';
import type { ISql } from 'postgres';
import type { Clock } from '../../clock';
import type { Sql } from '../../database/connect';
import { codeOf } from '../../database/fault';
import { type AnchorContent, anchorCode, anchorText, entryHash, entryText, origin } from './chain';
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
  readonly text: string;
  readonly end: ChainEnd;
}

/** Writes one ledger: groups of entries onto this process's chain, each group confirmed by an anchor. */
export class LedgerWriter {
  private end: ChainEnd | undefined;
  private head: Head | undefined;

  constructor(
    private readonly ledger: Ledger,
    private readonly options: LedgerOptions,
  ) {}

  /** Writes a group in one statement; answers the code of its anchor. */
  async write(contents: readonly EntryContent[]): Promise<Buffer> {
    try {
      const { end, head } = this;
      if (!end || !head) return await this.writeHolding(contents);
      return await this.insert(this.options.sql, this.chained(contents, end), head).catch((cause: unknown) => {
        // Another process has put an anchor where this one wanted to.
        if (codeOf(cause) === '23505') return this.writeHolding(contents);
        throw cause;
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
    const written = await this.options.sql.begin(async (sql) => {
      const [newest] = await sql<{ number: bigint | null; code: Buffer | null }[]>`
        select number, code from hold_audit_anchors(${this.ledger})`;
      const head = { number: Number(newest?.number ?? 0), code: newest?.code ?? origin };
      const end = this.end ?? { chain: randomUUID(), seq: 0, hash: head.code };
      return this.insert(sql, this.chained(contents, end), head);
    });
    return written as Buffer;
  }

  private chained(contents: readonly EntryContent[], { chain, seq, hash }: ChainEnd): Entries {
    const texts: string[] = [];
    let [last, previous] = [seq, hash];
    for (const content of contents) {
      last += 1;
      const text = entryText({ ledger: this.ledger, chain, seq: last }, content);
      const own = entryHash(previous, text);
      texts.push(`${text.slice(0, -1)},"previous_hash":${quoted(previous)},"hash":${quoted(own)}}`);
      previous = own;
    }
    return { text: `[${texts.join(',')}]`, end: { chain, seq: last, hash: previous } };
  }

  private async insert(sql: ISql<{ bigint: bigint }>, { text, end }: Entries, head: Head): Promise<Buffer> {
    const { chain, seq } = end;
    const anchor: AnchorContent = {
      ledger: this.ledger,
      number: head.number + 1,
      at: this.options.clock().toISOString(),
      chain,
      seq,
      hash: end.hash.toString('hex'),
    };
    const code = anchorCode(this.options.key, head.code, anchorText(anchor));
    const stored = { ...anchor, hash: bytes(end.hash), previous_code: bytes(head.code), code: bytes(code) };
    await sql`
      with given as materialized (
        select * from json_populate_recordset(null::audit_entry, ${text}::text::json)
      ), entries as (
        insert into audit_entry (
          ledger, chain, seq, at, staff_number, client_id, request_id, operation_name, document_hash, rights,
          read_in_full, read_masked, withheld, counted, requested_ids, customers, outcome, previous_hash, hash)
        select
          ledger, chain, seq, at, staff_number, client_id, request_id, operation_name, document_hash, rights,
          read_in_full, read_masked, withheld, counted, requested_ids, customers, outcome, previous_hash, hash
        from given
      ), customers as (
        insert into audit_customer (customer_id, chain, seq, ledger)
        select customer_id, chain, seq, ledger from given, unnest(customers) as customer_id
      )
      insert into audit_anchor (ledger, number, at, chain, seq, hash, previous_code, code)
      select ledger, number, at, chain, seq, hash, previous_code, code
      from json_populate_record(null::audit_anchor, ${JSON.stringify(stored)}::text::json)`;
    this.end = end;
    this.head = { number: anchor.number, code };
    return code;
  }
}

/** Bytes as PostgreSQL reads them from JSON text. */
const bytes = (value: Buffer) => `\\x${value.toString('hex')}`;
const quoted = (value: Buffer) => JSON.stringify(bytes(value));

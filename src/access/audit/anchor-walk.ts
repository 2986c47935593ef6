import type { Statements } from '../../database/connect';
import { type AnchorContent, anchorCode, anchorText, origin } from './chain';
import { nameOfEntry } from './entry-walk';

type AnchorRow = AnchorContent & {
  readonly previous_code: Buffer;
  readonly code: Buffer;
  readonly has_entry: boolean;
};

const rowsAtOnce = 2000;

/** Goes through the anchors of each ledger in their order; answers the first fault. */
export async function faultOfAnchors(sql: Statements, keys: readonly Buffer[]): Promise<string | undefined> {
  const anchors = sql<AnchorRow[]>`
    select a.ledger, a.number::float8 as number, a.chain::text, a.seq::float8 as seq,
      to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, encode(a.hash, 'hex') as hash,
      a.previous_code, a.code, e.chain is not null as has_entry
    from audit_anchor a left join audit_entry e on e.ledger = a.ledger and e.chain = a.chain and e.seq = a.seq
    order by a.ledger, a.number`.cursor(rowsAtOnce);
  let last: AnchorRow | undefined;
  for await (const rows of anchors) {
    for (const row of rows) {
      const fault = faultOf(row, last?.ledger === row.ledger ? last : undefined, keys);
      if (fault !== undefined) return fault;
      last = row;
    }
  }
  return undefined;
}

function faultOf(row: AnchorRow, before: AnchorRow | undefined, keys: readonly Buffer[]): string | undefined {
  const name = (number: number) => `anchor ${number} of the ${row.ledger} ledger`;
  const expected = (before?.number ?? 0) + 1;
  if (row.number > expected) return `${name(expected)} is missing`;
  if (row.number < expected) return `${name(row.number)} stands where none can`;
  if (!row.previous_code.equals(before?.code ?? origin)) return `${name(row.number)} does not follow the one before it`;
  if (!keys.some((key) => anchorCode(key, row.previous_code, anchorText(row)).equals(row.code)))
    return `${name(row.number)} was changed, or made without the key`;
  return row.has_entry ? undefined : `${nameOfEntry(row)}, which ${name(row.number)} confirms, is missing`;
}

import { createHash, createHmac } from 'node:crypto';
import type { EntryContent, Ledger } from './entry';

/** An entry's place: which chain, and which of its entries. */
export interface Place {
  readonly ledger: Ledger;
  /** UUID; each process begins chains of its own. */
  readonly chain: string;
  readonly seq: number;
}

/** A confirmation of a chain up to an entry, under the names of its columns. */
export interface AnchorContent extends Place {
  readonly number: number;
  readonly at: string;
  /** Hash of the entry it confirms, in hexadecimal digits. */
  readonly hash: string;
}

/** What stands before the first anchor of a ledger. */
export const origin: Buffer = Buffer.alloc(32);

/** The one text of an entry: its hash covers these bytes, and the database is given them. */
export function entryText({ ledger, chain, seq }: Place, content: EntryContent): string {
  return JSON.stringify({
    ledger,
    chain,
    seq,
    at: content.at,
    staff_number: content.staff_number,
    client_id: content.client_id,
    request_id: content.request_id,
    operation_name: content.operation_name,
    document_hash: content.document_hash,
    rights: content.rights,
    read_in_full: content.read_in_full,
    read_masked: content.read_masked,
    withheld: content.withheld,
    counted: content.counted,
    requested_ids: content.requested_ids,
    customers: content.customers,
    outcome: content.outcome,
  });
}

export const entryHash = (previous: Buffer, text: string): Buffer =>
  createHash('sha256').update(previous).update(text).digest();

export function anchorText({ ledger, number, at, chain, seq, hash }: AnchorContent): string {
  return JSON.stringify({ ledger, number, at, chain, seq, hash });
}

/** HMAC-SHA256 of the anchor and the code of the anchor before, under the audit key. */
export const anchorCode = (key: Buffer, previous: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(previous).update(text).digest();

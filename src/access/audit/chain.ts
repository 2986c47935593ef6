import { createHash, createHmac } from 'node:crypto';
import type { EntryContent, Ledger } from './entry';

/** An entry's place: which chain, and which of its entries. */
export interface Place {
  readonly ledger: Ledger;
  /** UUID; each process begins chains of its own. */
  readonly chain: string;
  readonly seq: number;
}

/** A confirmation of a chain up to an entry. */
export interface AnchorContent extends Place {
  readonly number: number;
  readonly at: string;
  /** Hash of the entry it confirms, in hexadecimal digits. */
  readonly hash: string;
}

/** What stands before the first anchor of a ledger. */
export const origin: Buffer = Buffer.alloc(32);

/** An entry's place, and the hash it follows: of the entry before, or for a chain's first the code of the newest anchor. */
export interface Link extends Place {
  readonly follows: string;
}

/** The text of an entry: it is what is hashed and what is kept. */
export const entryText = ({ ledger, chain, seq, follows }: Link, content: EntryContent): string =>
  JSON.stringify({ ledger, chain, seq, follows, ...content });

export const entryHash = (text: string): Buffer => createHash('sha256').update(text).digest();

export const anchorText = ({ ledger, number, at, chain, seq, hash }: AnchorContent): string =>
  JSON.stringify({ ledger, number, at, chain, seq, hash });

/** HMAC-SHA256 of the code of the anchor before and the anchor, under the audit key. */
export const anchorCode = (key: Buffer, previous: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(previous).update(text).digest();

import { createDecipheriv } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { badInput } from '../errors';

/** The two numbers behind a public id: the owning customer (0 where there is none) and the row. */
export interface RowAddress {
  readonly owner: bigint;
  readonly row: bigint;
}

const idsKept = 5_000;

const nobody: RowAddress = { owner: -1n, row: -1n };

const form = /^([a-z]{3})_([A-Za-z0-9_-]{22})$/;

/** The prefix of an id, which names its type; empty where the id is malformed. */
export const prefixOf = (id: string): string => form.exec(id)?.[1] ?? '';

/** Reads public ids; the key is the database's own, so that ids made in SQL and read here agree. */
export class NodeIds {
  // One request reads an id for each placeholder that it fills.
  private readonly known = new LRUCache<string, RowAddress>({ max: idsKept });

  constructor(private readonly key: Buffer) {}

  /** Any well-formed id is read, also of a row that never was; a malformed one is BAD_USER_INPUT. */
  read(id: unknown, prefix: string): RowAddress {
    const text = String(id);
    const match = form.exec(text);
    if (!match || match[1] !== prefix) throw badInput('The id is malformed, or of another type.');
    const known = this.known.get(text);
    if (known) return known;
    const address = this.decipher(match[2] as string, prefix);
    this.known.set(text, address);
    return address;
  }

  private decipher(sealed: string, prefix: string): RowAddress {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.toString('base64url') !== sealed) throw badInput('The id is malformed, or of another type.');
    const decipher = createDecipheriv('aes-128-ecb', this.key, null).setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
    // An id that was not made here names a record that never was, like any other that is out of sight.
    if (plain.toString('latin1', 0, 3) !== prefix) return nobody;
    return { owner: BigInt(plain.readUIntBE(3, 5)), row: plain.readBigInt64BE(8) };
  }
}

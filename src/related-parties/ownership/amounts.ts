import { wholeShare } from './shares';

/**
 * Figures between shares are whole 10⁻¹⁵ parts of a company, in doubles: sums are exact up to nine companies, and a
 * product is right to one such part.
 */
export const one = 1e15;
const millionth = one / wholeShare;

/** What a company's owners have of it, as figures beside the places of the owners; in no order. */
export interface Amounts {
  readonly owners: Int32Array;
  readonly values: Float64Array;
}

const companiesAtOnce = 8;
const mostRoom = 1 << 18;

export const noAmounts: Amounts = { owners: new Int32Array(0), values: new Float64Array(0) };

/** The figure of one owner; 0 where there is none. */
export const amountOf = ({ owners, values }: Amounts, owner: number): number => values[owners.indexOf(owner)] ?? 0;

/** The owners whose figures come to `least`. */
export function ownersFrom({ owners, values }: Amounts, least: number): Int32Array {
  let count = 0;
  for (let at = 0; at < values.length; at += 1) if ((values[at] as number) >= least) count += 1;
  if (count === owners.length) return owners;
  const found = new Int32Array(count);
  for (let at = 0, next = 0; next < count; at += 1)
    if ((values[at] as number) >= least) found[next++] = owners[at] as number;
  return found;
}

/** Adds up figures by owner; made once for a whole group, because most of its places stay empty. */
export class Sum {
  /** Room for figures that are taken: one piece of memory for many companies. */
  private room: Amounts = noAmounts;
  private readonly values: Float64Array;
  private readonly touched: Int32Array;
  private count = 0;

  constructor(parties: number) {
    this.values = new Float64Array(parties);
    this.touched = new Int32Array(parties);
  }

  of(owner: number): number {
    return this.values[owner] as number;
  }

  add(owner: number, value: number): void {
    if (value === 0) return;
    const known = this.values[owner] as number;
    if (known === 0) this.touched[this.count++] = owner;
    this.values[owner] = known + value;
  }

  addAll({ owners, values }: Amounts): void {
    for (let at = 0; at < owners.length; at += 1) this.add(owners[at] as number, values[at] as number);
  }

  /** Adds so many millionths of each figure. */
  addTimes({ owners, values }: Amounts, share: number): void {
    for (let at = 0; at < owners.length; at += 1)
      this.add(owners[at] as number, Math.round(((values[at] as number) * share) / wholeShare));
  }

  /** Adds each figure, or `most` where it is larger. */
  addUpTo({ owners, values }: Amounts, most: number): void {
    for (let at = 0; at < owners.length; at += 1) this.add(owners[at] as number, Math.min(values[at] as number, most));
  }

  /** The sums without those below `least`; begins anew. */
  take(least: number): Amounts {
    const { values, touched, count } = this;
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const owner = touched[at] as number;
      if ((values[owner] as number) >= least) touched[kept++] = owner;
      else values[owner] = 0;
    }
    const taken = this.roomFor(kept);
    for (let at = 0; at < kept; at += 1) {
      const owner = touched[at] as number;
      taken.owners[at] = owner;
      taken.values[at] = values[owner] as number;
      values[owner] = 0;
    }
    this.count = 0;
    return taken;
  }

  private roomFor(count: number): Amounts {
    if (this.room.owners.length < count) {
      const size = Math.max(count, Math.min(companiesAtOnce * this.values.length, mostRoom));
      this.room = { owners: new Int32Array(size), values: new Float64Array(size) };
    }
    const { owners, values } = this.room;
    this.room = { owners: owners.subarray(count), values: values.subarray(count) };
    return { owners: owners.subarray(0, count), values: values.subarray(0, count) };
  }

  clear(): void {
    for (let at = 0; at < this.count; at += 1) this.values[this.touched[at] as number] = 0;
    this.count = 0;
  }
}

/** In millionths, halves rounded up. */
export const inMillionths = (value: number): number => Math.round(value / millionth);

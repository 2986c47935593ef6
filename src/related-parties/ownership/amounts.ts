import { wholeShare } from './shares';

/** Figures between shares are whole 10⁻¹⁸ parts of a company. */
export const one = 10n ** 18n;
const millionth = one / BigInt(wholeShare);

/** What a company's owners hold of it: places of owners in ascending order, and amounts beside them. */
export interface Amounts {
  readonly owners: readonly number[];
  readonly values: readonly bigint[];
}

export const noAmounts: Amounts = { owners: [], values: [] };

/** Adds up amounts by owner; made once for a whole group, because most of its places stay empty. */
export class Sum {
  private readonly values: bigint[];
  private touched: number[] = [];

  constructor(parties: number) {
    this.values = new Array<bigint>(parties).fill(0n);
  }

  add(owner: number, value: bigint): void {
    const known = this.values[owner] as bigint;
    if (known === 0n && value !== 0n) this.touched.push(owner);
    this.values[owner] = known + value;
  }

  addTimes({ owners, values }: Amounts, factor: bigint): void {
    for (let at = 0; at < owners.length; at += 1) this.add(owners[at] as number, (values[at] as bigint) * factor);
  }

  /** The sums divided, without those below `least`; begins anew. */
  take(divisor: bigint, least: bigint): Amounts {
    const owners: number[] = [];
    const values: bigint[] = [];
    for (const owner of this.touched.sort((one, other) => one - other)) {
      const value = (this.values[owner] as bigint) / divisor;
      this.values[owner] = 0n;
      if (value < least) continue;
      owners.push(owner);
      values.push(value);
    }
    this.touched = [];
    return { owners, values };
  }
}

/** In millionths, halves rounded up. */
export const inMillionths = (value: bigint): number => Number((value + millionth / 2n) / millionth);

import { Ownership } from '../../src/related-parties/ownership/interests';
import { readOwnershipRules } from '../../src/related-parties/ownership/rules';
import { type Shareholding, shareMatrix } from '../../src/related-parties/ownership/shares';
import { Random } from '../support/reference/documents/random';

/** Holder, company and percent, or the least and the most of a range. */
export type Holding = readonly [holder: string, company: string, percent: number, most?: number];

export const rules = readOwnershipRules();
const millionths = (percent: number) => Math.round(percent * 10_000);

/** A group whose parties are called by names; small letters are persons. */
export class NamedGroup {
  readonly names: readonly string[];
  readonly ownership: Ownership;

  constructor(holdings: readonly Holding[], others: readonly string[] = []) {
    this.names = [...new Set([...holdings.flatMap(([holder, company]) => [company, holder]), ...others])].sort();
    const key = (name: string) => BigInt(this.names.indexOf(name) + 1);
    const rows = holdings.map(([holder, company, percent, most = percent]) => ({
      holder: key(holder),
      company: key(company),
      min: millionths(percent),
      max: millionths(most),
    }));
    const matrix = shareMatrix(rows, this.names.map(key));
    this.ownership = new Ownership(matrix, rules, (party) => !this.isPerson(party));
  }

  isPerson = (party: number): boolean => /^[a-z]/.test(this.names[party] as string);
  place = (name: string): number => this.names.indexOf(name);

  private interest(owner: string, company: string) {
    const place = this.place(owner);
    return this.ownership.interestsIn(this.place(company)).find((one) => one.owner === place);
  }

  /** The total in percent: one number where it is exact, else the least and the most; null where it has no value. */
  total(owner: string, company: string): number | readonly [number, number] | null | undefined {
    const interest = this.interest(owner, company);
    if (!interest?.total) return interest && null;
    const { min, max } = interest.total;
    return min === max ? min / 10_000 : [min / 10_000, max / 10_000];
  }

  control(owner: string, company: string): [percent: number, kind: string | null] {
    const interest = this.interest(owner, company);
    return [(interest?.votes ?? 0) / 10_000, interest?.control ?? null];
  }

  /** The chains by which an owner holds, each from the company's own holder to the owner. */
  chains(owner: string, company: string): string[] {
    const chains = this.interest(owner, company)?.chains ?? [];
    return chains.map((chain) => chain.map(({ holder }) => this.names[holder]).join(' < '));
  }

  controlChain(company: string): string | undefined {
    const chain = this.ownership.interestsIn(this.place(company)).find((one) => one.controlChain)?.controlChain;
    return chain?.map(({ holder }) => this.names[holder]).join(' < ');
  }

  ultimateParent(company: string): string | undefined {
    const parent = this.ownership.interestsIn(this.place(company)).find((one) => one.isUltimateParent);
    return parent && this.names[parent.owner];
  }

  /** What the ultimate owners hold of a company together, in percent. */
  ultimateSum(company: string): number {
    const ultimate = this.ownership.interestsIn(this.place(company)).filter((one) => one.isUltimate);
    return ultimate.reduce((sum, { total }) => sum + (total?.min ?? 0), 0) / 10_000;
  }
}

interface Form {
  readonly parties: number;
  /** How many holders a company has at most. */
  readonly holders: number;
  /** The chance of a holding that may close a circle. */
  readonly back: number;
  readonly vague?: number;
}

/** Shares at random, at most the whole of each company; without `back` nobody is owned by those he owns. */
export function randomHoldings(seed: number, { parties, holders, back, vague = 0 }: Form): Shareholding[] {
  const random = new Random(seed);
  const made: Shareholding[] = [];
  for (let company = 1; company < parties; company += 1) {
    let left = 1_000_000;
    const count = 1 + random.below(holders);
    for (let turn = 0; turn < count; turn += 1) {
      const holder = random.chance(back) ? random.below(parties) : random.below(company);
      const most = turn === count - 1 && random.chance(0.3) ? left : Math.floor((left * (10 + random.below(70))) / 100);
      left -= most;
      const min = random.chance(vague) ? Math.floor(most / 2) : most;
      if (holder !== company) made.push({ holder: BigInt(holder), company: BigInt(company), min, max: most });
    }
  }
  return made;
}

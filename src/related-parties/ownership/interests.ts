import { type Amounts, inMillionths } from './amounts';
import { type Chain, chainTo, largestChains, widestChain } from './chains';
import { circlesOf } from './circles';
import { controlShares, type Votes } from './control';
import { type ControlKind, type Controllers, type ControlRule, controllersOf, topOf } from './controllers';
import { Lines } from './lines';
import { type LookThrough, lookThrough } from './look-through';
import { type Link, type ShareMatrix, wholeShare } from './shares';

/** Least and largest, in millionths; equal where nothing is vague. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** What is held through others only is told from 0.01 %. */
const leastTold = wholeShare / 10_000;

/** What one party has in a company. Parties are told by their places in the share matrix. */
export interface Interest {
  readonly owner: number;
  readonly direct: Span | null;
  /** Null where a circle on the way does not converge. */
  readonly total: Span | null;
  readonly votes: number;
  readonly control: ControlKind | null;
  /** Nobody is known to own the owner. */
  readonly isUltimate: boolean;
  readonly isUltimateParent: boolean;
  /** The largest ways by which it is held; none where it is held directly only. */
  readonly chains: readonly Chain[];
  /** The way to the owner, where he is the one at the top of those who control. */
  readonly controlChain: Chain | null;
}

/** Look-through ownership and control of one group, worked out once and told company by company. */
export class Ownership {
  readonly votes: readonly Votes[];
  readonly controllers: Controllers;
  private readonly least: LookThrough;
  private readonly largest: LookThrough;

  constructor(
    readonly matrix: ShareMatrix,
    rule: ControlRule,
    private readonly isOrganisation: (party: number) => boolean,
  ) {
    const circles = circlesOf(matrix);
    const isVague = matrix.holders.some((links) => links.some(({ min, max }) => min !== max));
    this.least = lookThrough(matrix, circles, 'min');
    this.largest = isVague ? lookThrough(matrix, circles, 'max') : this.least;
    this.votes = controlShares(matrix, circles);
    const lines = new Lines(this.votes);
    this.controllers = matrix.holders.map((_, party) => controllersOf(this.votes, lines, party, rule));
  }

  /** Everybody who owns part of the company, in ascending order of their places. */
  interestsIn(company: number): Interest[] {
    const { matrix, controllers } = this;
    const links = new Map(matrix.holders[company]?.map((link) => [link.holder, link]));
    if (links.size === 0) return [];
    const totals = this.totalsIn(company);
    const votes = this.votes[company];
    const kinds = controllers[company] as ReadonlyMap<number, ControlKind>;
    const top = topOf(company, [...kinds.keys()], controllers, votes);
    const parent = this.parentOf(company);
    const chains = largestChains(matrix, company);
    const owners = [...new Set([...links.keys(), ...totals.keys()])].sort((one, other) => one - other);
    const interests: Interest[] = [];
    for (const owner of owners) {
      const direct = spanOf(links.get(owner));
      const total = totals.get(owner) ?? null;
      if (owner === company || (!direct && total && total.max < leastTold)) continue;
      const ways = chains.get(owner) ?? [];
      interests.push({
        owner,
        direct,
        total,
        votes: votes?.get(owner) ?? 0,
        control: kinds.get(owner) ?? null,
        isUltimate: matrix.holders[owner]?.length === 0,
        isUltimateParent: owner === parent,
        chains: direct && ways.length === 1 ? [] : ways.map(chainTo),
        controlChain: owner === top ? widestChain(matrix, company, owner) : null,
      });
    }
    return interests;
  }

  /** By owner, null where it has no value. The most that ranges allow is the whole, also where it has none. */
  totalsIn(company: number): Map<number, Span | null> {
    const { least, largest } = this;
    const spans = new Map<number, Span | null>();
    const { owners, values } = least.totals[company] as Amounts;
    owners.forEach((owner, at) => {
      const figure = inMillionths(values[at] as bigint);
      spans.set(owner, { min: figure, max: figure });
    });
    if (largest !== least) {
      const most = largest.totals[company] as Amounts;
      const bound = (owner: number, max: number) => {
        const min = spans.get(owner)?.min ?? 0;
        spans.set(owner, { min, max: Math.max(min, Math.min(max, wholeShare)) });
      };
      most.owners.forEach((owner, at) => {
        bound(owner, inMillionths(most.values[at] as bigint));
      });
      for (const owner of largest.unsolved[company] ?? []) bound(owner, wholeShare);
    }
    for (const owner of least.unsolved[company] ?? []) spans.set(owner, null);
    return spans;
  }

  /** Everybody who has the majority of its votes, directly or through others. */
  majorityIn(company: number): number[] {
    return [...(this.controllers[company] ?? [])].flatMap(([owner, kind]) => (kind === 'CONTROLS' ? [owner] : []));
  }

  /** The organisation at the top of those that have the majority. */
  parentOf(company: number): number | null {
    const organisations = this.majorityIn(company).filter(this.isOrganisation);
    return topOf(company, organisations, this.controllers, this.votes[company]);
  }
}

const spanOf = (link: Link | undefined): Span | null => (link ? { min: link.min, max: link.max } : null);

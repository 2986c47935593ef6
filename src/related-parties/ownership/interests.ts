import { type Amounts, amountOf, inMillionths, Sum } from './amounts';
import { type Chain, chainTo, largestChains, widestChain } from './chains';
import { circlesOf } from './circles';
import { controlShares, type Votes } from './control';
import { type Control, type ControlKind, type Controllers, controlOf, Tops } from './controllers';
import { Lines } from './lines';
import { type LookThrough, lookThrough } from './look-through';
import type { OwnershipRules } from './rules';
import { type Link, type ShareMatrix, wholeShare } from './shares';

/** Least and largest, in millionths; equal where nothing is vague. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

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
  /** The largest ways by which it is held, from the rules' least on; none where it is held directly only. */
  readonly chains: readonly Chain[];
  /** The way to the owner, where he is the one at the top of those who control. */
  readonly controlChain: Chain | null;
}

/** Look-through ownership and control of one group, worked out once and told company by company. */
export class Ownership {
  readonly controllers: Controllers;
  private readonly votes: readonly Votes[];
  private readonly least: LookThrough;
  private readonly largest: LookThrough;
  private readonly tops: Tops;
  private readonly counted: Sum;
  private readonly isOrganisation: Uint8Array;
  private readonly topsFound = new Map<number, number | null>();
  private readonly parents = new Map<number, number | null>();

  constructor(
    readonly matrix: ShareMatrix,
    private readonly rules: Pick<OwnershipRules, 'control' | 'told'>,
    isOrganisation: (party: number) => boolean,
  ) {
    this.isOrganisation = Uint8Array.from(matrix.parties, (_, party) => (isOrganisation(party) ? 1 : 0));
    const circles = circlesOf(matrix);
    const isVague = matrix.holders.some((links) => links.some(({ min, max }) => min !== max));
    this.least = lookThrough(matrix, circles, 'min');
    this.largest = isVague ? lookThrough(matrix, circles, 'max') : this.least;
    this.votes = controlShares(matrix, circles);
    const lines = new Lines(this.votes);
    this.controllers = this.votes.map((votes) => controlOf(votes, lines, rules.control));
    this.tops = new Tops(this.controllers, this.votes);
    this.counted = new Sum(matrix.parties.length);
  }

  /**
   * Who owns part of the company, in ascending order of their places: directly, through others from the rules' least
   * on, and who is at the top of those who control it, with everybody on the way to him.
   */
  interestsIn(company: number): Interest[] {
    const { matrix, rules, counted } = this;
    const links = new Map(matrix.holders[company]?.map((link) => [link.holder, link]));
    if (links.size === 0) return [];
    const { kind, owners: controllers } = this.controllers[company] as Control;
    const totals = this.totalsIn(company, rules.told.indirect);
    const isTold = (owner: number | null, from: number): owner is number =>
      owner !== null && (links.has(owner) || reaches(this.totalOf(company, owner), from));
    const top = this.topOf(company);
    const controlChain = isTold(top, rules.told.controlling) ? widestChain(matrix, company, top) : null;
    const parent = this.parentOf(company);
    const chains = largestChains(matrix, company, rules.told.indirect);
    const owners = new Set([...links.keys(), ...totals.keys(), ...(controlChain ?? []).map(({ holder }) => holder)]);
    if (isTold(parent, rules.told.controlling)) owners.add(parent);
    owners.delete(company);
    const isControlling = (owner: number) =>
      kind === 'CONTROLS' ? counted.of(owner) > rules.control.majority : controllers.includes(owner);
    counted.addAll(this.votes[company] as Votes);
    const interests = [...owners]
      .sort((one, other) => one - other)
      .map((owner): Interest => {
        const direct = spanOf(links.get(owner));
        const ways = chains.get(owner) ?? [];
        return {
          owner,
          direct,
          total: totals.get(owner) ?? this.totalOf(company, owner),
          votes: counted.of(owner),
          control: isControlling(owner) ? kind : null,
          isUltimate: matrix.holders[owner]?.length === 0,
          isUltimateParent: owner === parent,
          chains: direct && ways.length === 1 ? [] : ways.map(chainTo),
          controlChain: owner === top ? controlChain : null,
        };
      });
    counted.clear();
    return interests;
  }

  /**
   * By owner, null where it has no value; those who reach `from`. The most that ranges allow is the whole, also where it
   * has none.
   */
  totalsIn(company: number, from = 0): Map<number, Span | null> {
    const { least, largest } = this;
    const spans = new Map<number, Span | null>();
    const isVague = largest !== least;
    const exactly = least.totals[company] as Amounts;
    for (let at = 0; at < exactly.owners.length; at += 1) {
      const figure = inMillionths(exactly.values[at] as number);
      if (isVague || figure >= from) spans.set(exactly.owners[at] as number, { min: figure, max: figure });
    }
    if (isVague) {
      const most = largest.totals[company] as Amounts;
      const bound = (owner: number, max: number) => {
        const span = bounded(spans.get(owner)?.min ?? 0, max);
        if (span.max >= from) spans.set(owner, span);
        else spans.delete(owner);
      };
      for (const [at, owner] of most.owners.entries()) bound(owner, inMillionths(most.values[at] as number));
      for (const owner of largest.unsolved[company] ?? []) bound(owner, wholeShare);
    }
    for (const owner of least.unsolved[company] ?? []) spans.set(owner, null);
    return spans;
  }

  /** What one owner has in all, as `totalsIn` tells it. */
  private totalOf(company: number, owner: number): Span | null {
    const { least, largest } = this;
    if (least.unsolved[company]?.has(owner)) return null;
    const figureOf = ({ totals }: LookThrough) => inMillionths(amountOf(totals[company] as Amounts, owner));
    const min = figureOf(least);
    return bounded(min, largest.unsolved[company]?.has(owner) ? wholeShare : figureOf(largest));
  }

  /** Everybody who has the majority of its votes, directly or through others. */
  majorityIn(company: number): Int32Array {
    const { kind, owners } = this.controllers[company] as Control;
    return kind === 'CONTROLS' ? owners : nobody;
  }

  /** The one at the top of all who control it. */
  private topOf(company: number): number | null {
    return once(this.topsFound, company, () => this.tops.of(company, (this.controllers[company] as Control).owners));
  }

  /** The organisation at the top of those that have the majority. */
  parentOf(company: number): number | null {
    return once(this.parents, company, () => {
      const majority = this.majorityIn(company);
      if (majority.length === 0) return null;
      // Mostly they are all who control it, for whom it is known already.
      if (this.areOrganisations(majority)) return this.topOf(company);
      return this.tops.of(
        company,
        majority.filter((party) => this.isOrganisation[party] === 1),
      );
    });
  }

  private areOrganisations(parties: Int32Array): boolean {
    for (let at = 0; at < parties.length; at += 1) if (this.isOrganisation[parties[at] as number] === 0) return false;
    return true;
  }
}

/** What was found of a party before, else what is found now. */
function once<Found>(known: Map<number, Found>, party: number, find: () => Found): Found {
  const before = known.get(party);
  if (before !== undefined) return before;
  const found = find();
  known.set(party, found);
  return found;
}

const nobody = new Int32Array(0);

const spanOf = (link: Link | undefined): Span | null => (link ? { min: link.min, max: link.max } : null);

const bounded = (min: number, max: number): Span => ({ min, max: Math.max(min, Math.min(max, wholeShare)) });

const reaches = (total: Span | null, from: number): boolean => total === null || total.max >= from;

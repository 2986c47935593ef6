import type { GroupFacts, KnownParty } from './group-facts';
import type { Chain } from './ownership/chains';
import type { Interest } from './ownership/interests';
import type { OwnershipRules } from './ownership/rules';
import { type ShareMatrix, wholeShare } from './ownership/shares';
import type { CompanyResult, GroupResult } from './results';

type Value = string | number | boolean | null;

/** Rows for the four tables of results, in the order of the columns of `resultTables`. */
export interface ResultRows {
  readonly interests: Value[][];
  readonly steps: Value[][];
  readonly tests: Value[][];
  readonly owners: Value[][];
}

/** A share in percent with its four decimals. */
const percent = (millionths: number): string => (millionths / (wholeShare / 100)).toFixed(4);
const percentOrNull = (millionths: number | undefined): string | null =>
  millionths === undefined ? null : percent(millionths);

/** What the links of a chain come to, in millionths, halves rounded up. */
function product(chain: Chain, bound: 'min' | 'max'): number {
  const divisor = BigInt(wholeShare) ** BigInt(chain.length - 1);
  return Number((chain.reduce((share, link) => share * BigInt(link[bound]), 1n) + divisor / 2n) / divisor);
}

export class Rows {
  readonly rows: ResultRows = { interests: [], steps: [], tests: [], owners: [] };

  constructor(
    private readonly facts: GroupFacts,
    private readonly rules: OwnershipRules,
    private readonly today: string,
  ) {}

  add({ matrix, companies }: GroupResult): void {
    for (const result of companies) {
      for (const interest of result.interests) this.addInterest(matrix, result.company, interest);
      this.addTests(matrix, result);
    }
  }

  private stubOf(party: bigint): KnownParty {
    const stub = this.facts.parties.get(party);
    if (!stub) throw new Error(`Party ${party} has an interest and no relation.`);
    return stub;
  }

  private addInterest(matrix: ShareMatrix, company: bigint, interest: Interest): void {
    const owner = matrix.parties[interest.owner] as bigint;
    for (const [own, other, outgoing] of [
      [company, owner, false],
      [owner, company, true],
    ] as const) {
      const customer = this.facts.customers.get(own);
      if (!customer) continue;
      const { kind, nameMasked } = this.stubOf(other);
      const { direct, total, votes, control, isUltimate, isUltimateParent } = interest;
      const name = [String(own), outgoing, String(other)];
      this.rows.interests.push([
        ...name,
        customer.scopeKey,
        kind,
        nameMasked,
        percentOrNull(direct?.min),
        percentOrNull(direct?.max),
        percentOrNull(total?.min),
        percentOrNull(total?.max),
        percent(votes),
        control,
        isUltimate,
        isUltimateParent,
        this.today,
      ]);
      this.addSteps(matrix, company, interest, outgoing, [...name, customer.scopeKey]);
    }
  }

  private addSteps(
    { parties }: ShareMatrix,
    company: bigint,
    { chains, controlChain }: Interest,
    outgoing: boolean,
    name: readonly Value[],
  ): void {
    const paths = [...(outgoing ? [] : [controlChain]), ...chains];
    const first = outgoing ? 1 : 0;
    let place = 0;
    for (const [at, chain] of paths.entries()) {
      if (!chain) continue;
      const whole = [percent(product(chain, 'min')), percent(product(chain, 'max'))];
      const told = chain.map(({ holder, min, max }, link) => {
        const below = chain[link - 1];
        const party = outgoing ? (below ? parties[below.holder] : company) : parties[holder];
        return [String(party), percent(min), percent(max)];
      });
      for (const [position, link] of (outgoing ? told.reverse() : told).entries())
        this.rows.steps.push([...name, place++, first + at, position + 1, ...link, ...whole]);
    }
  }

  private addTests({ parties }: ShareMatrix, { company, tests }: CompanyResult): void {
    const key = this.facts.customers.get(company)?.scopeKey;
    if (key === undefined) return;
    for (const { regime, owners, missing } of tests) {
      const { source, equity } = this.rules.regimes[regime];
      const name = [String(company), regime];
      const list = `{${missing.join(',')}}`;
      this.rows.tests.push([...name, key, source, this.rules.version, percent(equity), list, this.today]);
      for (const [place, { party, reason, basis, share }] of owners.entries()) {
        const owner = parties[party] as bigint;
        const { kind, nameMasked } = this.stubOf(owner);
        const told = [percentOrNull(share?.min), percentOrNull(share?.max)];
        this.rows.owners.push([...name, place, key, String(owner), kind, nameMasked, reason, basis, ...told]);
      }
    }
  }
}

import type { GroupFacts, KnownParty } from './group-facts';
import type { Chain } from './ownership/chains';
import type { Interest } from './ownership/interests';
import type { OwnershipRules } from './ownership/rules';
import { type Link, type ShareMatrix, wholeShare } from './ownership/shares';
import type { CompanyResult, GroupResult } from './results';
import { fieldsText, rowText } from './row-text';

/**
 * Rows of a customer for the three tables of results as text: their columns in order, null for what whoever writes them
 * adds.
 */
export interface ResultRows {
  readonly interests: string[];
  readonly tests: string[];
  readonly owners: string[];
}

const added = null;

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
  /** By customer. */
  readonly rows = new Map<bigint, ResultRows>();

  constructor(
    private readonly facts: GroupFacts,
    private readonly rules: OwnershipRules,
  ) {}

  add({ matrix, companies }: GroupResult): void {
    for (const result of companies) {
      for (const interest of result.interests) this.addInterest(matrix, result.company, interest);
      this.addTests(matrix, result);
    }
  }

  private rowsOf(customer: bigint): ResultRows {
    const known = this.rows.get(customer);
    if (known) return known;
    const rows = { interests: [], tests: [], owners: [] };
    this.rows.set(customer, rows);
    return rows;
  }

  private stubOf(party: bigint): KnownParty {
    const stub = this.facts.parties.get(party);
    if (!stub) throw new Error(`Party ${party} has an interest and no relation.`);
    return stub;
  }

  private addInterest(matrix: ShareMatrix, company: bigint, interest: Interest): void {
    const owner = matrix.parties[interest.owner] as bigint;
    const { direct, total, votes, control, isUltimate, isUltimateParent } = interest;
    const figures = fieldsText([
      ...[percentOrNull(direct?.min), percentOrNull(direct?.max), added],
      ...[percentOrNull(total?.min), percentOrNull(total?.max), added],
      ...[percent(votes), control, added, isUltimate, isUltimateParent, added],
    ]);
    for (const [own, other, outgoing] of [
      [company, owner, false],
      [owner, company, true],
    ] as const) {
      const customer = this.facts.members.get(own)?.customer;
      if (!customer) continue;
      const { kind, nameMasked } = this.stubOf(other);
      const named = fieldsText([own, outgoing, other, customer.scopeKey, kind, nameMasked]);
      const steps = fieldsText([stepsText(matrix, company, interest, outgoing), added]);
      this.rowsOf(own).interests.push(rowText(named, figures, steps));
    }
  }

  private addTests({ parties }: ShareMatrix, { company, tests }: CompanyResult): void {
    const key = this.facts.members.get(company)?.customer?.scopeKey;
    if (key === undefined) return;
    const rows = this.rowsOf(company);
    for (const { regime, owners, missing } of tests) {
      const { source, equity } = this.rules.regimes[regime];
      const name = [company, regime];
      const list = `{${missing.join(',')}}`;
      const test = [...name, key, source, this.rules.version, percent(equity), list, added, added];
      rows.tests.push(rowText(fieldsText(test)));
      for (const [place, { party, reason, basis, share }] of owners.entries()) {
        const owner = parties[party] as bigint;
        const { kind, nameMasked } = this.stubOf(owner);
        const told = [percentOrNull(share?.min), percentOrNull(share?.max)];
        const fields = [...name, place, key, owner, kind, nameMasked, reason, basis, ...told, added, added];
        rows.owners.push(rowText(fieldsText(fields)));
      }
    }
  }
}

/** The links of all ways of an interest, seven numbers each, from the customer outward; null where there are none. */
function stepsText(
  { parties }: ShareMatrix,
  company: bigint,
  { chains, controlChain }: Interest,
  outgoing: boolean,
): string | null {
  const paths = outgoing ? chains : [controlChain, ...chains];
  const first = outgoing ? 1 : 0;
  const steps: string[] = [];
  paths.forEach((chain, at) => {
    if (!chain) return;
    const whole = `${product(chain, 'min')},${product(chain, 'max')}`;
    for (let position = 1; position <= chain.length; position += 1) {
      const link = outgoing ? chain.length - position : position - 1;
      const { holder, min, max } = chain[link] as Link;
      const below = chain[link - 1];
      const party = outgoing ? (below ? parties[below.holder] : company) : parties[holder];
      steps.push(`${first + at},${position},${party},${min},${max},${whole}`);
    }
  });
  return steps.length > 0 ? steps.join() : null;
}

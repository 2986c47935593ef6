import type { GroupFacts, Tie } from './group-facts';
import type { Group } from './groups';
import { type OwnerTest, testOwners } from './ownership/beneficial-owners';
import { type Interest, Ownership } from './ownership/interests';
import type { PartyFacts } from './ownership/party-facts';
import type { OwnershipRules, Regime } from './ownership/rules';
import { type ShareMatrix, shareMatrix } from './ownership/shares';

/** What was worked out of one company. */
export interface CompanyResult {
  readonly company: bigint;
  readonly interests: readonly Interest[];
  /** None where it is not a company among the customers. */
  readonly tests: readonly OwnerTest[];
  /** Who has the majority of its votes, and the organisation at their top; parties by their places. */
  readonly controllers: Int32Array;
  readonly parent: number | null;
}

export interface GroupResult {
  readonly matrix: ShareMatrix;
  readonly companies: readonly CompanyResult[];
}

/** Works out ownership, control and beneficial owners of one group. */
export function resultOf(
  group: Group,
  facts: GroupFacts,
  ties: ReadonlyMap<bigint, readonly Tie[]>,
  rules: OwnershipRules,
): GroupResult {
  const own = group.flatMap((party) => ties.get(party) ?? []);
  const isHolding = ({ type, isIndirect }: Tie) => type === 'SHAREHOLDING' && !isIndirect;
  const matrix = shareMatrix(own.filter(isHolding), [...group, ...own.map(({ holder }) => holder)]);
  const { parties } = matrix;
  const isPerson = (place: number) => facts.parties.get(parties[place] as bigint)?.kind === 'INDIVIDUAL';
  const ownership = new Ownership(matrix, rules, (place) => !isPerson(place));
  const places = new Map(parties.map((party, place) => [party, place]));
  const at = (place: number) =>
    (ties.get(parties[place] as bigint) ?? [])
      .filter((tie) => tie.type !== 'SHAREHOLDING')
      .map(({ holder, type, min, max, since }) => ({ holder: places.get(holder) as number, type, min, max, since }));
  const party: PartyFacts = { isPerson, rights: at, offices: at };
  const companies = group.map((company): CompanyResult => {
    const place = places.get(company) as number;
    const regimes = facts.members.get(company)?.customer?.isCompany ? (Object.keys(rules.regimes) as Regime[]) : [];
    return {
      company,
      interests: ownership.interestsIn(place),
      controllers: ownership.majorityIn(place),
      parent: ownership.parentOf(place),
      tests: regimes.map((regime) => testOwners(ownership, party, place, regime, rules.regimes[regime])),
    };
  });
  return { matrix, companies };
}

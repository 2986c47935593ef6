import type { RelationshipType } from '../../entities/related-party/relationship-type.table';
import type { Ownership, Span } from './interests';
import type { PartyFacts, Right } from './party-facts';
import { wholeShare } from './shares';

/** All that a person has in a company, directly and through others. */
export interface PersonRights {
  readonly party: number;
  readonly equity: Span | null;
  readonly income: Span | null;
  readonly voting: Span | null;
  /** By what he controls it; null where he does not. */
  readonly control: RelationshipType | null;
}

const controlling: ReadonlySet<RelationshipType> = new Set(['CONTRACT_CONTROL', 'APPOINTS_BOARD']);

/** The persons who have anything in a company, in ascending order. */
export function rightsOf(ownership: Ownership, facts: PartyFacts, company: number): PersonRights[] {
  const equity = ownership.totalsIn(company);
  const rights = facts.rights(company);
  const income = new Map<number, Span>();
  const voting = new Map<number, Span>();
  for (const right of rights) {
    if (right.type === 'PROFIT_RIGHTS')
      for (const [person, part] of sharersOf(ownership, facts, right.holder)) addPart(income, person, right, part);
    if (right.type === 'VOTING_RIGHTS')
      for (const person of commandersOf(ownership, facts, right.holder)) addPart(voting, person, right, undivided);
  }
  const control = new Map<number, RelationshipType>();
  const commanded = [company, ...ownership.majorityIn(company)];
  for (const right of commanded.flatMap(facts.rights).filter(({ type }) => controlling.has(type)))
    for (const person of commandersOf(ownership, facts, right.holder)) control.set(person, right.type);
  for (const owner of ownership.controllers[company]?.owners ?? [])
    if (facts.isPerson(owner)) control.set(owner, 'SHAREHOLDING');
  const persons = new Set([...equity.keys(), ...income.keys(), ...voting.keys(), ...control.keys()]);
  return [...persons]
    .filter((party) => party !== company && facts.isPerson(party))
    .sort((one, other) => one - other)
    .map((party) => ({
      party,
      equity: equity.get(party) ?? null,
      income: income.get(party) ?? null,
      voting: voting.get(party) ?? null,
      control: control.get(party) ?? null,
    }));
}

const undivided: Span = { min: wholeShare, max: wholeShare };

function addPart(sums: Map<number, Span>, person: number, right: Right, part: Span): void {
  const known = sums.get(person) ?? { min: 0, max: 0 };
  const times = (one: number, other: number) => Math.round((one * other) / wholeShare);
  sums.set(person, {
    min: Math.min(wholeShare, known.min + times(right.min, part.min)),
    max: Math.min(wholeShare, known.max + times(right.max, part.max)),
  });
}

/** Those to whom a holder's income goes in the end. */
function sharersOf(ownership: Ownership, { isPerson }: PartyFacts, holder: number): [number, Span][] {
  if (isPerson(holder)) return [[holder, undivided]];
  return [...ownership.totalsIn(holder)].flatMap(([owner, total]): [number, Span][] => (total ? [[owner, total]] : []));
}

/** Those who say what a holder does. */
function commandersOf(ownership: Ownership, { isPerson }: PartyFacts, holder: number): Iterable<number> {
  if (isPerson(holder)) return [holder];
  return ownership.majorityIn(holder).filter(isPerson);
}

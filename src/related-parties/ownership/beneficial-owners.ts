import { missingParts, type ownerReasons } from '../../entities/ownership/beneficial-owner.table';
import type { RelationshipType } from '../../entities/related-party/relationship-type.table';
import type { Ownership, Span } from './interests';
import type { Office, PartyFacts } from './party-facts';
import { type PersonRights, rightsOf } from './person-rights';
import type { Regime, RegimeRules } from './rules';
import { knownShare, wholeShare } from './shares';

type OwnerReason = (typeof ownerReasons)[number];
type MissingPart = (typeof missingParts)[number];

export interface BeneficialOwner {
  readonly party: number;
  readonly reason: OwnerReason;
  /** The relation that the reason rests on. */
  readonly basis: RelationshipType;
  /** The share that makes him one; null where it is an office or control. */
  readonly share: Span | null;
}

export interface OwnerTest {
  readonly regime: Regime;
  readonly owners: readonly BeneficialOwner[];
  readonly missing: readonly MissingPart[];
}

/** The beneficial owners of a company by one regime, and what is missing to be sure of them. */
export function testOwners(
  ownership: Ownership,
  facts: PartyFacts,
  company: number,
  regime: Regime,
  rules: RegimeRules,
): OwnerTest {
  const persons = rightsOf(ownership, facts, company);
  const owners = persons.flatMap((person) => ownerBy(person, rules) ?? []);
  const manager = managerOf(facts, company, rules);
  const needsManager = rules.manager === 'ALWAYS' || owners.length === 0;
  if (needsManager && manager) {
    const reason = rules.manager === 'ALWAYS' ? 'CONTROL_PERSON' : 'MANAGER';
    owners.push({ party: manager.holder, reason, basis: manager.type, share: null });
  }
  const missing = new Set<MissingPart>(missingOf(ownership, persons, company, rules));
  if (needsManager && !manager) missing.add('MANAGER');
  return { regime, owners, missing: missingParts.filter((part) => missing.has(part)) };
}

function ownerBy(person: PersonRights, rules: RegimeRules): BeneficialOwner | null {
  const { party, equity, income, voting, control } = person;
  const reaches = (span: Span | null, least: number | undefined) =>
    least !== undefined && span !== null && span.min >= least;
  if (reaches(equity, rules.equity)) return { party, reason: 'EQUITY', basis: 'SHAREHOLDING', share: equity };
  if (reaches(income, rules.income)) return { party, reason: 'INCOME', basis: 'PROFIT_RIGHTS', share: income };
  if (reaches(voting, rules.voting)) return { party, reason: 'VOTING', basis: 'VOTING_RIGHTS', share: voting };
  if (rules.control && control) return { party, reason: 'CONTROL', basis: control, share: null };
  return null;
}

function managerOf({ isPerson, offices }: PartyFacts, company: number, rules: RegimeRules): Office | undefined {
  const place = ({ type }: Office) => rules.offices.indexOf(type);
  return offices(company)
    .filter((office) => isPerson(office.holder) && place(office) >= 0)
    .sort(
      (one, other) =>
        place(one) - place(other) ||
        (one.since < other.since ? -1 : Number(one.since > other.since)) ||
        one.holder - other.holder,
    )[0];
}

function* missingOf(
  ownership: Ownership,
  persons: readonly PersonRights[],
  company: number,
  rules: RegimeRules,
): Generator<MissingPart> {
  const totals = ownership.totalsIn(company);
  const traced = persons.reduce((sum, { equity }) => sum + (equity?.min ?? 0), 0);
  // Somebody unknown could hold what is not traced to a person.
  if (wholeShare - traced >= rules.equity) yield 'OWNERS';
  if (persons.some(({ equity }) => equity && equity.min < rules.equity && equity.max >= rules.equity))
    yield 'EXACT_SHARE';
  if ([...totals.values()].some((total) => total === null)) yield 'CIRCLE';
  if (knownShare(ownership.matrix.holders[company] ?? []) > wholeShare) yield 'CONTRADICTION';
}

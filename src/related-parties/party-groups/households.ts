import { gathered } from '../gathered';
import type { Bond } from '../group-facts';
import type { Group } from '../groups';
import { anchorOf, type PartyGroup, partyGroup } from './party-groups';

/** Persons joined by their families, by and by; without a customer among them they are nobody's household. */
export function householdsOf(
  groups: readonly Group[],
  bonds: readonly Bond[],
  isCustomer: (party: bigint) => boolean,
): PartyGroup[] {
  const bondsOf = gathered(bonds, ({ from }) => from);
  return groups.flatMap((group) => {
    const anchor = anchorOf(group, isCustomer);
    if (group.length < 2 || anchor === undefined) return [];
    const joined = group
      .flatMap((party) => bondsOf.get(party) ?? [])
      .map(({ from, to, since }) => ({ one: from, other: to, reason: 'FAMILY' as const, since }));
    return [partyGroup('HOUSEHOLD', anchor, group, joined)];
  });
}

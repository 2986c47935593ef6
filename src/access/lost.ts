import type { Grant, Viewer } from './viewer';

/** Whether something that a reader could reach before is out of his reach now; null: he is not at work any more. */
export function hasLost(before: Viewer, now: Viewer | null): boolean {
  if (!now) return true;
  const grants = new Set(now.grants.map(nameOf));
  if (before.grants.some((grant) => !grants.has(nameOf(grant)))) return true;
  return (['portfolio', 'cases', 'contacts'] as const).some((list) => {
    const customers = new Set(now[list]);
    return before[list].some((customer) => !customers.has(customer));
  });
}

/** A unit that moved in the tree is another interval, and may hold others' customers. */
const nameOf = ({ role, orgUnitId, lft, rgt, kinds }: Grant) => [role, orgUnitId, lft, rgt, kinds].join(' ');

import { type CustomerKind, customerKinds, policy, type Reach, type Relation, type Role } from './policy';
import type { Grant, Viewer } from './viewer';

/** One role of a viewer with the form of its reach, without ids: what a cached plan may depend on. */
export interface Right {
  readonly role: Role;
  readonly relation: Relation;
  readonly reach: Exclude<Reach, 'NONE'>;
  /** How many intervals of scope keys bound the right; 0 where the kinds are not limited. */
  readonly ranges: number;
}

export interface AccessShape {
  readonly key: string;
  readonly rights: readonly Right[];
}

/** A half-open interval of scope keys. */
export type KeyRange = readonly [low: number, high: number];

/** Scope key = customer kind × 2²⁸ + position of the customer's home unit in the org tree. */
const kindWidth = 2 ** 28;
const kindNumber = (kind: CustomerKind) => customerKinds.indexOf(kind) + 1;

/** The intervals of scope keys of one role, over all the viewer's grants of it. */
export function rangesOf(viewer: Viewer, role: Role): KeyRange[] {
  return viewer.grants.filter((grant) => grant.role === role).flatMap(grantRanges);
}

function grantRanges(grant: Grant): KeyRange[] {
  const whole = policy[grant.role].reach === 'EVERY';
  return (grant.kinds ?? customerKinds).map((kind): KeyRange => {
    const base = kindNumber(kind) * kindWidth;
    return whole ? [base, base + kindWidth] : [base + grant.lft, base + grant.rgt];
  });
}

/** Rounded up, so that viewers with a few grants more share a plan; the rest is filled with empty intervals. */
function roundUp(count: number): number {
  let size = 1;
  while (size < count) size *= 3;
  return size;
}

export function accessShape(viewer: Viewer): AccessShape {
  const rights: Right[] = [];
  for (const role of new Set(viewer.grants.map((grant) => grant.role))) {
    const { reach, relation } = policy[role];
    if (reach === 'NONE') continue;
    const unlimited = viewer.grants.some((grant) => grant.role === role && grant.kinds === null);
    const bounded = reach === 'SUBTREE' || !unlimited;
    rights.push({ role, relation, reach, ranges: bounded ? roundUp(rangesOf(viewer, role).length) : 0 });
  }
  rights.sort((a, b) => (a.role < b.role ? -1 : 1));
  return { key: rights.map((right) => `${right.role}:${right.ranges}`).join(','), rights };
}

import {
  type CustomerKind,
  customerKinds,
  type Permissions,
  policy,
  type Reach,
  type Relation,
  type Role,
  type RolePolicy,
} from './policy';
import type { Grant, Viewer } from './viewer';

/** One right of a viewer with the form of its reach, without ids: what a cached plan may depend on. */
export interface Right {
  /** The role, or the role's right on customers with whom its holder is in contact, or whom he has opened. */
  readonly name: string;
  readonly role: Role;
  readonly relation: Relation;
  readonly reach: Reach;
  readonly permissions: Permissions;
  /** Holds for customers that the request names, and for nothing that a list or a relation leads to. */
  readonly single: boolean;
  /** Finds a customer by an exact number of a protected kind. */
  readonly lookup: boolean;
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

const ofSubtree = (reach: Reach) => reach === 'SUBTREE' || reach === 'CONSENTING';

/** The right reaches all customers of its places, or all there are. */
export const isByPlace = ({ reach }: Right): boolean => reach === 'EVERY' || reach === 'SUBTREE';

/** The intervals of scope keys of one role, over all the viewer's grants of it. */
export function rangesOf(viewer: Viewer, role: Role): readonly KeyRange[] {
  const ofViewer = ranges.get(viewer) ?? new Map<Role, readonly KeyRange[]>();
  ranges.set(viewer, ofViewer);
  const known = ofViewer.get(role);
  if (known) return known;
  const made = viewer.grants.filter((grant) => grant.role === role).flatMap(grantRanges);
  ofViewer.set(role, made);
  return made;
}

const ranges = new WeakMap<Viewer, Map<Role, readonly KeyRange[]>>();
const shapes = new WeakMap<Viewer, AccessShape>();

function grantRanges(grant: Grant): KeyRange[] {
  return (grant.kinds ?? customerKinds).map((kind): KeyRange => {
    const base = kindNumber(kind) * kindWidth;
    return ofSubtree(policy[grant.role].reach) ? [base + grant.lft, base + grant.rgt] : [base, base + kindWidth];
  });
}

/** Rounded up, so that viewers with a few grants more share a plan; the rest is filled with empty intervals. */
function roundUp(count: number): number {
  let size = 1;
  while (size < count) size *= 3;
  return size;
}

export function accessShape(viewer: Viewer): AccessShape {
  const known = shapes.get(viewer);
  if (known) return known;
  const shape = shapeOf(viewer);
  shapes.set(viewer, shape);
  return shape;
}

function shapeOf(viewer: Viewer): AccessShape {
  const roles = [...new Set(grantsHeld(viewer).map(({ role }) => role))].sort();
  const rights = roles.flatMap((role) => rightsOf(viewer, role));
  return { key: rights.map((right) => `${right.name}:${right.ranges}`).join(','), rights };
}

/** Whether a role holds on the way by which the viewer comes: with a text of his own or through a document, by a tool or not. */
const holdsOnWay = ({ documentsOnly }: RolePolicy, { throughDocument }: Viewer): boolean =>
  throughDocument || !documentsOnly;

/** The grants that hold for a viewer as he comes. */
export const grantsHeld = (viewer: Viewer): Grant[] =>
  viewer.grants.filter(({ role }) => holdsOnWay(policy[role], viewer));

function rightsOf(viewer: Viewer, role: Role): Right[] {
  const { reach, relation, permissions, lookup, inContact }: RolePolicy = policy[role];
  const unlimited = viewer.grants.some((grant) => grant.role === role && grant.kinds === null);
  // The kinds of a case are settled with its unit, grant by grant, where the directory finds the cases.
  const bounded = ofSubtree(reach) || (!unlimited && reach !== 'CASES');
  const ranges = bounded ? roundUp(rangesOf(viewer, role).length) : 0;
  const alone = lookup === true;
  const right: Right = { name: role, role, relation, reach, permissions, single: alone, lookup: alone, ranges };
  const further: Right[] = [];
  if (inContact) further.push({ ...right, name: `${role} in contact`, reach: 'IN_CONTACT', permissions: inContact });
  // Never through a tool: who breaks the glass looks for himself.
  if (!viewer.throughTool && viewer.openings.some((opening) => opening.role === role)) further.push(openedBy(right));
  return [right, ...further];
}

/** What a role sees of a customer whom its holder has opened. */
const openedBy = (right: Right): Right => ({
  ...right,
  name: `${right.role} by break-glass`,
  relation: 'CASE',
  reach: 'OPENED',
  permissions: { ...right.permissions, AML: 'HIDDEN' },
  single: true,
  lookup: false,
  ranges: 0,
});

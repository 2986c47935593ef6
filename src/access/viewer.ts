import { type CustomerKind, policy, type Reach, type Role } from './policy';

/** One right of a person: a role over an org unit's interval, optionally limited to customer kinds. */
export interface Grant {
  readonly role: Role;
  readonly orgUnitId: bigint;
  readonly orgUnitCode: string;
  readonly lft: number;
  readonly rgt: number;
  readonly kinds: readonly CustomerKind[] | null;
}

/** One customer opened by one role, for a stated reason, until a moment. */
export interface Opening {
  readonly customerId: bigint;
  readonly role: Role;
  readonly until: Date;
}

/** The reader of a request, taken from the bank's directory and never from the token. */
export interface Viewer {
  /** Stable name of the principal, for cursors, limits and audit. */
  readonly principal: string;
  readonly employeeId: bigint;
  readonly staffNumber: string;
  readonly clientId: string;
  readonly grants: readonly Grant[];
  /** Customers assigned to the viewer today as PRIMARY_RM, CO_RM or COVER. */
  readonly portfolio: readonly bigint[];
  /** Customers with a complaint at a unit that the viewer handles complaints for: open, or closed within 90 days. */
  readonly cases: readonly bigint[];
  /** Customers with whom the viewer has logged a contact today. */
  readonly contacts: readonly bigint[];
  /** Customers out of scope whom the viewer has opened by breaking the glass. */
  readonly openings: readonly Opening[];
  /** Today in the bank's time zone, YYYY-MM-DD. */
  readonly today: string;
  /** The bank's time zone, by its IANA name. */
  readonly timeZone: string;
  /** The first day for which related parties were worked out; null: none. */
  readonly workedOutSince: string | null;
  /** He asks through a registered document, and not with a text of his own. */
  readonly throughDocument: boolean;
  /** His client is a reporting tool. */
  readonly throughTool: boolean;
}

const throughDocuments = new WeakMap<Viewer, Viewer>();

/** The same person coming through a registered document; always the same object, for what is kept by viewer. */
export function asThroughDocument(viewer: Viewer): Viewer {
  let known = throughDocuments.get(viewer);
  if (!known) {
    known = { ...viewer, throughDocument: true };
    throughDocuments.set(viewer, known);
  }
  return known;
}

const holders = new WeakMap<Viewer, Map<string, Viewer>>();

/** The same person with what some roles give him and nothing else; whom he opened is for reading only. */
export function asHolderOf(viewer: Viewer, roles: readonly Role[]): Viewer {
  const key = roles.join();
  const ofViewer = holders.get(viewer) ?? new Map<string, Viewer>();
  holders.set(viewer, ofViewer);
  const known = ofViewer.get(key);
  if (known) return known;
  const reaches = (reach: Reach) => roles.some((role) => policy[role].reach === reach);
  const made: Viewer = {
    ...viewer,
    grants: viewer.grants.filter(({ role }) => roles.includes(role)),
    portfolio: reaches('PORTFOLIO') ? viewer.portfolio : [],
    cases: reaches('CASES') ? viewer.cases : [],
    openings: [],
  };
  ofViewer.set(key, made);
  return made;
}

/**
 * Who may see what: the one table of the product. Scope, permission rules, masks, field descriptions and the README's
 * matrix are all made from this file; nothing else states a right.
 */
export const customerKinds = ['INDIVIDUAL', 'CORPORATE', 'INSTITUTION'] as const;
export type CustomerKind = (typeof customerKinds)[number];

export const dataClasses = ['C1', 'IDENTITY', 'MONEY', 'C3', 'NOTES', 'RISK', 'AML'] as const;
export type DataClass = (typeof dataClasses)[number];

export const effects = ['FULL', 'MASKED', 'HIDDEN'] as const;
export type Effect = (typeof effects)[number];

/** How the reader stands to a record. LINKED: not in scope, reached over a relation from a record that is. */
export const relations = ['OWN_PORTFOLIO', 'OWN_BRANCH', 'BANK_WIDE', 'CASE', 'LINKED'] as const;
export type Relation = (typeof relations)[number];

/**
 * Which rows a role reaches: all; those of the grant's unit and below, or of them those who consent to marketing; those
 * assigned today; those with a case at the grant's unit; those the reader is in contact with; or those he broke the glass
 * for.
 */
export type Reach = 'EVERY' | 'SUBTREE' | 'CONSENTING' | 'PORTFOLIO' | 'CASES' | 'IN_CONTACT' | 'OPENED';

export type Permissions = Readonly<Record<DataClass, Effect>>;

export interface RolePolicy {
  readonly reach: Reach;
  readonly relation: Relation;
  readonly permissions: Permissions;
  /** Finds single customers by an exact number only: no list, no search, no way from one customer to another. */
  readonly lookup?: true;
  /** Holds only for who comes through a registered document. */
  readonly documentsOnly?: true;
  /** What the role may see of customers with whom its holder has logged a contact today. */
  readonly inContact?: Permissions;
  /** Its holder may open one customer out of scope for a while, with the role's own effects; money laundering never. */
  readonly breakGlass?: true;
  /** Its holder may save a report of his own, which another person activates. */
  readonly savesReports?: true;
}

const letters = { F: 'FULL', M: 'MASKED', H: 'HIDDEN' } as const;

/** Reads one line of the table: an effect for each data class, in the order of `dataClasses`. */
function row(line: string): Permissions {
  const effects = line.split(' ').map((letter) => letters[letter as keyof typeof letters]);
  return Object.fromEntries(dataClasses.map((dataClass, index) => [dataClass, effects[index]])) as Permissions;
}

//                          rows in scope       relation                    C1 IDENTITY MONEY C3 NOTES RISK AML
export const policy = {
  HEAD_OFFICE: { reach: 'EVERY', relation: 'BANK_WIDE', permissions: row('F F F M F F H'), savesReports: true },
  BRANCH_MANAGER: {
    reach: 'SUBTREE',
    relation: 'OWN_BRANCH',
    permissions: row('F F F M F F H'),
    breakGlass: true,
    savesReports: true,
  },
  RELATIONSHIP_MANAGER: {
    reach: 'PORTFOLIO',
    relation: 'OWN_PORTFOLIO',
    permissions: row('F F F F F F H'),
    breakGlass: true,
    savesReports: true,
  },
  TELLER: { reach: 'SUBTREE', relation: 'OWN_BRANCH', permissions: row('F F F M H H H'), lookup: true },
  SERVICE_AGENT: {
    reach: 'EVERY',
    relation: 'BANK_WIDE',
    permissions: row('F M H M H H H'),
    lookup: true,
    inContact: row('F F H M H H H'),
  },
  MARKETING: { reach: 'CONSENTING', relation: 'OWN_BRANCH', permissions: row('F F H H H H H') },
  COMPLAINT_HANDLER: { reach: 'CASES', relation: 'CASE', permissions: row('F F H M F H H'), breakGlass: true },
  COMPLIANCE_OFFICER: {
    reach: 'EVERY',
    relation: 'BANK_WIDE',
    permissions: row('F F F F F F F'),
    savesReports: true,
  },
  AUDITOR: { reach: 'EVERY', relation: 'BANK_WIDE', permissions: row('F M F M H F H') },
  REPORTING: {
    reach: 'SUBTREE',
    relation: 'OWN_BRANCH',
    permissions: row('F M F H H F H'),
    documentsOnly: true,
  },
} as const satisfies Record<string, RolePolicy>;

export type Role = keyof typeof policy;
export const roles = Object.keys(policy) as Role[];

/** Who may open a customer out of scope; of several roles of one person the first that may is taken. */
export const breakGlassRoles = roles.filter((role) => 'breakGlass' in policy[role]);
export const longestOpening = 60;

/** Anyone's rights on a party that is only linked: the kind in full, the name masked, nothing else. */
export const linkedPermissions: Permissions = row('M H H H H H H');

/** The roles that save reports of their own. */
export const reportAuthors = roles.filter((role) => 'savesReports' in policy[role]);

/** Who may see what, copied by hand from the requirement; the product's own table is not read. */
export const classes = ['C1', 'IDENTITY', 'MONEY', 'C3', 'NOTES', 'RISK', 'AML'] as const;
export type Class = (typeof classes)[number];
export type Effect = 'FULL' | 'MASKED' | 'HIDDEN';
type Effects = Readonly<Record<Class, Effect>>;

const letters: Record<string, Effect> = { F: 'FULL', M: 'MASKED', H: 'HIDDEN' };
const line = (text: string): Effects =>
  Object.fromEntries(text.split(' ').map((letter, at) => [classes[at], letters[letter]])) as Effects;

// C1 IDENTITY MONEY C3 NOTES RISK AML
const matrix = {
  HEAD_OFFICE: line('F F F M F F H'),
  BRANCH_MANAGER: line('F F F M F F H'),
  RELATIONSHIP_MANAGER: line('F F F F F F H'),
  TELLER: line('F F F M H H H'),
  SERVICE_AGENT: line('F M H M H H H'),
  'SERVICE_AGENT with a contact of today': line('F F H M H H H'),
  MARKETING: line('F F H H H H H'),
  COMPLAINT_HANDLER: line('F F H M F H H'),
  COMPLIANCE_OFFICER: line('F F F F F F F'),
  AUDITOR: line('F M F M H F H'),
  REPORTING: line('F M F H H F H'),
  'BRANCH_MANAGER by break-glass': line('F F F M F F H'),
  'RELATIONSHIP_MANAGER by break-glass': line('F F F F F F H'),
  'COMPLAINT_HANDLER by break-glass': line('F F H M F H H'),
};
export type Standing = keyof typeof matrix;
export const allStandings = Object.keys(matrix) as Standing[];

const relations: Record<Standing, string> = {
  HEAD_OFFICE: 'BANK_WIDE',
  BRANCH_MANAGER: 'OWN_BRANCH',
  RELATIONSHIP_MANAGER: 'OWN_PORTFOLIO',
  TELLER: 'OWN_BRANCH',
  SERVICE_AGENT: 'BANK_WIDE',
  'SERVICE_AGENT with a contact of today': 'BANK_WIDE',
  MARKETING: 'OWN_BRANCH',
  COMPLAINT_HANDLER: 'CASE',
  COMPLIANCE_OFFICER: 'BANK_WIDE',
  AUDITOR: 'BANK_WIDE',
  REPORTING: 'OWN_BRANCH',
  'BRANCH_MANAGER by break-glass': 'CASE',
  'RELATIONSHIP_MANAGER by break-glass': 'CASE',
  'COMPLAINT_HANDLER by break-glass': 'CASE',
};

/** As what the holder of a role stands to a customer whom he has opened. */
export const openingAs = (role: string) => `${role} by break-glass` as Standing;

/** What a role makes of its holder; reporting tools read through registered documents only. */
export function standingsOf(role: string, throughDocument: boolean): Standing[] {
  if (role === 'REPORTING' && !throughDocument) return [];
  if (role === 'SERVICE_AGENT') return ['SERVICE_AGENT', 'SERVICE_AGENT with a contact of today'];
  const opening = openingAs(role);
  return [...(role in matrix ? [role as Standing] : []), ...(opening in matrix ? [opening] : [])];
}

export const relationOf = (standing: Standing): string => relations[standing];
export const effectFor = (standing: Standing, dataClass: Class): Effect => matrix[standing][dataClass];

const strength: Record<Effect, number> = { HIDDEN: 0, MASKED: 1, FULL: 2 };

/** The most permissive effect among the standings whose rows contain the record. */
export function bestEffect(standings: Iterable<Standing>, dataClass: Class): Effect {
  let best: Effect = 'HIDDEN';
  for (const standing of standings) {
    const effect = effectFor(standing, dataClass);
    if (strength[effect] > strength[best]) best = effect;
  }
  return best;
}

/** The relation that a record tells, the nearest first. */
export function nearestRelation(standings: Iterable<Standing>): string | null {
  const held = new Set([...standings].map(relationOf));
  return ['OWN_PORTFOLIO', 'OWN_BRANCH', 'BANK_WIDE', 'CASE'].find((relation) => held.has(relation)) ?? null;
}

import type { Standing } from '../matrix';
import type { Row } from '../values';
import type { Context } from './model';

/** Standings by which measures are read over whole units, and those by which customers are reached one by one. */
export const byUnit: readonly Standing[] = [
  'HEAD_OFFICE',
  'AUDITOR',
  'COMPLIANCE_OFFICER',
  'BRANCH_MANAGER',
  'REPORTING',
];
const byName: readonly Standing[] = [
  'RELATIONSHIP_MANAGER',
  'COMPLAINT_HANDLER',
  'BRANCH_MANAGER by break-glass',
  'RELATIONSHIP_MANAGER by break-glass',
  'COMPLAINT_HANDLER by break-glass',
];

/**
 * Whether a group of so many may be told of, so many of them reached by their unit: ten members, and of those out of reach
 * none or ten; whoever is reached by name counts as one.
 */
export function tellsGroup(size: number, within: number, { bank, reader }: Context): boolean {
  const isNamed = (customer: number) => byName.some((standing) => reader.reaches(customer).has(standing));
  const named = bank.now.rows('customer').filter(({ customer_id: id }) => isNamed(id as number)).length;
  return size >= 10 && (within === size || size - within - named >= 10);
}

export function tellsOf(members: readonly number[], context: Context): boolean {
  const isWithin = (member: number) => byUnit.some((standing) => context.reader.reaches(member).has(standing));
  return tellsGroup(members.length, members.filter(isWithin).length, context);
}

/** The kind that a customer was of on a day. */
export const kindOf = (row: Row) => String(row.peer_group).split(' ')[0] as string;

const unitOf = ({ customer_id: id }: Row, { bank }: Context) =>
  bank.now.one('customer', 'customer_id', id as number)?.org_unit_id;

/** The groups that a customer is compared with: by what name figures are kept, and who is in it. */
const groups: Readonly<Record<Group, { name(row: Row, context: Context): string; alike: Alike }>> = {
  peers: { name: (row) => String(row.peer_group), alike: (one, other) => one.peer_group === other.peer_group },
  unit: {
    name: (row, context) => `${kindOf(row)} #${unitOf(row, context)}`,
    alike: (one, other, context) => kindOf(one) === kindOf(other) && unitOf(one, context) === unitOf(other, context),
  },
  bank: { name: kindOf, alike: (one, other) => kindOf(one) === kindOf(other) },
};
export type Group = 'peers' | 'unit' | 'bank';
type Alike = (one: Row, other: Row, context: Context) => boolean;

interface GroupFigure {
  readonly average: number;
  readonly bounds: readonly number[];
}

/** What may be told of a group, counted over its members where figures of it are kept. */
export function figureOf(row: Row, column: string, code: string, group: Group, context: Context): GroupFigure | null {
  const { name, alike } = groups[group];
  const kept = context.bank
    .where('peer_figure', 'code', code)
    .find((one) => one.as_of === row.as_of && one.peer_group === name(row, context));
  if (!kept) return null;
  const members = context.bank
    .where('customer_measure', 'as_of', String(row.as_of))
    .filter((other) => alike(row, other, context));
  const values = members.map((member) => member[column]).filter((value) => value !== null);
  const numbers = values.map(Number);
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const whole = numbers.reduce((sum, value) => sum + Math.abs(value), 0);
  const isTold =
    numbers.length >= 10 &&
    (whole === 0 || Math.max(...numbers.map(Math.abs)) / whole <= 0.5) &&
    tellsOf(
      members.map(({ customer_id: id }) => id as number),
      context,
    );
  return isTold ? { average: total / numbers.length, bounds: kept.bounds as readonly number[] } : null;
}

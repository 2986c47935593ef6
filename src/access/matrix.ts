import {
  type DataClass,
  dataClasses,
  linkedPermissions,
  longestOpening,
  type Permissions,
  policy,
  type RolePolicy,
  roles,
} from './policy';

const rowsInReach: Record<RolePolicy['reach'], string> = {
  EVERY: 'every customer',
  SUBTREE: 'customers of the own unit and below',
  CONSENTING: 'customers of the own unit and below who consent to marketing',
  PORTFOLIO: 'customers assigned today',
  CASES: 'customers with a complaint at the own unit, open or closed within 90 days',
  IN_CONTACT: 'customers with whom a contact was logged today',
  OPENED: `one customer opened by break-glass, for a stated reason and at most ${longestOpening} minutes`,
};

const cells = (permissions: Permissions) => dataClasses.map((dataClass) => permissions[dataClass][0] as string);
const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;

/** The policy as one table: who reaches which rows, and what of them he sees (F full, M masked, H hidden). */
export function accessMatrix(): string {
  const lines = [
    line(['role', 'rows', 'relation', ...dataClasses]),
    line(['---', '---', '---', ...dataClasses.map(() => ':-:')]),
  ];
  for (const role of roles) {
    const { reach, relation, permissions, lookup, documentsOnly, inContact, breakGlass }: RolePolicy = policy[role];
    const way = `${lookup ? ', one by one by lookup' : ''}${documentsOnly ? ', through registered documents only' : ''}`;
    lines.push(line([role, `${rowsInReach[reach]}${way}`, relation, ...cells(permissions)]));
    if (inContact) lines.push(line([role, rowsInReach.IN_CONTACT, relation, ...cells(inContact)]));
    if (breakGlass) lines.push(line([role, rowsInReach.OPENED, 'CASE', ...cells(permissions)]));
  }
  lines.push(line(['anyone', 'parties reached over a relation, out of scope', 'LINKED', ...cells(linkedPermissions)]));
  return `${lines.join('\n')}\n`;
}

/** Who reads a data class, in one sentence for the description of a field. */
export function classNote(dataClass: DataClass): string {
  const withEffect = (letter: string) => roles.filter((role) => policy[role].permissions[dataClass].startsWith(letter));
  const masked = withEffect('M');
  const maskedFor = masked.length > 0 ? ` Masked for ${masked.join(', ')}.` : '';
  return `Data class ${dataClass}: in full for ${withEffect('F').join(', ')}.${maskedFor}`;
}

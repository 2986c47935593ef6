import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

const list = `query BranchList {
  customers(filter: { orgUnitCode: { eq: "B001" } }, orderBy: [{ field: DISPLAY_NAME, direction: ASC }], first: 50) {
    totalCount
    nodes { id customerNumber displayName
      accounts(first: 5) { nodes { id balance { amount currency } } }
      interactions(first: 3) { nodes { at channel } }
      complaints { totalCount } } } }`;

const accounts = 'accounts(first: 5) { nodes { id type status balance { amount currency } } }';
const related = (inner: string) => `relatedParties(first: 5) { totalCount
  nodes { type party { kind displayName } customer { id displayName tier ${accounts} ${inner} } } }`;
const deep = `query Deep($id: ID!) { customer(id: $id) { id displayName ${accounts} ${related(related(related('')))} } }`;

/** What the walls are weighed by: the whole view of one customer as the README has it, a branch, a walk over relations. */
export const costDocuments = {
  '360': { query: /```graphql\n([\s\S]*?)```/.exec(readme)?.[1] ?? '', ofOne: true },
  list: { query: list, ofOne: false },
  deep: { query: deep, ofOne: true },
} as const;

export type CostDocument = keyof typeof costDocuments;

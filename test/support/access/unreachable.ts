import type { Standing } from '../reference/matrix';

const everybody: readonly Standing[] = [
  'HEAD_OFFICE',
  'BRANCH_MANAGER',
  'RELATIONSHIP_MANAGER',
  'TELLER',
  'SERVICE_AGENT',
  'SERVICE_AGENT with a contact of today',
  'MARKETING',
  'COMPLAINT_HANDLER',
  'COMPLIANCE_OFFICER',
  'AUDITOR',
  'REPORTING',
];

const relations: Record<string, string> = {
  HEAD_OFFICE: 'BANK_WIDE',
  BRANCH_MANAGER: 'OWN_BRANCH',
  RELATIONSHIP_MANAGER: 'OWN_PORTFOLIO',
  TELLER: 'OWN_BRANCH',
  MARKETING: 'OWN_BRANCH',
  COMPLAINT_HANDLER: 'CASE',
  REPORTING: 'OWN_BRANCH',
};

/** What no reader can meet, with the reason; everything else must be probed. */
export const unreachable: readonly { readonly names: readonly string[]; readonly reason: string }[] = [
  {
    names: everybody.map((standing) => `${standing} × AML × ${relations[standing] ?? 'BANK_WIDE'}`),
    reason: 'No field has the class AML yet.',
  },
];

/** Said beside the table: cells that are not even named above. */
export const notInTheTable: readonly string[] = [
  'AuditEntry: tells no customer’s record; the audit trail has tests of its own.',
  'LINKED: a stub has a kind and a masked name (C1) and no field of another class.',
];

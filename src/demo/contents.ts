import { accountDraft, draftAccounts } from './account-draft';
import { accounts } from './accounts';
import { amlCases } from './aml';
import { balances } from './balances';
import { catalogue } from './catalogue';
import { complaintDraft, complaints, rootCauses } from './complaints';
import { contactPoints } from './contact-points';
import { credit } from './credit';
import { customerParties, customers } from './customers';
import { customerDraft, draftCustomers } from './draft';
import { feedback } from './feedback';
import { holdings } from './holdings';
import { identifiers } from './identifiers';
import { individuals } from './individuals';
import { interactions } from './interactions';
import { knowledge } from './knowledge';
import { orgUnits } from './org-units';
import { organisations } from './organisations';
import { portfolios } from './portfolios';
import { partyDraft, relatedDraft, relatedParties } from './related-parties';
import { relationships } from './relationships';
import { serviceTickets } from './service';
import { employees, roleGrants } from './staff';
import { standingOrders } from './standing-orders';
import type { Step } from './statement';
import { surveys } from './surveys';
import { transactions } from './transactions';

/** What the whole bank shares; made first, in this order. */
export const bankSteps: readonly Step[] = [...catalogue, knowledge, orgUnits, employees, roleGrants, rootCauses];

/** The temporary tables of a slice. */
export const drafts: readonly string[] = [customerDraft, relatedDraft, partyDraft, accountDraft, complaintDraft];

/** What each slice of customers brings, parents before children. */
export const sliceSteps: readonly Step[] = [
  draftCustomers,
  customerParties,
  customers,
  ...relatedParties,
  individuals,
  organisations,
  identifiers,
  ...contactPoints,
  portfolios,
  relationships,
  draftAccounts,
  ...accounts,
  standingOrders,
  transactions,
  balances,
  ...holdings,
  ...credit,
  interactions,
  ...complaints,
  surveys,
  serviceTickets,
  feedback,
  amlCases,
];

/** Every table that a fill writes, those of triggers and of what is worked out at its end among them. */
export const filledTables: readonly string[] = [
  ...new Set([...bankSteps, ...sliceSteps].map(({ table }) => table).filter((table) => !table.startsWith('demo_'))),
  ...['account_reach', 'customer_number', 'party_account', 'search_token'],
  ...['beneficial_owner', 'beneficial_owner_test', 'hidden_relation', 'ownership_interest'],
  ...['customer_position', 'party_group', 'party_group_member'],
  'complaint_clock',
  'risk_alert',
  ...['customer_measure', 'peer_figure', 'peer_place', 'product_recommendation', 'unit_measure', 'unit_month'],
  ...['behaviour_rule', 'behaviour_tree', 'customer_cluster'],
].sort();

import type { WorkName } from './options';

export type SingleWork = Exclude<WorkName, 'mix'>;

/** The work as clients of the product ask it. */
export const documents: Readonly<Record<SingleWork, string>> = {
  '360': `query Customer360($id: ID!) { customer(id: $id) {
  id customerNumber kind displayName status lifecycle tier tags onboardedOn
  orgUnit { code name level }
  manager { staffNumber name }
  individual { birthDate occupation incomeBand riskAppetite }
  organisation { legalName industry ownershipNature scale lei }
  identifiers { scheme value }
  contactPoints { kind value preferred }
  relatedParties(first: 10) { totalCount restrictedCount
    nodes { id type inverseLabel sharePct validFrom validTo party { kind displayName access } customer { id customerNumber tier } } }
  accounts(first: 20) { nodes { id number type status openedOn balance { amount currency } product { code name }
    parties { role sharePct party { displayName access } } } }
  holdings(first: 20) { nodes { id status maturesOn amount { amount currency } product { code name category } } }
  interactions(first: 10) { nodes { id at channel direction purpose subject outcome employee { staffNumber name } } }
  complaints(first: 5) { totalCount nodes { id reference status severity category receivedAt dueAt } } } }`,
  list: `query BranchList($unit: String!) {
  customers(filter: { orgUnitCode: { eq: $unit } }, orderBy: [{ field: DISPLAY_NAME, direction: ASC }], first: 50) { totalCount
    nodes { id customerNumber displayName accounts(first: 5) { nodes { id balance { amount currency } } }
      interactions(first: 3) { nodes { at channel } } complaints { totalCount } } } }`,
  deep: `query Deep($id: ID!) { customer(id: $id) { id displayName
  relatedParties(first: 10) { nodes { id type customer { id displayName
    accounts(first: 5) { nodes { id status balance { amount currency } } }
    relatedParties(first: 10) { nodes { id type customer { id displayName
      accounts(first: 5) { nodes { id status balance { amount currency } } }
      relatedParties(first: 10) { nodes { id type customer { id displayName } } } } } } } } } } }`,
  worklist: `query Worklist {
  complaints(filter: { status: { in: [RECEIVED, INVESTIGATING] } }, orderBy: [{ field: DUE_AT, direction: ASC }], first: 50) {
    nodes { id reference status dueAt customer { id displayName } owner { staffNumber name } } } }`,
  search: `query Find($text: String!) { search(text: $text, first: 20) { nodes { id customerNumber displayName } } }`,
};

/** Of a hundred requests of a day: the view above all, then lists. */
export const weights: Readonly<Record<SingleWork, number>> = { '360': 50, list: 10, deep: 5, worklist: 15, search: 20 };

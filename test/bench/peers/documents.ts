import type { SingleWork } from '../documents';
import type { ServerName } from '../options';
import { postgraphileDocuments } from './postgraphile-documents';

const loaders: Readonly<Record<SingleWork, string>> = {
  '360': `query Customer360($id: ID!) { customer(id: $id) {
  id customerNumber kind displayName status lifecycle tier tags onboardedOn
  orgUnit { code name level }
  manager { staffNumber name }
  individual { birthDate occupation incomeBand riskAppetite }
  organisation { legalName industry ownershipNature scale lei }
  identifiers { scheme value }
  contactPoints { kind value preferred }
  relatedPartyCount
  relatedParties(first: 10) { id type inverseLabel sharePct validFrom validTo party { kind displayName } customer { id customerNumber tier } }
  accounts(first: 20) { id number type status openedOn balance { amount currency } product { code name }
    parties { role sharePct party { displayName } } }
  holdings(first: 20) { id status maturesOn amount { amount currency } product { code name category } }
  interactions(first: 10) { id at channel direction purpose subject outcome confidentiality employee { staffNumber name } }
  complaintCount
  complaints(first: 5) { id reference status severity category receivedAt dueAt } } }`,
  list: `query BranchList($unit: String!) {
  customerCount(unit: $unit)
  customers(unit: $unit, first: 50) { id customerNumber displayName accounts(first: 5) { id balance { amount currency } }
    interactions(first: 3) { at channel } complaintCount } }`,
  deep: `query Deep($id: ID!) { customer(id: $id) { id displayName
  relatedParties(first: 10) { id type customer { id displayName
    accounts(first: 5) { id status balance { amount currency } }
    relatedParties(first: 10) { id type customer { id displayName
      accounts(first: 5) { id status balance { amount currency } }
      relatedParties(first: 10) { id type customer { id displayName } } } } } } } }`,
  worklist: `query Worklist { complaints(unit: "B001", statuses: ["RECEIVED", "INVESTIGATING"], first: 50) {
  id reference status dueAt customer { id displayName } owner { staffNumber name } } }`,
  search: `query Find($text: String!) { search(unit: "B001", text: $text, first: 20) { id customerNumber displayName } }`,
};

/** The work as a peer's own schema asks it. */
export const peerDocuments = (name: ServerName): Readonly<Record<SingleWork, string>> =>
  name === 'postgraphile' ? postgraphileDocuments : loaders;

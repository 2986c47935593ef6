import type { SingleWork } from '../documents';

const relations = (customer: string) =>
  `relationsList(first: 10, orderBy: [TYPE_ASC, ROW_ID_ASC]) { publicId type customer { ${customer} } }`;
const related = (more: string) => `publicId displayName
  accountsList(first: 5, orderBy: [OPENED_ON_ASC, ROW_ID_ASC]) { publicId status currentBalanceMinor currency }
  ${relations(more)}`;

/** Names are those that PostGraphile makes; lists are simple where no count is asked. */
export const postgraphileDocuments: Readonly<Record<SingleWork, string>> = {
  '360': `query Customer360($id: BigInt!) { customer: customerByCustomerId(customerId: $id) {
  publicId customerNumber kind displayName status lifecycle tier tags onboardedOn
  orgUnit: orgUnitByOrgUnitId { code name level }
  manager { staffNumber name }
  individual: individualByCustomerIdAndScopeKey { birthDate occupation incomeBand riskAppetite }
  organisation: organisationByCustomerIdAndScopeKey { legalName industry ownershipNature scale lei }
  identifiers: partyIdentifiersByCustomerIdAndScopeKeyList(first: 100, orderBy: [SCHEME_ASC, SOURCE_ASC, ROW_ID_ASC]) { scheme value: valueMasked }
  contactPoints: contactPointsByCustomerIdAndScopeKeyList(first: 100, orderBy: [PREFERRED_DESC, KIND_ASC, ROW_ID_ASC]) { kind value preferred }
  relatedParties: relations(first: 10, orderBy: [TYPE_ASC, ROW_ID_ASC]) { totalCount nodes { publicId type inverseLabel sharePct validFrom validTo
    otherKind otherNameMasked customer { publicId customerNumber tier displayName } } }
  accounts: accountsList(first: 20, orderBy: [OPENED_ON_ASC, ROW_ID_ASC]) { publicId number type status openedOn currentBalanceMinor currency
    product { code name } parties: partiesList(first: 100, orderBy: [ROW_ID_ASC]) { role sharePct partyNameMasked customer { displayName } } }
  holdings: productHoldingsByCustomerIdAndScopeKeyList(first: 20, orderBy: [OPENED_ON_DESC, ROW_ID_DESC]) {
    publicId status maturesOn amountMinor currency product: productByProductId { code name category } }
  interactions: interactionsByCustomerIdAndScopeKeyList(first: 10, orderBy: [AT_DESC, ROW_ID_DESC]) {
    publicId at channel direction purpose subject outcome confidentiality employee: employeeByEmployeeId { staffNumber name } }
  complaints: complaintsByCustomerIdAndScopeKey(first: 5, orderBy: [RECEIVED_AT_DESC, ROW_ID_DESC]) { totalCount
    nodes { publicId reference status severity category receivedAt dueAt } } } }`,
  list: `query BranchList($unit: String!) { orgUnitByCode(code: $unit) {
  customers: customersByOrgUnitId(first: 50, orderBy: [SORT_NAME_ASC, CUSTOMER_ID_ASC]) { totalCount
    nodes { publicId customerNumber displayName accounts: accountsList(first: 5, orderBy: [OPENED_ON_ASC, ROW_ID_ASC]) { publicId currentBalanceMinor currency }
      interactions: interactionsByCustomerIdAndScopeKeyList(first: 3, orderBy: [AT_DESC, ROW_ID_DESC]) { at channel }
      complaints: complaintsByCustomerIdAndScopeKey { totalCount } } } } }`,
  deep: `query Deep($id: BigInt!) { customer: customerByCustomerId(customerId: $id) { publicId displayName
  ${relations(related(related('publicId displayName')))} } }`,
  worklist: `query Worklist { complaints: allPeerWaitingComplaintsList(condition: { unit: "B001" }, orderBy: [DUE_AT_ASC, ROW_ID_ASC], first: 50) {
  publicId reference status dueAt customer { publicId displayName } owner { staffNumber name } } }`,
  search: `query Find($text: String!) { search: peerCustomersFoundList(unit: "B001", words: $text, most: 20) {
  publicId customerNumber displayName } }`,
};

const headers = { Authorization: 'Bearer PASTE-A-TOKEN-HERE' };

const customerView = `fragment View on Customer {
  id customerNumber kind displayName status lifecycle tier tags onboardedOn
  orgUnit { code name level }
  manager { staffNumber name }
  individual { birthDate occupation incomeBand riskAppetite }
  organisation { legalName industry ownershipNature scale lei }
  identifiers { scheme value }
  contactPoints { kind value preferred }
  relatedParties(first: 10) {
    totalCount restrictedCount
    nodes { id type inverseLabel sharePct validFrom validTo party { kind displayName access } customer { id customerNumber tier } }
  }
  accounts(first: 20) {
    nodes {
      id number type status openedOn
      balance { amount currency }
      product { code name }
      parties { role sharePct party { displayName access } }
    }
  }
  holdings(first: 20) { nodes { id status maturesOn amount { amount currency } product { code name category } } }
  interactions(first: 10) { nodes { id at channel direction purpose subject outcome employee { staffNumber name } } }
  complaints(first: 5) { totalCount nodes { id reference status severity category receivedAt dueAt } }
}`;

const queries = {
  'Customer 360': `# Put a token into the Authorization header below ("Set Headers"), then run.
query Customer360 {
  customers(first: 1) {
    nodes { ...View }
  }
}

${customerView}`,
  'One customer': `query OneCustomer($customerNumber: String!) {
  customer(customerNumber: $customerNumber) { ...View }
}

${customerView}`,
  'Branch list': `query BranchList {
  customers(filter: { orgUnitCode: { eq: "B001" } }, orderBy: [{ field: DISPLAY_NAME, direction: ASC }], first: 50) {
    totalCount
    nodes {
      id customerNumber displayName
      accounts(first: 5) { nodes { id balance { amount currency } } }
      interactions(first: 3) { nodes { at channel } }
      complaints { totalCount }
    }
  }
}`,
  'Open complaints': `query Worklist {
  complaints(filter: { status: { in: [RECEIVED, INVESTIGATING] } }, orderBy: [{ field: DUE_AT, direction: ASC }], first: 50) {
    nodes { id reference status dueAt customer { id displayName } owner { staffNumber name } }
  }
}`,
  'Find by name': `query Find {
  search(text: "王", first: 20) { nodes { id customerNumber displayName } }
}`,
  'Who am I': 'query Me { viewer { staffNumber grants { role orgUnit { code } } } }',
};

/** The tabs with which the IDE opens. It shows the last one it is given, which is the 360° view. */
export const ideWindows = Object.entries(queries)
  .map(([initialName, initialQuery]) => ({
    initialName,
    initialQuery,
    initialHeaders: headers,
    ...(initialName === 'One customer' && { initialVariables: '{ "customerNumber": "" }' }),
  }))
  .reverse();

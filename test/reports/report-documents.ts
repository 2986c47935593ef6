/** A document, the columns that the flattening rule makes of it, and the list that gives rows where one is marked. */
export interface ReportDocument {
  readonly name: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly each?: string;
}

const page = 'pageInfo { hasNextPage endCursor }';

/** Documents that select by every kind of field: plain, embedded, linked, single, list, page, computed. */
export const reportDocuments: readonly ReportDocument[] = [
  {
    name: 'customers',
    text: `query Customers($after: String) { customers(first: 100, after: $after, orderBy: [{ field: ONBOARDED_ON, direction: DESC }]) { totalCount ${page}
      nodes { __typename id customerNumber kind name: displayName tier tags onboardedOn access marketing: marketingConsent version
        orgUnit { code name level } manager { staffNumber name } individual { birthDate occupation riskAppetite } organisation { legalName scale } } } }`,
    columns: [
      ...['__typename', 'id', 'customerNumber', 'kind', 'name', 'tier', 'tags', 'onboardedOn', 'access', 'marketing'],
      ...['version', 'orgUnit.code', 'orgUnit.name', 'orgUnit.level', 'manager.staffNumber', 'manager.name'],
      ...['individual.birthDate', 'individual.occupation', 'individual.riskAppetite'],
      ...['organisation.legalName', 'organisation.scale'],
    ],
  },
  {
    name: 'known-numbers',
    text: `query KnownNumbers($after: String) { customers(first: 40, after: $after) { ${page}
      edges { cursor node { customerNumber identifiers { scheme value } contactPoints { kind value preferred }
        accounts(first: 2) { totalCount nodes { number balance { amount currency } parties { role party { displayName } } } } } } } }`,
    columns: ['customerNumber', 'identifiers', 'contactPoints', 'accounts'],
  },
  {
    name: 'relations',
    text: `query Relations($after: String) { customers(first: 40, after: $after) { ${page} nodes { customerNumber
      relatedParties(first: 5) @rows { nodes { id type sharePct validFrom party { kind displayName access } customer { customerNumber tier } } } tier } } }`,
    columns: [
      ...['customerNumber', 'relatedParties.id', 'relatedParties.type', 'relatedParties.sharePct'],
      ...['relatedParties.validFrom', 'relatedParties.party.kind', 'relatedParties.party.displayName'],
      ...[
        'relatedParties.party.access',
        'relatedParties.customer.customerNumber',
        'relatedParties.customer.tier',
        'tier',
      ],
    ],
    each: 'relatedParties.nodes',
  },
  {
    name: 'every-number',
    text: `query EveryNumber($after: String) { customers(first: 100, after: $after) { ${page} nodes { id identifiers @rows { scheme value recordedAt } } } }`,
    columns: ['id', 'identifiers.scheme', 'identifiers.value', 'identifiers.recordedAt'],
    each: 'identifiers',
  },
  {
    name: 'contacts',
    text: `query Contacts($after: String) { interactions(first: 100, after: $after, filter: { channel: { in: [PHONE, VISIT] } }) { ${page}
      nodes { id at channel purpose subject notes confidentiality nextStepDue employee { staffNumber } customer { customerNumber displayName orgUnit { code } } } } }`,
    columns: [
      ...[
        'id',
        'at',
        'channel',
        'purpose',
        'subject',
        'notes',
        'confidentiality',
        'nextStepDue',
        'employee.staffNumber',
      ],
      ...['customer.customerNumber', 'customer.displayName', 'customer.orgUnit.code'],
    ],
  },
  {
    name: 'worklist',
    text: `query Worklist($after: String) { complaints(first: 100, after: $after, orderBy: [{ field: DUE_AT, direction: ASC }]) { ${page}
      nodes { reference status severity category receivedAt dueAt redress { amount currency } customer { displayName } owner { staffNumber name } } } }`,
    columns: [
      ...['reference', 'status', 'severity', 'category', 'receivedAt', 'dueAt', 'redress.amount', 'redress.currency'],
      ...['customer.displayName', 'owner.staffNumber', 'owner.name'],
    ],
  },
  {
    name: 'accounts',
    text: `query Accounts($after: String) { accounts(first: 100, after: $after) { ${page}
      nodes { id number type openedOn closedOn balance { amount currency } limit { amount } daysPastDue fiveClass shared product { code category } } } }`,
    columns: [
      ...['id', 'number', 'type', 'openedOn', 'closedOn', 'balance.amount', 'balance.currency', 'limit.amount'],
      ...['daysPastDue', 'fiveClass', 'shared', 'product.code', 'product.category'],
    ],
  },
  {
    name: 'found',
    text: `query Found($after: String) { search(text: "王", first: 10, after: $after) { ${page} nodes { customerNumber displayName tier orgUnit { code } } } }`,
    columns: ['customerNumber', 'displayName', 'tier', 'orgUnit.code'],
  },
  {
    name: 'catalogue',
    text: `query Catalogue($after: String) { products(first: 100, after: $after) { ${page} nodes { code name category riskLevel } } }`,
    columns: ['code', 'name', 'category', 'riskLevel'],
  },
];

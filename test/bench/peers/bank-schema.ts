/** The schema of the servers that load row by row; lists are plain, which is the quickest for them. */
export const bankSchema = `
  type Query {
    customer(id: ID!): Customer
    customerCount(unit: String!): Int!
    customers(unit: String!, first: Int!): [Customer!]!
    complaints(unit: String!, statuses: [String!]!, first: Int!): [Complaint!]!
    search(unit: String!, text: String!, first: Int!): [Customer!]!
  }
  type Customer {
    id: ID! customerNumber: String! kind: String! displayName: String status: String! lifecycle: String! tier: String
    tags: [String!]! onboardedOn: String
    orgUnit: OrgUnit manager: Employee individual: Individual organisation: Organisation
    identifiers: [Identifier!]! contactPoints: [ContactPoint!]!
    relatedPartyCount: Int! relatedParties(first: Int!): [PartyRelationship!]!
    accounts(first: Int!): [Account!]! holdings(first: Int!): [Holding!]! interactions(first: Int!): [Interaction!]!
    complaintCount: Int! complaints(first: Int!): [Complaint!]!
  }
  type OrgUnit { code: String! name: String! level: String! }
  type Employee { staffNumber: String! name: String! }
  type Individual { birthDate: String occupation: String incomeBand: String riskAppetite: String }
  type Organisation { legalName: String industry: String ownershipNature: String scale: String lei: String }
  type Identifier { scheme: String! value: String }
  type ContactPoint { kind: String! value: String preferred: Boolean! }
  type Party { kind: String! displayName: String }
  type PartyRelationship {
    id: ID! type: String! inverseLabel: String! sharePct: String validFrom: String! validTo: String
    party: Party! customer: Customer
  }
  type Money { amount: String! currency: String! }
  type Product { code: String! name: String! category: String! }
  type AccountParty { role: String! sharePct: String party: Party! }
  type Account {
    id: ID! number: String! type: String! status: String! openedOn: String! balance: Money product: Product!
    parties: [AccountParty!]!
  }
  type Holding { id: ID! status: String! maturesOn: String amount: Money product: Product! }
  type Interaction {
    id: ID! at: String! channel: String! direction: String! purpose: String! subject: String outcome: String
    confidentiality: String! employee: Employee
  }
  type Complaint {
    id: ID! reference: String! status: String! severity: String! category: String! receivedAt: String! dueAt: String!
    customer: Customer! owner: Employee
  }
`;

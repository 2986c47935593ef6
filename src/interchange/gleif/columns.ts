/** Columns of GLEIF's file of relationship records (RR-CDF, CSV), by the names in its header. */
export const gleif = {
  startNode: 'Relationship.StartNode.NodeID',
  startNodeType: 'Relationship.StartNode.NodeIDType',
  endNode: 'Relationship.EndNode.NodeID',
  endNodeType: 'Relationship.EndNode.NodeIDType',
  type: 'Relationship.RelationshipType',
  status: 'Relationship.RelationshipStatus',
  periodStart: 'Relationship.Period.1.startDate',
  periodEnd: 'Relationship.Period.1.endDate',
  periodType: 'Relationship.Period.1.periodType',
  quantifierMethod: 'Relationship.Quantifiers.1.MeasurementMethod',
  quantifierAmount: 'Relationship.Quantifiers.1.QuantifierAmount',
  quantifierUnits: 'Relationship.Quantifiers.1.QuantifierUnits',
  registered: 'Registration.InitialRegistrationDate',
  updated: 'Registration.LastUpdateDate',
  registrationStatus: 'Registration.RegistrationStatus',
  validation: 'Registration.ValidationSources',
  documents: 'Registration.ValidationDocuments',
} as const;

/** A file must have these; what is not among them may be missing. */
export const requiredColumns: readonly string[] = [
  gleif.startNode,
  gleif.startNodeType,
  gleif.endNode,
  gleif.endNodeType,
  gleif.type,
  gleif.status,
  gleif.periodStart,
  gleif.periodEnd,
  gleif.periodType,
  gleif.registered,
  gleif.updated,
  gleif.registrationStatus,
];

/** A record has up to five periods and five quantifiers. */
export const repeats = [1, 2, 3, 4, 5] as const;
export const nth = (column: string, place: number): string => column.replace('.1.', `.${place}.`);

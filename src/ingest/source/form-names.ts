/** The standards under which a source's file may be published, and what of the file its rows are. */
export const formNames = [
  'bods-entities',
  'bods-persons',
  'bods-entity-identifiers',
  'bods-person-identifiers',
  'bods-interests',
  'gleif-relationships',
] as const;
export type FormName = (typeof formNames)[number];

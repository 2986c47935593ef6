const byDocument = ' through a document';

/** A reader on his way in, as one name: his staff number, or that he comes through a registered document. */
export const throughDocument = (staffNumber: string): string => `${staffNumber}${byDocument}`;

export interface WayIn {
  readonly staffNumber: string;
  readonly throughDocument: boolean;
}

export function wayIn(reader: string): WayIn {
  const isByDocument = reader.endsWith(byDocument);
  return {
    staffNumber: isByDocument ? reader.slice(0, -byDocument.length) : reader,
    throughDocument: isByDocument,
  };
}

/** Both ways of a member of staff. */
export const waysOf = (staffNumber: string): string[] => [staffNumber, throughDocument(staffNumber)];

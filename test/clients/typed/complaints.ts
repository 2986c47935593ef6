import { typedClient } from './client';
import { OpenComplaintsDocument } from './graph';

/** The bank’s open complaints, a line each; what the reader may not see is named. */
export async function openComplaints(graph: string, token: string): Promise<string[]> {
  const { complaints } = await typedClient(graph, token)(OpenComplaintsDocument, { first: 3 });
  return (complaints?.nodes ?? []).map(
    ({ reference, severity, customer }) => `${reference} ${severity} ${customer?.displayName ?? 'restricted'}`,
  );
}

import { type DocumentLimits, defaultDocumentLimits, exceeded } from '../documents/limits';

/** What one request may hold. */
export interface Limits extends DocumentLimits {
  readonly bodyBytes: number;
  /** Values, at any depth, in all variables together. */
  readonly variableValues: number;
  readonly requestsPerMinute: number;
}

export const defaultLimits: Limits = {
  ...defaultDocumentLimits,
  bodyBytes: 100 * 1024,
  variableValues: 5000,
  requestsPerMinute: 12_000,
};

/** Throws where the variables hold more values than allowed, counted without recursion. */
export function checkVariables(variables: Record<string, unknown>, limit: number): void {
  const waiting: unknown[] = [variables];
  let count = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value));
    count += 1;
    if (count + waiting.length > limit + 1) throw exceeded(`The variables hold more than ${limit} values.`);
  }
}

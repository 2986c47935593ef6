import type { Reads } from '../access/audit/entry';
import { idsGiven, type RequestInputs } from './plan/inputs';
import type { ArgumentSource, Plan } from './plan/plan';

/** What an operation reads, as far as it is known: of whom only when it is answered. */
export function readsOf(
  named: readonly ArgumentSource[],
  inputs: RequestInputs,
  plan?: Plan,
  customers: readonly string[] = [],
): Reads {
  const opened = new Set(inputs.viewer.openings.map(({ customerId }) => customerId.toString()));
  return {
    classes: plan?.classes ?? [],
    counts: plan?.counts ?? [],
    ids: idsGiven(named, inputs),
    customers,
    opened: customers.filter((customer) => opened.has(customer)),
  };
}

const nothing: Reads = { classes: [], counts: [], ids: [], customers: [], opened: [] };

/** What several parts of one operation read together. */
export const joinedReads = (parts: readonly Reads[]): Reads =>
  parts.reduce(
    (all, part) => ({
      classes: [...all.classes, ...part.classes],
      counts: [...all.counts, ...part.counts],
      ids: [...all.ids, ...part.ids],
      customers: [...all.customers, ...part.customers],
      opened: [...all.opened, ...part.opened],
    }),
    nothing,
  );

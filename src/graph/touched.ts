/** The key under which a row tells whose it is; no GraphQL name can be equal to it. */
export const ownerKey = '$c';

// In JSON text a quote inside a string is escaped, so that this can only be a key.
const ownerMember = /"\$c" ?: ?(null|-?\d+)(?:, ?)?/g;

/** An answer as the client gets it, and the customers of whom something stands in it. */
export interface TouchedAnswer {
  readonly text: string;
  /** Internal keys, each once. */
  readonly customers: readonly string[];
}

/** Takes out of a fetched tree what its rows tell of their owners. */
export function touchedIn(tree: string): TouchedAnswer {
  const customers = new Set<string>();
  const text = tree.replace(ownerMember, (_member, owner: string) => {
    if (owner !== 'null') customers.add(owner);
    return '';
  });
  return { text, customers: [...customers] };
}

/** Gathers things by a key of theirs, in their order. */
export function gathered<Key, One>(things: Iterable<One>, keyOf: (one: One) => Key): Map<Key, One[]> {
  const byKey = new Map<Key, One[]>();
  for (const one of things) {
    const key = keyOf(one);
    const known = byKey.get(key);
    if (known) known.push(one);
    else byKey.set(key, [one]);
  }
  return byKey;
}

/** Parties by their places, and for each of them who holds something of it. */
interface Holdings {
  readonly holders: readonly (readonly { readonly holder: number }[])[];
}

/**
 * The strongly connected parts of a share matrix (Tarjan), owners before what they own: a party that is in no circle
 * stands alone, the members of a circle together.
 */
export function circlesOf({ holders }: Holdings): number[][] {
  const numbers = new Int32Array(holders.length).fill(-1);
  const lowest = new Int32Array(holders.length);
  const isOpen = new Uint8Array(holders.length);
  const next = new Int32Array(holders.length);
  const open: number[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (party: number, way: number[]) => {
    numbers[party] = lowest[party] = count++;
    isOpen[party] = 1;
    open.push(party);
    way.push(party);
  };
  const lower = (party: number, to: number) => {
    lowest[party] = Math.min(lowest[party] as number, to);
  };
  for (let start = 0; start < holders.length; start += 1) {
    if (numbers[start] !== -1) continue;
    const way: number[] = [];
    enter(start, way);
    while (way.length > 0) {
      const party = way.at(-1) as number;
      const link = holders[party]?.[next[party] as number];
      if (link) {
        next[party] = (next[party] as number) + 1;
        if (numbers[link.holder] === -1) enter(link.holder, way);
        else if (isOpen[link.holder]) lower(party, numbers[link.holder] as number);
        continue;
      }
      way.pop();
      const below = way.at(-1);
      if (below !== undefined) lower(below, lowest[party] as number);
      if (lowest[party] !== numbers[party]) continue;
      const members = open.splice(open.lastIndexOf(party));
      for (const member of members) isOpen[member] = 0;
      found.push(members.sort((one, other) => one - other));
    }
  }
  return found;
}

/** A network as it would be drawn: its parties by name with their depth, its relations as sentences. */
export interface Drawing {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly more: number;
  readonly isCounted: boolean;
}

interface Network {
  readonly more: number;
  readonly isCounted: boolean;
  readonly nodes: readonly { key: number; depth: number; party: { displayName: string } }[];
  readonly edges: readonly { from: number; to: number; type: string }[];
}

export const networkFields =
  'more isCounted nodes { key depth party { displayName } } edges { from to type label sharePct validFrom validTo }';

export function drawn({ nodes, edges, more, isCounted }: Network): Drawing {
  const nameOf = new Map(nodes.map(({ key, party }) => [key, party.displayName.replace(' Meng', '')]));
  return {
    nodes: nodes.map(({ key, depth }) => `${depth} ${nameOf.get(key)}`),
    edges: edges.map(({ from, to, type }) => `${nameOf.get(from)} ${type} ${nameOf.get(to)}`),
    more,
    isCounted,
  };
}

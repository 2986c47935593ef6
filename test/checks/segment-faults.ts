/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

const clusters = 'entities/segment/customer-cluster.edges';
const trees = 'entities/segment/behaviour-tree.edges';

export const segmentFaults: readonly AccessFault[] = [
  {
    name: 'groups of like customers told of whoever lies out of reach',
    patches: [patch(clusters, 'bool_and(tells_peers(t.members, t.keys, t.up_to))', 'bool_and(true)')],
  },
  {
    name: 'groups of like customers told where the others of their kind may not be',
    patches: [patch(clusters, 'bool_and(tells_peers', 'bool_or(tells_peers')],
  },
  {
    name: 'averages of like customers told that one member makes',
    patches: [patch(clusters, 'k.dominance[${place}] <= 0.5', 'true')],
  },
  {
    name: 'grouping by likeness by who reads no money',
    patches: [patch('entities/analysis/dimensions', "CLUSTER: { dataClass: 'MONEY'", "CLUSTER: { dataClass: 'C1'")],
  },
  {
    name: 'learnt behaviour told of whoever lies out of reach',
    patches: [patch(trees, 'bool_and(tells_peers(r.members, r.keys, r.up_to))', 'bool_and(true)')],
  },
];

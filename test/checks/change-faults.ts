/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

export const changeFaults: readonly AccessFault[] = [
  {
    name: 'changes by rights that only read',
    patches: [patch('graph/changes', 'asHolderOf(viewer, field.onlyRoles ?? [])', 'viewer')],
  },
  {
    name: 'changes of customers out of scope',
    patches: [
      patch(
        'graph/changes',
        '(await reachedAmong(own, writer, [address.owner])).has(address.owner) ? address : null',
        'address',
      ),
    ],
  },
  {
    name: 'changes of whom the glass was broken for',
    patches: [patch('access/viewer', '    openings: [],\n', '')],
  },
  {
    name: 'changes for every role',
    patches: [
      patch('entities/change/change', '    ...declared,\n', '    ...declared,\n    onlyRoles: roles,\n'),
      patch('entities/change/change', 'import type { Role } from', 'import { type Role, roles } from'),
    ],
  },
  {
    name: 'a payload that tells a confidential contact to everybody',
    patches: [
      patch('entities/interaction/interaction.type', "'What was said.', { onlyFor: confidants }", "'What was said.'"),
    ],
  },
  {
    name: 'events of every customer',
    patches: [
      patch(
        'entities/change/change-event.type',
        'ownedBy(changeEvent.customerId, changeEvent.scopeKey)',
        "'reference'",
      ),
    ],
  },
];

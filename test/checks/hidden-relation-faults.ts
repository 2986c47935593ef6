import { type AccessFault, patch } from './access-fault';

export const hiddenRelationFaults: readonly AccessFault[] = [
  {
    name: 'hidden relations open to who reads no risk',
    patches: [patch('entities/hidden-relation/hidden-relation.edges', "dataClass: 'RISK'", "dataClass: 'C1'")],
  },
  {
    name: 'what is shared told as ordinary',
    patches: [
      patch(
        'entities/hidden-relation/hidden-relation.type',
        "@stored(hiddenRelation.kind, 'IDENTITY'",
        "@stored(hiddenRelation.kind, 'C1'",
      ),
    ],
  },
  {
    name: 'the weight of what is shared told as ordinary',
    patches: [
      patch(
        'entities/hidden-relation/hidden-relation.type',
        "hiddenRelation.weight,\n    'IDENTITY'",
        "hiddenRelation.weight,\n    'RISK'",
      ),
    ],
  },
  {
    name: 'the stub of a hidden relation dropped',
    patches: [
      patch(
        'entities/hidden-relation/hidden-relation.edges',
        '(row) => row.otherNameMasked',
        '(row) => sql`null::text`',
      ),
    ],
  },
  {
    name: 'hidden relations of another customer told',
    patches: [
      patch(
        'entities/hidden-relation/hidden-relation.edges',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        '${row.customerId} = ${parent.customerId}`',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        '${row.otherPartyId} = ${parent.customerId}`',
      ),
    ],
  },
];

import { type AccessFault, patch } from './access-fault';

export const ownershipFaults: readonly AccessFault[] = [
  {
    name: 'a path of ownership told behind a stub',
    patches: [
      patch('graph/sql/source', 'field.walk && untilStub(rendering, field.walk, entity, context),', 'undefined,'),
    ],
  },
  {
    name: 'a walk ends one step too early',
    patches: [
      patch(
        'entities/ownership/ownership.edges',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        '${earlier.position} < ${row.position}',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
        '${earlier.position} <= ${row.position}',
      ),
    ],
  },
  {
    name: 'the stub of an owner dropped',
    patches: [patch('entities/ownership/ownership.edges', '(row) => row.otherNameMasked', '(row) => sql`null::text`')],
  },
  {
    name: 'owners behind others told without being asked for',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('entities/ownership/ownership.edges', 'or ${row.directMin} is not null)', 'or true)')],
  },
];

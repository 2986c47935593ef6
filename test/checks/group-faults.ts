import { type AccessFault, patch } from './access-fault';

export const groupFaults: readonly AccessFault[] = [
  {
    name: 'scope predicate dropped from what counts a group’s members in sight',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('entities/party-group/party-group.type', 'and ${seen})`', 'and (${seen} or true))`')],
    isHeldBack: true,
  },
  {
    name: 'a position over members out of scope',
    patches: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
      patch('entities/party-group/group-position.type', 'and ${read})`', 'and (${read} or true))`'),
    ],
  },
  {
    name: 'associated measures of members out of scope',
    patches: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
      patch('entities/party-group/associated-measures', 'or ${read} and ${measured', 'or ${measured'),
    ],
  },
  {
    name: 'a position of whom the reader looked up alone',
    patches: [patch('graph/sql/render', "this.rightsOn('ACROSS', context)", 'context.rights')],
  },
  {
    name: 'a class misnamed on what follows from money',
    patches: [
      patch(
        'entities/party-group/group-position.type',
        "'MONEY',\n    'The exposure in percent",
        "'C1',\n    'The exposure in percent",
      ),
    ],
  },
  {
    name: 'members of a group told who lie behind a stub',
    patches: [
      patch(
        'entities/party-group/party-group.edges',
        'before: (row, itself) => sql`',
        'before: (row, itself) => sql`false and ',
      ),
    ],
  },
];

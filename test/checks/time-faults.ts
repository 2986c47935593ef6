import { type AccessFault, patch } from './access-fault';

/** Faults in views as of another time. */
export const timeFaults: readonly AccessFault[] = [
  {
    name: 'earlier versions told for ever',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('graph/sql/time', ' and "recorded_to" > ${recorded}', '')],
  },
  {
    name: 'results of all days told at once',
    patches: [
      patch('graph/sql/time', 'workedOut && stoodThen(view, workedOut.from(row), workedOut.to(row))', 'undefined'),
    ],
  },
  {
    name: 'results of today told of an earlier day',
    patches: [patch('graph/sql/time', 'workedOut ? validOn(workedOut, from, to) : sql', 'sql')],
  },
  {
    name: 'a group counts who was in it on any day',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('entities/party-group/party-group.type', ' and ${stood(side)}', '')],
  },
  {
    name: 'what began later told of an earlier day',
    patches: [
      patch(
        'graph/sql/time',
        'if (!day || !dayEnd) return undefined;',
        'if (!time.valid || !day || !dayEnd) return undefined;',
      ),
    ],
  },
];

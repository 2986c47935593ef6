import { type AccessFault, patch } from './access-fault';

/** Faults in views as of another time. */
export const timeFaults: readonly AccessFault[] = [
  {
    name: 'earlier versions told for ever',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source’s text.
    patches: [patch('graph/sql/time', ' and "recorded_to" > ${recorded}', '')],
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

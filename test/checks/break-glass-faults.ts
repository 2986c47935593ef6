import { type AccessFault, patch } from './access-fault';

export const breakGlassFaults: readonly AccessFault[] = [
  {
    name: 'break-glass opens lists',
    patches: [
      patch(
        'access/shape',
        "reach: 'OPENED',\n  permissions: { ...right.permissions, AML: 'HIDDEN' },\n  single: true,",
        "reach: 'OPENED',\n  single: false,",
      ),
    ],
  },
  {
    name: 'break-glass remembered after its end',
    patches: [
      patch(
        'access/directory',
        'if (cached?.openings.every(({ until }) => until > now)) return cached;',
        'if (cached) return cached;',
      ),
    ],
  },
  {
    name: 'break-glass opens confidences',
    patches: [
      patch(
        'graph/sql/effects',
        'context.rights.filter(({ name }) => (onlyFor.roles as readonly string[]).includes(name))',
        'context.rights.filter(({ role }) => onlyFor.roles.includes(role))',
      ),
    ],
  },
];

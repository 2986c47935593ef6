/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

export const riskAlertFaults: readonly AccessFault[] = [
  {
    name: 'alerts open to who reads no risk',
    patches: [patch('entities/risk-alert/risk-alert.type', "  dataClass: 'RISK',\n", '')],
  },
  {
    name: 'the level of an alert told as ordinary',
    patches: [
      patch('entities/risk-alert/risk-alert.type', "@stored(riskAlert.level, 'RISK'", "@stored(riskAlert.level, 'C1'"),
    ],
  },
  {
    name: 'alerts of a customer filtered by who reads no risk',
    patches: [
      patch(
        'entities/risk-alert/risk-alert.type',
        "@stored(riskAlert.isOpen, 'RISK'",
        "@stored(riskAlert.isOpen, 'C1'",
      ),
    ],
  },
  {
    name: 'alerts of another unit beside those asked for',
    patches: [patch('entities/org-unit/of-unit', '"unit".rgt))`', '268435455))`')],
  },
  {
    name: 'alerts of him who is the cause told as the customer’s own',
    patches: [
      patch(
        'entities/risk-alert/risk-alert.edges',
        "gravest first, of equals the newest.',\n  order: gravestFirst,\n  on: ({ parent, row }) => sql`${row.customerId} =",
        "gravest first, of equals the newest.',\n  order: gravestFirst,\n  on: ({ parent, row }) => sql`${row.causeId} =",
      ),
    ],
  },
];

/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
import { type AccessFault, patch } from './access-fault';

export const complaintClockFaults: readonly AccessFault[] = [
  {
    name: 'clocks of complaints out of scope',
    isHeldBack: true,
    patches: [
      patch(
        'entities/complaint/complaint-clock.type',
        'scope: ownedBy(row.customerId, row.scopeKey),',
        'scope: () => undefined,',
      ),
    ],
  },
  {
    name: 'why more time was granted told to who reads no notes',
    patches: [
      patch(
        'entities/complaint/complaint-clock.type',
        "@stored(complaintExtension.reason, 'NOTES'",
        "@stored(complaintExtension.reason, 'C1'",
      ),
    ],
  },
  {
    name: 'clocks of another complaint of the customer',
    patches: [
      patch(
        'entities/complaint/complaint-clock.edges',
        'k.customer_id = ${parent.customerId} and k.complaint_id = ${parent.id}`',
        'k.customer_id = ${parent.customerId}`',
      ),
    ],
  },
  {
    name: 'a clock that runs on while it is paused',
    patches: [
      patch(
        'entities/complaint/complaint-clock.source',
        'coalesce(k.stopped_at, k.paused_since, ${inputs.now()})',
        'coalesce(k.stopped_at, ${inputs.now()})',
      ),
    ],
  },
];

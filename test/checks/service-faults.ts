import { type AccessFault, patch } from './access-fault';

export const serviceFaults: readonly AccessFault[] = [
  {
    name: 'tickets of every customer',
    patches: [
      patch(
        'entities/service/service-ticket.type',
        'ownedBy(serviceTicket.customerId, serviceTicket.scopeKey)',
        "'reference'",
      ),
    ],
  },
  {
    name: 'what was asked for who reads no notes',
    patches: [
      patch('entities/service/service-ticket.type', "serviceTicket.subject, 'NOTES'", "serviceTicket.subject, 'C1'"),
    ],
  },
];

/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the faults are the source’s text. */
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
  {
    name: 'feedback of every customer',
    patches: [
      patch('entities/service/feedback.type', 'ownedBy(feedback.customerId, feedback.scopeKey)', "'reference'"),
    ],
  },
  {
    name: 'drafts of articles by their ids',
    patches: [
      patch(
        'entities/knowledge/knowledge-article.type',
        "{ reference: (row) => sql`${row.status} <> 'DRAFT'` }",
        "'reference'",
      ),
    ],
  },
];

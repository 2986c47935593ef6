import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { employee } from '../employee/employee.table';
import '../knowledge/knowledge-article.type';
import { orgUnit } from '../org-unit/org-unit.table';
import { serviceTicket, ticketPriorities, ticketStatuses } from './service-ticket.table';

export const TicketPriorityEnum = enumType(
  'TicketPriority',
  ticketPriorities,
  'How soon a ticket is due; the hours stand in `service.rules.yaml`.',
  {
    LOW: 'It can wait for days.',
    NORMAL: 'As most.',
    HIGH: 'Within the working day.',
    URGENT: 'At once.',
  },
);

export const TicketStatusEnum = enumType('TicketStatus', ticketStatuses, 'Where a ticket stands.', {
  OPEN: 'Nobody works on it yet.',
  IN_PROGRESS: 'Somebody works on it.',
  WAITING_FOR_CUSTOMER: 'The customer has to answer.',
  RESOLVED: 'Done, and told to the customer.',
  CLOSED: 'Done, and the customer has nothing to add.',
  CANCELLED: 'No longer wanted.',
});

@entity({
  name: 'ServiceTicket',
  description:
    'What a customer asks of the bank by whichever channel, in the queue of a unit until it is done 服务工单.',
  table: serviceTicket,
  id: { prefix: 'tkt', column: serviceTicket.publicId, owner: serviceTicket.customerId, row: serviceTicket.id },
  scope: ownedBy(serviceTicket.customerId, serviceTicket.scopeKey),
  since: serviceTicket.openedAt,
})
export class ServiceTicket {
  @stored(serviceTicket.reference, 'C1', 'The reference told to the customer.', { filter: true, order: true })
  reference!: string;

  @stored(serviceTicket.channel, 'C1', 'The way it came in.', { filter: true })
  channel!: string;

  @stored(serviceTicket.topic, 'C1', 'What it is about.', { filter: true })
  topic!: string;

  @stored(serviceTicket.subject, 'NOTES', 'What is asked, in a line.')
  subject?: string;

  @stored(serviceTicket.description, 'NOTES', 'What is asked, at length.')
  description?: string;

  @stored(serviceTicket.priority, 'C1', 'How soon it is due.', { filter: true })
  priority!: string;

  @stored(serviceTicket.status, 'C1', 'Where it stands.', { filter: true })
  status!: string;

  @stored(serviceTicket.openedAt, 'C1', 'When it came in.', { filter: true, order: true })
  openedAt!: string;

  @stored(serviceTicket.dueAt, 'C1', 'By when it is to be done: so many hours after it came in, by its priority.', {
    filter: true,
    order: true,
  })
  dueAt!: string;

  @stored(serviceTicket.rulesVersion, 'C1', 'The version of the rules that say by when it is due.')
  rulesVersion!: string;

  @stored(serviceTicket.resolvedAt, 'C1', 'When it was done; null as long as it is not.', { filter: true })
  resolvedAt?: string;

  @stored(serviceTicket.closedAt, 'C1', 'When it was closed or cancelled; null as long as it is not.', { filter: true })
  closedAt?: string;

  @stored(serviceTicket.resolution, 'NOTES', 'What was done, in words.')
  resolution?: string;

  @stored(serviceTicket.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(serviceTicket.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;

  @stored(serviceTicket.updatedAt, 'C1', 'When the record last changed.', { filter: true, order: true })
  updatedAt!: string;
}

const unitCodes = { id: orgUnit.id, code: orgUnit.code };
const queue = filterOnCode(
  readerOf(serviceTicket.queueUnitId),
  unitCodes,
  'By the code of the unit whose queue it is in.',
);
addFilter(ServiceTicket, 'queueUnitCode', queue);
const staffNumbers = { id: employee.id, code: employee.staffNumber };
const owner = filterOnCode(readerOf(serviceTicket.ownerEmployeeId), staffNumbers, 'By the staff number of the owner.');
addFilter(ServiceTicket, 'ownerStaffNumber', owner);

import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { complaintEvent } from './complaint.table';

@entity({
  name: 'ComplaintEvent',
  description: 'One step in the handling of a complaint.',
  table: complaintEvent,
  id: { prefix: 'cev', column: complaintEvent.publicId, owner: complaintEvent.customerId, row: complaintEvent.id },
  scope: ownedBy(complaintEvent.customerId, complaintEvent.scopeKey),
})
export class ComplaintEvent {
  @stored(complaintEvent.at, 'C1', 'When it happened.', { filter: true, order: true })
  at!: string;

  @stored(complaintEvent.fromStatus, 'C1', 'Where the handling stood before; null at the beginning.', { filter: true })
  fromStatus?: string;

  @stored(complaintEvent.toStatus, 'C1', 'Where the handling stood after.', { filter: true })
  toStatus!: string;

  @stored(complaintEvent.note, 'NOTES', 'What was done, in words.')
  note?: string;
}

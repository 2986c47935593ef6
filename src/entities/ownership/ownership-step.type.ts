import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { ownershipStep } from './ownership-step.view';

@entity({
  name: 'OwnershipStep',
  description: 'One link on a way by which a share is held, counted from the customer outward.',
  table: ownershipStep,
  row: ownershipStep.place,
  scope: ownedBy(ownershipStep.customerId, ownershipStep.scopeKey),
})
export class OwnershipStep {
  @stored(ownershipStep.path, 'C1', 'Which of the ways, the largest is 1; 0 is the control chain.')
  path!: number;

  @stored(ownershipStep.position, 'C1', 'Its place on the way, from 1.')
  position!: number;

  @stored(ownershipStep.shareMin, 'C1', 'The least share of the link, in percent.')
  shareMin!: string;

  @stored(ownershipStep.shareMax, 'C1', 'The largest share of the link, in percent.')
  shareMax!: string;

  @stored(ownershipStep.pathMin, 'C1', 'The least that the whole way comes to, in percent.')
  pathMin!: string;

  @stored(ownershipStep.pathMax, 'C1', 'The most that the whole way comes to, in percent.')
  pathMax!: string;
}

import type { Step } from '../change/steps';
import type { customerStatuses } from './customer.table';

type Status = (typeof customerStatuses)[number];

export const customerActions = [
  'CONVERT',
  'REJECT',
  'CLOSE',
  'WIN_BACK',
  'RECORD_DEATH',
  'RECORD_LIQUIDATION',
] as const;
export type CustomerAction = (typeof customerActions)[number];

interface LifeStep extends Step<Status> {
  /** Of persons alone, or of organisations alone. */
  readonly of?: 'PERSON' | 'ORGANISATION';
}

const living: readonly Status[] = ['PROSPECT', 'ONBOARDED', 'DORMANT', 'WON_BACK', 'CHURNED'];

/** Which step of a relationship leads from where to where; whatever is not told here is refused. */
export const customerLife: Readonly<Record<CustomerAction, LifeStep>> = {
  CONVERT: { from: ['PROSPECT'], to: 'ONBOARDED' },
  REJECT: { from: ['PROSPECT'], to: 'REJECTED' },
  CLOSE: { from: ['ONBOARDED', 'DORMANT', 'WON_BACK'], to: 'CHURNED' },
  WIN_BACK: { from: ['CHURNED'], to: 'WON_BACK' },
  RECORD_DEATH: { from: living, to: 'DECEASED', of: 'PERSON' },
  RECORD_LIQUIDATION: { from: living, to: 'LIQUIDATED', of: 'ORGANISATION' },
};

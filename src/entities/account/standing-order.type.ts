import { entity } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { accountScope } from './account.type';
import { paymentFrequencies, standingOrder, standingOrderPurposes } from './standing-order.table';

export const StandingOrderPurposeEnum = enumType('StandingOrderPurpose', standingOrderPurposes, 'What it pays for.', {
  HOUSEHOLD: 'The household.',
  LOAN: 'A loan.',
  INSURANCE: 'An insurance.',
  LEASING: 'A lease.',
  RENT: 'Rent.',
  SAVING: 'Saving.',
  OTHER: 'Anything else.',
});

export const PaymentFrequencyEnum = enumType('PaymentFrequency', paymentFrequencies, 'How often it pays.', {
  WEEKLY: 'Every week.',
  MONTHLY: 'Every month.',
  QUARTERLY: 'Every quarter.',
  YEARLY: 'Every year.',
});

@entity({
  name: 'StandingOrder',
  description: 'An order to pay an amount again and again.',
  table: standingOrder,
  id: { prefix: 'sto', column: standingOrder.publicId, owner: standingOrder.customerId, row: standingOrder.id },
  scope: accountScope(standingOrder, standingOrder.accountId),
})
export class StandingOrder {
  @stored(standingOrder.counterpartyBank, 'C1', 'The bank paid to.')
  counterpartyBank?: string;

  @stored(standingOrder.counterpartyAccount, 'C3', 'The account paid to.')
  counterpartyAccount?: string;

  @money(standingOrder.amountMinor, standingOrder.currency, 'The amount of one payment.')
  amount?: object;

  @stored(standingOrder.purpose, 'C1', 'What it pays for; null where the source does not say.', { filter: true })
  purpose?: string;

  @stored(standingOrder.frequency, 'C1', 'How often it pays.', { filter: true })
  frequency?: string;

  @stored(standingOrder.startsOn, 'C1', 'First day.', { order: true })
  startsOn?: string;

  @stored(standingOrder.endsOn, 'C1', 'Last day.')
  endsOn?: string;
}

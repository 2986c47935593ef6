import { entity } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { accountScope } from './account.type';
import { balanceMonth } from './balance-month.table';

@entity({
  name: 'BalanceMonth',
  description: 'What an account did in one month.',
  table: balanceMonth,
  row: balanceMonth.month,
  scope: accountScope(balanceMonth, balanceMonth.accountId),
  since: balanceMonth.month,
})
export class BalanceMonth {
  @stored(balanceMonth.month, 'C1', 'The first day of the month.', { filter: true, order: true })
  month!: string;

  @money(balanceMonth.averageDailyBalanceMinor, balanceMonth.currency, 'Average daily balance.')
  averageDailyBalance?: object;

  @money(balanceMonth.closingBalanceMinor, balanceMonth.currency, 'Balance at the end of the month.')
  closingBalance?: object;

  @money(balanceMonth.debitsMinor, balanceMonth.currency, 'Sum of the debits.')
  debits?: object;

  @money(balanceMonth.creditsMinor, balanceMonth.currency, 'Sum of the credits.')
  credits?: object;

  @stored(balanceMonth.customerInitiated, 'C1', 'How many transactions the customer caused.')
  customerInitiated!: number;

  @money(balanceMonth.interestMinor, balanceMonth.currency, 'Interest, positive where the bank earns it.')
  interest?: object;

  @money(balanceMonth.feesMinor, balanceMonth.currency, 'Fees that the bank earned.')
  fees?: object;

  @money(balanceMonth.costMinor, balanceMonth.currency, 'What serving the account cost.')
  cost?: object;
}

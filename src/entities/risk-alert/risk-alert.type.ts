import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { alertFigures, alertLevels, alertRules, riskAlert } from './risk-alert.table';

export const AlertRuleEnum = enumType(
  'AlertRule',
  alertRules,
  'What the bank is warned of 预警; thresholds stand in `alerts.rules.yaml`.',
  {
    OVER_INDEBTEDNESS: 'Owes too much for what he earns or has, has drawn his limits, or has many loans 过度负债.',
    PAST_DUE: 'An account he owns is past due 逾期.',
    GRADE_DOWNGRADE: 'His credit grade is lower than the one before 评级下调.',
    COLLATERAL_DETERIORATION: 'What is pledged for an account is worth too little for what is owed on it 押品恶化.',
    CONTROLLER_CHANGE: 'The organisation has a new head or controller 实际控制人变更.',
    GUARANTOR_DETERIORATION: 'Somebody who promised to pay for him is past due or was downgraded 担保人恶化.',
    CROSS_DEFAULT: 'Somebody of his group of connected clients, or for whom he promised to pay, does not pay 交叉违约.',
    CONCENTRATION: 'His group of connected clients is a large exposure of the bank 集中度.',
    ABNORMAL_TRANSACTION: 'A transaction is many times as large as is usual on its account 异常交易.',
  },
);

export const AlertLevelEnum = enumType('AlertLevel', alertLevels, 'How grave an alert is.', {
  YELLOW: 'Watch.',
  ORANGE: 'Act soon.',
  RED: 'Act at once.',
});

export const AlertFigureEnum = enumType('AlertFigure', alertFigures, 'What a rule of early warning measures.', {
  DEBT_TO_INCOME: 'Debt on loans and cards / declared income of a year.',
  DEBT_TO_ASSETS: 'Liabilities / assets of the organisation.',
  UTILISATION: 'Drawn / limit of cards and overdrafts.',
  LENDING_PRODUCTS: 'How many loans and cards he owns.',
  DAYS_PAST_DUE: 'Days past due.',
  GRADE_STEPS: 'How many grades lower than before.',
  LOAN_TO_VALUE: 'Owed on the account / value of what is pledged for it.',
  TIMES_OF_USUAL: 'Amount / mean amount of the account’s earlier bookings in the same direction.',
});

@entity({
  name: 'RiskAlert',
  description:
    'A warning on a customer at one level, as found by a rule over the whole bank; another level is another alert. Where it rests on other parties, neither their figures nor their number are told, and who it is only to whom he is in scope.',
  table: riskAlert,
  id: { prefix: 'ral', column: riskAlert.publicId, owner: riskAlert.customerId, row: riskAlert.id },
  dataClass: 'RISK',
  scope: ownedBy(riskAlert.customerId, riskAlert.scopeKey),
  since: riskAlert.openedOn,
})
export class RiskAlert {
  @stored(riskAlert.rule, 'RISK', 'The rule that found it.', { filter: true, order: true })
  rule?: string;

  @stored(riskAlert.level, 'RISK', 'How grave it is.', { filter: true, order: riskAlert.levelRank })
  level?: string;

  @stored(riskAlert.previousLevel, 'RISK', 'The level from which it was raised or lowered; null where it is new.')
  previousLevel?: string;

  @stored(riskAlert.isOpen, 'RISK', 'It stands.', { filter: true })
  isOpen?: boolean;

  @stored(riskAlert.since, 'RISK', 'The day the reason was found, at whatever level.', { filter: true, order: true })
  since?: string;

  @stored(riskAlert.openedOn, 'RISK', 'The day it was opened at this level.', { filter: true, order: true })
  openedOn?: string;

  @stored(riskAlert.closedOn, 'RISK', 'The day it was closed, or gave way to another level; null: open.', {
    filter: true,
    order: true,
  })
  closedOn?: string;

  @stored(riskAlert.figure, 'RISK', 'What reached the level; null where it is not the customer’s own.')
  figure?: string;

  @stored(riskAlert.value, 'RISK', 'The value of the figure on the last day it was found to hold.')
  value?: string;

  @stored(
    riskAlert.threshold,
    'RISK',
    'The least value of the figure for the level; of a new counterparty one level below.',
  )
  threshold?: string;

  @stored(riskAlert.rulesVersion, 'C1', 'The version of the rules by which it was last found.')
  rulesVersion!: string;

  @stored(riskAlert.asOf, 'C1', 'The last day it was found to hold.')
  asOf!: string;
}

import { sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { behaviours } from './behaviour-tree.table';
import { factorTold, treeTold as row, ruleTold } from './segment.rows';

export const BehaviourEnum = enumType('Behaviour', behaviours, 'What customers did between two days worked out.', {
  CHURN: 'They left 流失: no transaction of their own any more, dormant or gone.',
  TAKE_UP: 'They opened a product of a category of which they had none.',
});

@entity({
  name: 'BehaviourTree',
  description:
    'What told beforehand who would behave so, learnt over the whole bank by a decision tree 决策树. It is told where each of its groups has ten customers or more, of whom those out of the reader’s reach are none or ten.',
  table: row,
  row: row.code,
  dataClass: 'RISK',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class BehaviourTree {
  @stored(row.asOf, 'C1', 'The last day worked out, up to which behaviour is known.')
  asOf!: string;

  @stored(row.featuresAsOf, 'C1', 'The day worked out before, as of which customers were known.')
  featuresAsOf!: string;

  @stored(row.behaviour, 'C1', 'What they did.')
  behaviour!: string;

  @stored(row.category, 'C1', 'The category of product taken up.')
  category?: string;

  @stored(row.rulesVersion, 'C1', 'The version of the features and limits.')
  rulesVersion!: string;

  @stored(row.trainedOn, 'RISK', 'How many customers it was learnt from, to two digits.')
  trainedOn?: number;

  @stored(row.rate, 'RISK', 'How many of them behaved so, in percent.')
  rate?: string;

  @stored(row.accuracy, 'RISK', 'Of how many others it tells rightly whether they did, in percent.')
  accuracy?: string;

  @stored(
    row.auc,
    'RISK',
    'How often it puts one of the others who did before one who did not; 0.5 is chance (area under the ROC curve).',
  )
  auc?: string;
}

@entity({
  name: 'BehaviourFactor',
  description: 'Something by which those who behaved so could be told beforehand.',
  table: factorTold,
  row: factorTold.place,
  dataClass: 'RISK',
  scope: ownedBy(factorTold.customerId, factorTold.scopeKey),
})
export class BehaviourFactor {
  @stored(factorTold.name, 'RISK', 'What it is.')
  name?: string;

  @stored(factorTold.nameZh, 'RISK', 'The same in Chinese.')
  nameZh?: string;

  @stored((own) => sql`${own.share}`, 'RISK', 'Its part of all that the tree clears up, in whole percent.', {
    type: () => GraphQLInt,
  })
  share?: number;
}

@entity({
  name: 'BehaviourRule',
  description: 'A group of those it was learnt from, by what they had in common beforehand.',
  table: ruleTold,
  row: ruleTold.place,
  dataClass: 'RISK',
  scope: ownedBy(ruleTold.customerId, ruleTold.scopeKey),
})
export class BehaviourRule {
  @stored(ruleTold.text, 'RISK', 'What they had in common.')
  text?: string;

  @stored(ruleTold.textZh, 'RISK', 'The same in Chinese.')
  textZh?: string;

  @stored(ruleTold.share, 'RISK', 'Their part of all that it was learnt from, in whole percent.')
  share?: string;

  @stored(ruleTold.rate, 'RISK', 'How many of them behaved so, in whole percent.')
  rate?: string;

  @stored(ruleTold.lift, 'RISK', 'How many times as often as all of them.')
  lift?: string;
}

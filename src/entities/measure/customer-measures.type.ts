import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnColumn, filterOnList } from '../../graph/declare/filter';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { CustomerKindEnum } from '../employee/employee.type';
import { churnReasons, customerClasses, customerMeasure, rfmSegments } from './measure.table';
import { kindOf, measureField } from './measure-field';
import { fieldOf, measures } from './measures';

export const CustomerClassEnum = enumType('CustomerClass', customerClasses, 'The four classes of customers 四类客户.', {
  SLEEPING: 'No transaction of its own for long, and little money 睡眠.',
  LOW_VALUE: 'Neither money nor contribution enough, or not used 低价值.',
  VALUABLE: 'Money or contribution enough, and used 有价值.',
  HIGH_VALUE_ADDED: 'Valuable, with many kinds of products and a tailored one among them 高附加值.',
});

export const ChurnReasonEnum = enumType('ChurnReason', churnReasons, 'A sign that a customer leaves 流失预警.', {
  ACTIVITY_DROP: 'Far fewer transactions in three months than in the three before.',
  LOW_BALANCE: 'Hardly any money left.',
  BALANCE_DROP: 'Far smaller deposits in three months than in the three before.',
  DORMANT_3_OF_6: 'No transaction in three of the last six months.',
  DORMANT_6_OF_12: 'No transaction in six of the last twelve months.',
  SALARY_STOPPED: 'A salary came, and comes no more.',
  NEW_UNDER_180_DAYS: 'A customer for less than 180 days.',
});

export const RfmSegmentEnum = enumType('RfmSegment', rfmSegments, 'A segment by recency, frequency and money.', {
  CHAMPIONS: 'Much, often and of late.',
  LOYAL: 'Much and often, not quite of late.',
  PROMISING: 'Of late, not much yet.',
  NEW: 'A customer for less than six months.',
  NEEDS_ATTENTION: 'Neither much nor of late.',
  AT_RISK: 'Much and often once, not of late.',
  HIBERNATING: 'Long ago and little.',
});

@entity({
  name: 'CustomerMeasures',
  description:
    'What a customer is worth to the bank, how loyal and how risky, as worked out for all customers as of a day.',
  table: customerMeasure,
  row: customerMeasure.id,
  owner: customerMeasure.customerId,
  dataClass: 'MONEY',
  since: customerMeasure.asOf,
  scope: ownedBy(customerMeasure.customerId, customerMeasure.scopeKey),
})
export class CustomerMeasures {
  @stored(customerMeasure.asOf, 'C1', 'The day; its month is the last of the period.', { filter: true, order: true })
  asOf!: string;

  @stored(customerMeasure.rulesVersion, 'C1', 'The version of the formulas, thresholds and weights.')
  rulesVersion!: string;

  @stored(
    customerMeasure.peerGroup,
    'C1',
    'The customers it is compared with: those of its kind and, by the bank’s rules, its tier or whatever else they name.',
    {
      filter: true,
    },
  )
  peerGroup!: string;

  @stored(kindOf, 'C1', 'The kind of customer.', {
    type: () => CustomerKindEnum,
    nullable: false,
    filter: filterOnColumn(customer.kind, 'C1', kindOf),
  })
  kind!: string;

  @stored(customerMeasure.customerClass, 'RISK', 'The class, by the rule that fired first.', { filter: true })
  customerClass?: string;

  @stored(readerOf(customerMeasure.classRule), 'RISK', 'The rule that fired.', { type: () => GraphQLString })
  classRule?: string;

  @stored(customerMeasure.valueTier, 'MONEY', 'The tier that its assets under management come to.', { filter: true })
  valueTier?: string;

  @stored(customerMeasure.recencyScore, 'MONEY', 'The fifth of its peers by the last transaction; 5: of late.')
  recencyScore?: number;

  @stored(customerMeasure.frequencyScore, 'MONEY', 'The fifth of its peers by transactions of its own; 5: the most.')
  frequencyScore?: number;

  @stored(customerMeasure.monetaryScore, 'MONEY', 'The fifth of its peers by what went in and out; 5: the most.')
  monetaryScore?: number;

  @stored(customerMeasure.rfmSegment, 'MONEY', 'What the three scores come to; null where nothing was ever done.', {
    filter: true,
  })
  rfmSegment?: string;

  @stored(
    customerMeasure.cluster,
    'MONEY',
    'The code of its group of like customers 聚类; null where its kind has too few.',
    {
      filter: true,
    },
  )
  cluster?: string;

  @stored(
    customerMeasure.tags,
    'RISK',
    'Tags 标签 that the rules of its day give; those given by hand are `Customer.tags`.',
    {
      type: () => [GraphQLString],
      filter: filterOnList(readerOf(customerMeasure.tags), 'RISK', 'By tags given by rule.'),
    },
  )
  tags?: string[];

  @stored(readerOf(customerMeasure.churnReasons), 'RISK', 'The signs that it leaves.', {
    type: () => [ChurnReasonEnum],
  })
  churnReasons?: string[];
}

for (const [code, definition] of Object.entries(measures))
  measureField(CustomerMeasures, fieldOf(code), code, definition);

import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { customer } from '../customer/customer.table';
import { ChannelEnum } from '../customer/customer.type';
import { ChurnReasonEnum } from '../measure/customer-measures.type';
import { ProductCategoryEnum } from '../product/product.type';
import { customerPortrait as row } from './portrait.rows';

const scope = ownedBy(row.customerId, row.scopeKey);
const ofRow = { table: row, row: row.customerId, scope };

@entity({
  name: 'CustomerPortrait',
  description: 'What the bank knows of a customer, in five faces 客户画像. Each value has the class of its source.',
  table: customer,
  row: customer.customerId,
  scope: ownedBy(customer.customerId, customer.scopeKey),
})
export class CustomerPortrait {
  @stored(customer.kind, 'C1', 'The kind of customer.')
  kind!: string;
}

@entity({ ...ofRow, name: 'NaturalFace', description: 'Who the customer is: a person or an organisation 自然属性.' })
export class NaturalFace {
  @stored(row.ageBand, 'IDENTITY', 'The age of a person today, as a band.')
  ageBand?: string;

  @stored(row.sex, 'IDENTITY', 'The sex.')
  sex?: string;

  @stored(row.maritalStatus, 'IDENTITY', 'The marital status.')
  maritalStatus?: string;

  @stored(row.region, 'IDENTITY', 'The region the person lives in.')
  region?: string;

  @stored(row.nationality, 'IDENTITY', 'The nationality, ISO 3166-1 alpha-2.')
  nationality?: string;

  @stored(row.education, 'IDENTITY', 'The highest education completed.')
  education?: string;

  @stored(row.occupation, 'IDENTITY', 'The occupation.')
  occupation?: string;

  @stored(row.incomeBand, 'IDENTITY', 'The band in which the income lies.')
  incomeBand?: string;

  @stored(row.industry, 'C1', 'The industry of an organisation.')
  industry?: string;

  @stored(row.ownershipNature, 'C1', 'Whom the organisation belongs to 经济性质.')
  ownershipNature?: string;

  @stored(row.scale, 'C1', 'How large the organisation is.')
  scale?: string;

  @stored(row.employees, 'C1', 'How many people it employs.')
  employees?: number;
}

@entity({ ...ofRow, name: 'BehaviourFace', description: 'How the customer deals with the bank 行为属性.' })
export class BehaviourFace {
  @stored(row.preferredChannel, 'IDENTITY', 'The way the customer likes to be met.')
  preferredChannel?: string;

  @stored(readerOf(row.channels), 'C1', 'The ways of the last 365 days’ contacts, the most frequent first.', {
    type: () => [ChannelEnum],
    nullable: false,
  })
  channels!: string[];

  @stored(row.contactsAYear, 'C1', 'Contacts of the last 365 days.')
  contactsAYear!: number;

  @stored(row.transactionsAMonth, 'MONEY', 'Transactions of the customer’s own in a month of the period.')
  transactionsAMonth?: string;

  @stored(row.recencyScore, 'MONEY', 'The fifth of its peers by the last transaction; 5: of late.')
  recencyScore?: number;

  @stored(row.frequencyScore, 'MONEY', 'The fifth of its peers by transactions of its own; 5: the most.')
  frequencyScore?: number;

  @stored(row.rfmSegment, 'MONEY', 'The segment by recency, frequency and money.')
  rfmSegment?: string;
}

@entity({ ...ofRow, name: 'ValueFace', dataClass: 'MONEY', description: 'What the customer is worth 价值属性.' })
export class ValueFace {
  @stored(row.asOf, 'C1', 'The day worked out; null where nothing was.', { nullable: true })
  asOf?: string;

  @stored(row.tier, 'C1', 'The service tier; null where none is given.')
  tier?: string;

  @stored(row.valueTier, 'MONEY', 'The tier that its assets under management come to.')
  valueTier?: string;

  @stored(row.customerClass, 'RISK', 'The class 四类客户.')
  customerClass?: string;

  @stored(row.classRule, 'RISK', 'The rule of the class that fired.')
  classRule?: string;

  @money(row.aumMinor, row.currency, 'Assets under management.')
  assetsUnderManagement?: object;

  @money(row.contributionMinor, row.currency, 'Contribution 贡献度.', { dataClass: 'RISK' })
  contribution?: object;

  @money(row.lifetimeValueMinor, row.currency, 'Lifetime value.', { dataClass: 'RISK' })
  lifetimeValue?: object;

  @money(row.growthValueMinor, row.currency, 'Growth value.')
  growthValue?: object;

  @money(row.potentialValueMinor, row.currency, 'Potential value.')
  potentialValue?: object;

  @stored(row.loyalty, 'RISK', 'Loyalty 忠诚度, 0 to 100.')
  loyalty?: string;

  @stored(row.satisfaction, 'RISK', 'Answers of the content among all of the period, in percent 满意度.')
  satisfaction?: string;
}

@entity({
  ...ofRow,
  name: 'RiskFace',
  dataClass: 'RISK',
  description: 'How risky the customer is, and what he bears 风险属性.',
})
export class RiskFace {
  @stored(row.riskAppetite, 'RISK', 'How much risk a person is willing to bear.')
  riskAppetite?: string;

  @stored(row.investmentExperience, 'IDENTITY', 'How long the person has been investing.')
  investmentExperience?: string;

  @stored(row.creditGrade, 'RISK', 'Credit grade of an organisation 信用等级.')
  creditGrade?: string;

  @stored(row.riskDegree, 'RISK', 'The degree of risk 风险度; 5 is the worst.')
  riskDegree?: number;

  @stored(row.churnScore, 'RISK', 'Points for signs of leaving, at most 100.')
  churnScore?: number;

  @stored(readerOf(row.churnReasons), 'RISK', 'The signs that it leaves.', { type: () => [ChurnReasonEnum] })
  churnReasons?: string[];
}

@entity({ ...ofRow, name: 'InterestFace', description: 'What the customer cares for 兴趣属性.' })
export class InterestFace {
  @stored(readerOf(row.hobbies), 'IDENTITY', 'What a person likes to do.', { type: () => [GraphQLString] })
  hobbies?: string[];

  @stored(readerOf(row.categories), 'C1', 'The kinds of products held.', {
    type: () => [ProductCategoryEnum],
    nullable: false,
  })
  categories!: string[];

  @stored(readerOf(row.campaigns), 'C1', 'The campaigns of its contacts, the most frequent first; five at most.', {
    type: () => [GraphQLString],
    nullable: false,
  })
  campaigns!: string[];
}

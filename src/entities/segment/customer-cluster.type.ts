import { entity, ownedBy } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { clusterTold as row } from './segment.rows';

const ofMembers = 'of its members on average; null where one of them has over half of it all';

@entity({
  name: 'CustomerCluster',
  description:
    'A group of customers of one kind who are alike 聚类, found over the whole bank by k-means on features of equal weight. The groups of a kind are told together: where each has ten members or more, of whom those out of the reader’s reach are none or ten.',
  table: row,
  row: row.code,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class CustomerCluster {
  @stored(row.asOf, 'C1', 'The day worked out.')
  asOf!: string;

  @stored(row.code, 'C1', 'What `CustomerMeasures.cluster` tells of its members; 1 has the most assets of its kind.')
  code!: string;

  @stored(row.kind, 'C1', 'The kind of its customers.')
  kind!: string;

  @stored(row.rulesVersion, 'C1', 'The version of the features and limits.')
  rulesVersion!: string;

  @stored(row.name, 'MONEY', 'What stands out about it against its kind, in words.')
  name?: string;

  @stored(row.nameZh, 'MONEY', 'The same in Chinese.')
  nameZh?: string;

  @stored(row.share, 'MONEY', 'Its part of the customers of its kind, in whole percent.')
  share?: string;

  @money(row.aumMinor, row.currency, `Assets under management ${ofMembers}.`)
  assetsUnderManagement?: object;

  @money(row.depositsMinor, row.currency, `Average daily deposits ${ofMembers}.`)
  deposits?: object;

  @money(row.loansMinor, row.currency, `Average daily loans ${ofMembers}.`)
  loans?: object;

  @stored(row.transactions, 'MONEY', `Transactions a month ${ofMembers}.`)
  transactionsAMonth?: string;

  @stored(row.products, 'MONEY', `Products held ${ofMembers}.`)
  productCount?: string;

  @stored(row.tenure, 'MONEY', `Months since onboarding ${ofMembers}.`)
  tenureMonths?: string;
}

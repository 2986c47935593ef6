import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { entity } from '../../graph/declare/entity';
import { filterOnList } from '../../graph/declare/filter';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { articleStatuses, knowledgeArticle, serviceTopics } from './knowledge-article.table';

export const ServiceTopicEnum = enumType('ServiceTopic', serviceTopics, 'What service is about.', {
  ACCOUNT: 'An account 账户.',
  CARD: 'A card 银行卡.',
  LOAN: 'A loan 贷款.',
  WEALTH: 'Wealth management 理财.',
  PAYMENT: 'A payment 支付.',
  DIGITAL: 'The mobile or online bank 电子银行.',
  DATA: 'The customer’s data 客户资料.',
  OTHER: 'Anything else.',
});

export const ArticleStatusEnum = enumType('ArticleStatus', articleStatuses, 'Where an article stands.', {
  DRAFT: 'Being written: told to nobody.',
  PUBLISHED: 'To be found.',
  RETIRED: 'No longer to be found, but told where it helped.',
});

@entity({
  name: 'KnowledgeArticle',
  description: 'What staff look up while they serve a customer 知识库; it holds nothing of any customer.',
  table: knowledgeArticle,
  id: { prefix: 'kna', column: knowledgeArticle.publicId, row: knowledgeArticle.id },
  scope: { reference: (row) => sql`${row.status} <> 'DRAFT'` },
})
export class KnowledgeArticle {
  @stored(knowledgeArticle.code, 'C1', 'The article’s code, unique in the bank.', { filter: true, order: true })
  code!: string;

  @stored(knowledgeArticle.title, 'C1', 'Its title.')
  title!: string;

  @stored(knowledgeArticle.titleZh, 'C1', 'Its title in Chinese; null where it has none.')
  titleZh?: string;

  @stored(knowledgeArticle.body, 'C1', 'What it says.')
  body!: string;

  @stored(knowledgeArticle.topic, 'C1', 'What it is about.', { filter: true })
  topic!: string;

  @stored(knowledgeArticle.tags, 'C1', 'Words by which it is found as well.', {
    type: () => [GraphQLString],
    filter: filterOnList(readerOf(knowledgeArticle.tags), 'C1', 'By tags.'),
  })
  tags!: readonly string[];

  @stored(knowledgeArticle.status, 'C1', 'Where it stands.')
  status!: string;

  @stored(knowledgeArticle.helped, 'C1', 'How many tickets stand resolved with its help.', {
    filter: true,
    order: true,
  })
  helped!: number;

  @stored(knowledgeArticle.version, 'C1', 'Counts the changes of what it says.')
  version!: number;

  @stored(knowledgeArticle.updatedAt, 'C1', 'When what it says last changed.', { filter: true, order: true })
  updatedAt!: string;
}

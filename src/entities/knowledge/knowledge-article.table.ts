import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { identity, moment, oneOf, publicId } from '../../database/columns';

export const serviceTopics = ['ACCOUNT', 'CARD', 'LOAN', 'WEALTH', 'PAYMENT', 'DIGITAL', 'DATA', 'OTHER'] as const;
export const articleStatuses = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;

/** What staff look up while they serve; nothing of any customer. `helped`: the tickets that stand resolved with it. */
export const knowledgeArticle = pgTable(
  'knowledge_article',
  {
    id: identity().primaryKey(),
    publicId: publicId('kna_', '0'),
    code: text('code').notNull(),
    title: text('title').notNull(),
    titleZh: text('title_zh'),
    body: text('body').notNull(),
    topic: text('topic', { enum: serviceTopics }).notNull(),
    tags: text('tags').array().notNull().default([]),
    status: text('status', { enum: articleStatuses }).notNull(),
    helped: integer('helped').notNull().default(0),
    version: integer('version').notNull().default(1),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    /** What it is found by. */
    tokens: text('tokens')
      .array()
      .notNull()
      .generatedAlwaysAs(sql`article_tokens(array[title, title_zh, body] || tags)`),
  },
  (table) => [
    unique('knowledge_article_code_key').on(table.code),
    index('knowledge_article_tokens_index').using('gin', table.tokens),
    oneOf('knowledge_article', table.topic, serviceTopics),
    oneOf('knowledge_article', table.status, articleStatuses),
  ],
);

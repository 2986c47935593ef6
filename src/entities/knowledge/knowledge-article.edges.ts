import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { badInput } from '../../errors';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import { knowledgeArticle } from './knowledge-article.table';
import { KnowledgeArticle } from './knowledge-article.type';

const longestSearch = 100;

toPage({
  from: QueryRoot,
  name: 'knowledgeArticles',
  to: KnowledgeArticle,
  description:
    'The published articles, those that helped most often first; with `search` those in which every word of it stands, Chinese by each two characters that follow each other.',
  arguments: {
    search: {
      type: () => GraphQLString,
      nullable: true,
      description: `What to look for in titles, texts and tags; at most ${longestSearch} characters.`,
    },
  },
  check: ({ search }) => {
    if (search === undefined || search === null) return;
    if (String(search).trim() === '') throw badInput('knowledgeArticles(search:) is empty.');
    if (String(search).length > longestSearch)
      throw badInput(`knowledgeArticles(search:) is longer than ${longestSearch} characters.`);
  },
  timeless: true,
  order: [by(knowledgeArticle.helped, 'DESC'), by(knowledgeArticle.code)],
  on: ({ row, inputs }) =>
    inputs.has('search')
      ? sql`${row.status} = 'PUBLISHED' and ${row.tokens} @> article_probe(${inputs.argument('search', 'text')})`
      : sql`${row.status} = 'PUBLISHED'`,
});

import type { Statement, Step } from './statement';
import { articles } from './words/articles';

const literal = (value: string) => `'${value}'`;

const writeArticles = (statement: Statement) => `
  insert into knowledge_article (id, code, topic, title, title_zh, body, tags, status, updated_at)
  select id, code, topic, title, title_zh, body, string_to_array(tags, ','), status,
    ${statement.startOf(`${statement.today} - 300 + 7 * id::int`)}
  from (values ${articles.map((article, index) => `(${index + 1}::bigint, ${article.map(literal).join(', ')})`).join(',\n')})
    as a (id, code, topic, title, title_zh, body, tags, status)`;

export const knowledge: Step = { table: 'knowledge_article', write: writeArticles };

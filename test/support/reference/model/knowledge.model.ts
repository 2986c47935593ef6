import type { Row } from '../values';
import { ascending, descending, type EdgeModel, filters, orders, plain, type TypeModel } from './model';
import { normalised, runs } from './search.model';

/** The pieces that must stand in a text: words, two characters of Chinese that follow each other, or a single one. */
function piecesOf(text: string): { words: string[]; chinese: string[] } {
  const found = [...normalised(text).matchAll(runs())];
  const chinese = found.flatMap(([, run]) => {
    const characters = [...(run ?? '')];
    return characters.length === 1 ? characters : characters.slice(1).map((one, at) => `${characters[at]}${one}`);
  });
  return { words: found.flatMap(([, , word]) => word ?? []), chinese };
}

/** Chinese is looked for anywhere in a text, all else among its words. */
function isFound({ title, title_zh, body, tags }: Row, search: string): boolean {
  const { words, chinese } = piecesOf(search);
  const texts = [title, title_zh ?? '', body, ...(tags as readonly string[])].map(String);
  const known = new Set(texts.flatMap((text) => piecesOf(text).words));
  const isSaid = (piece: string) => texts.some((text) => normalised(text).includes(piece));
  return words.length + chinese.length > 0 && words.every((word) => known.has(word)) && chinese.every(isSaid);
}

export const knowledgeArticlesWay: EdgeModel = {
  kind: 'page',
  to: 'KnowledgeArticle',
  order: [descending('helped'), ascending('code')],
  searchedBy: 'search',
  rows: (_parent, { bank }, { search }) =>
    bank
      .rows('knowledge_article')
      .filter(
        (row) =>
          row.status === 'PUBLISHED' && (search === undefined || search === null || isFound(row, String(search))),
      ),
};

export const knowledgeModel: TypeModel = {
  name: 'KnowledgeArticle',
  table: 'knowledge_article',
  prefix: 'kna',
  key: 'id',
  scope: 'everybody',
  isTold: ({ status }) => status !== 'DRAFT',
  fields: plain('C1', 'code title titleZh body topic tags status helped version updatedAt'),
  ways: {},
  orders: orders('C1', 'CODE HELPED UPDATED_AT'),
  filters: {
    ...filters('C1', 'code topic helped updatedAt'),
    tags: { kind: 'list', dataClass: 'C1', column: 'tags' },
  },
};

import { GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../access/policy';
import { badInput } from '../../errors';
import type { Writing } from '../../graph/declare/writing';
import { change } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { tellsOfBank } from '../change/change-payload';
import { checkVersion, refused } from '../change/refusals';
import { ArticleStatusEnum, KnowledgeArticle, ServiceTopicEnum } from './knowledge-article.type';

const writers: readonly Role[] = ['HEAD_OFFICE', 'BRANCH_MANAGER'];
const longest = { code: 50, title: 200, titleZh: 200, body: 20_000, tag: 50 };
const mostTags = 20;
// Words are found whole; Chinese is not written in words.
const longestWord = 500;
const longWord = new RegExp(`[a-z0-9\\u00c0-\\u1fff]{${longestWord + 1}}`, 'i');
const given = ['code', 'title', 'titleZh', 'body', 'topic', 'tags', 'status'] as const;

@InputType('WriteArticleInput', { description: 'An article as it is to be.' })
class WriteArticleInput extends ChangeInput {
  @Field(() => GraphQLString, { description: `Its code, 1 to ${longest.code} characters.` })
  code!: string;

  @Field(() => GraphQLInt, { nullable: true, description: 'The version that is known of it; none of a new article.' })
  version?: number | null;

  @Field(() => GraphQLString, { description: `Its title, 1 to ${longest.title} characters.` })
  title!: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: `Its title in Chinese, at most ${longest.titleZh} characters.`,
  })
  titleZh?: string | null;

  @Field(() => GraphQLString, {
    description: `What it says, 1 to ${longest.body} characters; it holds nothing of any customer.`,
  })
  body!: string;

  @Field(() => ServiceTopicEnum, { description: 'What it is about.' })
  topic!: string;

  @Field(() => [GraphQLString], {
    defaultValue: [],
    description: `Words by which it is found as well; at most ${mostTags} of ${longest.tag} characters.`,
  })
  tags!: string[];

  @Field(() => ArticleStatusEnum, { description: 'Where it stands.' })
  status!: string;
}

@ObjectType('WriteArticlePayload', { description: 'The article as it stands now.' })
class WriteArticlePayload {}
tellsOfBank({
  name: 'article',
  to: KnowledgeArticle,
  description: 'The article; null where the change was refused, and while it is a draft.',
  key: 'article',
})(WriteArticlePayload);

const tagsOf = ({ tags }: WriteArticleInput) => [
  ...new Set(tags.flatMap((tag) => textOf(tag, 'input.tags', longest.tag) ?? [])),
];

async function write(input: WriteArticleInput, { sql, now }: Writing): Promise<{ id: bigint; version: number }> {
  const [code, title, titleZh, body] = (['code', 'title', 'titleZh', 'body'] as const).map((name) =>
    textOf(input[name], `input.${name}`, longest[name]),
  ) as [string, string, string | null, string];
  const [known] = await sql<{ id: bigint; version: number }[]>`
    select id, version from knowledge_article where code = ${code} for no key update`;
  const at = now.toISOString();
  if (input.version == null) {
    const [made] = await sql<{ id: bigint; version: number }[]>`
      insert into knowledge_article (code, title, title_zh, body, topic, tags, status, updated_at)
      values (${code}, ${title}, ${titleZh}, ${body}, ${input.topic}, ${tagsOf(input)}::text[], ${input.status},
        ${at}::text::timestamptz)
      on conflict (code) do nothing returning id, version`;
    if (!made) throw refused('TAKEN', 'input.code', 'Another article has this code.');
    return made;
  }
  if (!known) throw refused('NOT_ALLOWED', 'input.code', 'There is no article of this code.');
  checkVersion(input.version, known.version);
  await sql`
    update knowledge_article set title = ${title}, title_zh = ${titleZh}, body = ${body}, topic = ${input.topic},
      tags = ${tagsOf(input)}::text[], status = ${input.status}, version = version + 1, updated_at = ${at}::text::timestamptz
    where id = ${known.id}`;
  return { id: known.id, version: known.version + 1 };
}

change<WriteArticleInput>({
  name: 'writeArticle',
  description: 'Writes an article of the knowledge base, a new one or what it says from now on.',
  input: WriteArticleInput,
  payload: WriteArticlePayload,
  onlyRoles: writers,
  event: 'ARTICLE_WRITTEN',
  check: (input) => {
    for (const name of ['code', 'title', 'body'] as const)
      if (textOf(input[name], `input.${name}`, longest[name]) === null) throw badInput(`input.${name} is empty.`);
    if (longWord.test(`${input.title} ${input.body}`))
      throw badInput(`input holds a word of more than ${longestWord} characters.`);
    textOf(input.titleZh, 'input.titleZh', longest.titleZh);
    if (tagsOf(input).length > mostTags) throw badInput(`input.tags has at most ${mostTags} tags.`);
  },
  run: async (input, writing) => {
    const { id, version } = await write(input, writing);
    const fields = given.filter((name) => input[name] != null);
    // What nobody may read yet, nobody hears of.
    const ofBank = input.status === 'DRAFT' ? [] : [{ prefix: 'kna', row: id, fields, version }];
    return { changed: { article: id }, written: [], ofBank };
  },
});

import { type ChangingBank, changingBank } from './changing-bank';

const articles = [
  ['A1', 'Lost card', '银行卡丢失', 'Block the card, then order another. 先挂失。', 'CARD', ['stolen'], 'PUBLISHED'],
  ['A2', 'A card abroad', null, '境外用卡须先开通。 Works with É-pay and 3D Secure.', 'CARD', ['出国'], 'PUBLISHED'],
  ['A3', 'Proof of balance', '存款证明', 'At every counter. 银行网点均可办理。', 'ACCOUNT', [], 'PUBLISHED'],
  ['A4', 'Lost card, the old way', null, 'By fax.', 'CARD', [], 'RETIRED'],
  ['A5', 'Lost card, soon', null, 'By thought.', 'CARD', [], 'DRAFT'],
] as const;
const told = 'serviceTicket { status version resolution article { code helped } }';

describe('knowledge articles', () => {
  let bank: ChangingBank;
  let first: string;

  beforeAll(async () => {
    bank = await changingBank();
    first = await bank.idOf(1);
    for (const [code, title, title_zh, body, topic, tags, status] of articles) {
      await bank.bank.system`
        insert into knowledge_article (code, title, title_zh, body, topic, tags, status)
        values (${code}, ${title}, ${title_zh}, ${body}, ${topic}, ${tags as never}, ${status})`;
    }
  });
  afterAll(() => bank.end());

  const found = async (args = '') => {
    const { data, errors } = await bank.server.ask('TL1', `{ knowledgeArticles${args} { nodes { code } } }`);
    return data?.knowledgeArticles.nodes.map(({ code }: { code: string }) => code) ?? errors[0]?.extensions.code;
  };
  const searched = (text: string) => found(`(search: ${JSON.stringify(text)})`);
  const opened = async () => {
    const input = { customerId: first, channel: 'PHONE', topic: 'CARD', subject: 'Card lost' };
    return (await bank.make('RM1', 'openServiceTicket', input, 'serviceTicket { id }')).payload.serviceTicket.id;
  };
  const advance = (input: object) => bank.make('RM1', 'advanceServiceTicket', input, told);
  const resolve = (id: string, articleCode: string, version = 1) =>
    advance({ id, version, action: 'RESOLVE', resolution: 'Blocked', articleCode });
  const helped = async () => {
    const rows = await bank.bank.system`
      select code, helped, (select count(*)::int from service_ticket t where t.article_id = a.id) as tickets
      from knowledge_article a where helped <> 0 order by code`;
    return rows.map(({ code, helped: times, tickets }) => [code, times, tickets]);
  };

  test.each([
    ['a word of a title', 'balance', ['A3']],
    ['whatever its letters’ size and accents', 'CARD e', ['A2']],
    ['every word, in any order', 'card lost', ['A1']],
    ['a tag', 'Stolen', ['A1']],
    ['no part of a word', 'car', []],
    ['Chinese of a title', '存款证明', ['A3']],
    ['Chinese of a text', '网点', ['A3']],
    ['Chinese of a tag', '出国', ['A2']],
    ['a single character', '卡', ['A1', 'A2']],
    ['Chinese that stands in several', '银行', ['A1', 'A3']],
    ['no characters that never follow each other', '行银', []],
    ['Chinese and a word', 'card 挂失', ['A1']],
    ['nothing by marks alone', '!?', []],
    ['nothing in what is retired or a draft', 'thought', []],
  ])('are found by %s', async (_what, text, codes) => {
    expect(await searched(text)).toEqual(codes);
  });

  test('published ones are listed, by topic where asked', async () => {
    expect(await found()).toEqual(['A1', 'A2', 'A3']);
    expect(await found('(filter: { topic: { eq: ACCOUNT } })')).toEqual(['A3']);
    expect(await found('(search: "card", filter: { topic: { eq: ACCOUNT } })')).toEqual([]);
  });

  test('an empty or overlong search is refused', async () => {
    expect(await searched(' ')).toBe('BAD_USER_INPUT');
    expect(await searched('x'.repeat(101))).toBe('BAD_USER_INPUT');
  });

  test('a retired one is told by its id, a draft to nobody', async () => {
    const byStatus = async (status: string) => {
      const [row] = await bank.bank.system`select public_id as id from knowledge_article where status = ${status}`;
      return (
        await bank.server.ask(
          'HO1',
          `{ node(id: "${row?.id}") { ... on KnowledgeArticle { code } } nodes(ids: ["${row?.id}"]) { id } }`,
        )
      ).data;
    };

    expect(await byStatus('RETIRED')).toMatchObject({ node: { code: 'A4' } });
    expect(await byStatus('DRAFT')).toEqual({ node: null, nodes: [null] });
  });

  test('who works at the bank without a right reads them too', async () => {
    const { data } = await bank.server.ask('XX1', '{ knowledgeArticles { nodes { code title } } }');

    expect(data?.knowledgeArticles.nodes[0]).toEqual({ code: 'A1', title: 'Lost card' });
  });

  test('one that helped is told on the ticket, counted once, and no more when the ticket is reopened', async () => {
    const [one, other] = [await opened(), await opened()];

    const resolved = await resolve(one, 'A2');
    await resolve(other, 'A2');
    const counted = await helped();
    const order = await found();
    const closed = await advance({ id: one, version: 2, action: 'CLOSE' });
    const reopened = await advance({ id: one, version: 3, action: 'REOPEN' });
    const afterwards = await helped();
    const again = await resolve(one, 'A1', 4);

    expect(resolved.payload.serviceTicket).toMatchObject({ status: 'RESOLVED', article: { code: 'A2', helped: 1 } });
    expect(counted).toEqual([['A2', 2, 2]]);
    expect(order).toEqual(['A2', 'A1', 'A3']);
    expect(closed.payload.serviceTicket).toMatchObject({ status: 'CLOSED', article: { code: 'A2' } });
    expect(reopened.payload.serviceTicket).toMatchObject({ status: 'IN_PROGRESS', article: null });
    expect(afterwards).toEqual([['A2', 1, 1]]);
    expect(again.payload.serviceTicket.article).toEqual({ code: 'A1', helped: 1 });
  });

  test('asked again under the same key it counts once', async () => {
    const id = await opened();
    const input = { idempotencyKey: 'helped', id, version: 1, action: 'RESOLVE', resolution: 'x', articleCode: 'A3' };

    const times = [await advance(input), await advance(input)];

    expect(times.map(({ payload }) => payload.serviceTicket?.article)).toEqual([
      { code: 'A3', helped: 1 },
      { code: 'A3', helped: 1 },
    ]);
  });

  test.each([
    ['one that is not there', { action: 'RESOLVE', resolution: 'x', articleCode: 'NONE' }],
    ['a retired one', { action: 'RESOLVE', resolution: 'x', articleCode: 'A4' }],
    ['a draft', { action: 'RESOLVE', resolution: 'x', articleCode: 'A5' }],
    ['one where nothing is done', { action: 'START', articleCode: 'A1' }],
  ])('%s helps with no ticket', async (_what, input) => {
    const id = await opened();
    const before = await helped();

    const { payload } = await advance({ id, version: 1, ...input });

    expect(payload).toMatchObject({
      serviceTicket: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: 'input.articleCode' }],
    });
    expect(await helped()).toEqual(before);
  });
});

import { type ChangingBank, changingBank } from './changing-bank';

const told = 'article { code title titleZh body topic tags status version }';
const article = { code: 'LOST', title: 'Lost card', body: 'Block the card.', topic: 'CARD', status: 'PUBLISHED' };

describe('articles', () => {
  let bank: ChangingBank;

  beforeAll(async () => {
    bank = await changingBank();
  });
  afterAll(() => bank.end());

  const write = (staff: string, input: object = {}) => bank.make(staff, 'writeArticle', { ...article, ...input }, told);
  const found = async (text: string) => {
    const { data } = await bank.server.ask('TL1', `{ knowledgeArticles(search: "${text}") { nodes { code } } }`);
    return data.knowledgeArticles.nodes.map(({ code }: { code: string }) => code);
  };

  test('are written, and found by whoever looks for them', async () => {
    const { payload } = await write('BM1', { titleZh: '银行卡丢失', tags: ['stolen', ' stolen', ''] });

    expect(payload).toEqual({
      userErrors: [],
      article: { ...article, titleZh: '银行卡丢失', tags: ['stolen'], version: 1 },
    });
    expect([await found('stolen'), await found('丢失')]).toEqual([['LOST'], ['LOST']]);
  });

  test('say what they say from now on, against the version that is known', async () => {
    await write('HO1', { code: 'RATES', title: 'Rates' });
    const next = await write('HO1', { code: 'RATES', title: 'Rates of 2026', version: 1, tags: ['interest'] });
    const late = await write('BM1', { code: 'RATES', title: 'Rates of 2025', version: 1 });
    const twice = await write('BM1', { code: 'RATES' });
    const none = await write('BM1', { code: 'GHOST', version: 1 });

    expect(next.payload.article).toMatchObject({ title: 'Rates of 2026', tags: ['interest'], version: 2 });
    expect([late, twice, none].map(({ payload }) => [payload.article, payload.userErrors[0].code])).toEqual([
      [null, 'CONFLICT'],
      [null, 'TAKEN'],
      [null, 'NOT_ALLOWED'],
    ]);
    expect(late.payload.userErrors[0].currentVersion).toBe(2);
  });

  test('a draft is told to nobody until it is published, and what is retired no longer', async () => {
    const draft = await write('HO1', { code: 'SOON', title: 'Sooner', status: 'DRAFT' });
    const before = await found('sooner');
    const published = await write('HO1', { code: 'SOON', title: 'Sooner', version: 1 });
    const meanwhile = await found('sooner');
    await write('HO1', { code: 'SOON', title: 'Sooner', version: 2, status: 'RETIRED' });

    expect(draft.payload).toEqual({ article: null, userErrors: [] });
    expect(published.payload.article).toMatchObject({ status: 'PUBLISHED', version: 2 });
    expect([before, meanwhile, await found('sooner')]).toEqual([[], ['SOON'], []]);
    const { data } = await bank.server.ask('TL1', '{ bankEvents(first: 100) { nodes { subjectId version } } }');
    const [row] = await bank.bank.system`select public_id as id from knowledge_article where code = 'SOON'`;
    const told = data.bankEvents.nodes.filter(({ subjectId }: { subjectId: string }) => subjectId === row?.id);
    expect(told.map(({ version }: { version: number }) => version)).toEqual([2, 3]);
  });

  test.each(['RM1', 'TL1', 'CO1', 'CH1', 'MK1', 'AU1', 'SA1'])('%s writes none', async (staff) => {
    expect((await write(staff, { code: 'MINE' })).codes).toEqual(['FORBIDDEN']);
  });

  test.each([
    [{ title: ' ' }, 'input.title is empty.'],
    [{ body: 'x'.repeat(20_001) }, 'input.body'],
    [{ tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }, 'input.tags has at most 20 tags.'],
  ])('%j is told what is wrong with its form', async (input, text) => {
    const { codes, answer } = await write('HO1', { code: 'FORM', ...input });

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.message).toContain(text);
  });
});

import { parse } from 'graphql';
import { connect } from '../../src/database/connect';
import { createGraph } from '../../src/graph/graph';
import { openSmallBank, type SmallBank } from './small-bank';

describe('one transaction serves one viewer', () => {
  let bank: SmallBank;
  beforeAll(async () => {
    bank = await openSmallBank();
  });
  afterAll(() => bank.close());

  const document = parse('{ customers { totalCount } viewer { staffNumber } }');

  /** Answers several readers one after another in one transaction, and tells the setting that each left. */
  async function inOneTransaction(staffNumbers: readonly string[]) {
    const { sql, end } = connect(bank.urls.appUrl, { name: 'test', max: 1 });
    const seen: { text: string | undefined; setting: string }[] = [];
    await sql.begin(async (transaction) => {
      const graph = createGraph({ ...bank.world.options, sql: transaction as never });
      for (const staffNumber of staffNumbers) {
        const viewer = await bank.world.viewerOf(staffNumber);
        if (!viewer) throw new Error(`${staffNumber} is not at work.`);
        const { text } = await graph.answer({ document, operationName: null, variables: {}, viewer });
        const [row] = await transaction<{ setting: string }[]>`select current_setting('app.viewer') as setting`;
        seen.push({ text, setting: row?.setting ?? '' });
      }
    });
    await end();
    return seen;
  }

  const answer = (staffNumber: string, totalCount: number) =>
    JSON.stringify({ customers: { totalCount }, viewer: { staffNumber } });

  it('keeps the setting for a reader who asks again', async () => {
    const seen = await inOneTransaction(['BM0001', 'BM0001']);
    expect(seen.map(({ text }) => text)).toEqual([answer('BM0001', 6), answer('BM0001', 6)]);
    expect(seen[0]?.setting).not.toBe('');
    expect(seen[1]?.setting).toBe(seen[0]?.setting);
  });

  it('fails when another reader asks, instead of answering for either', async () => {
    await expect(inOneTransaction(['HO0001', 'BM0002'])).rejects.toThrow('another viewer');
  });

  it('leaves no viewer behind for the next transaction', async () => {
    const { sql, end } = connect(bank.urls.appUrl, { name: 'test', max: 1 });
    const graph = createGraph({ ...bank.world.options, sql });
    for (const [staffNumber, count] of [
      ['HO0001', 8],
      ['BM0002', 2],
    ] as const) {
      const viewer = await bank.world.viewerOf(staffNumber);
      const answered = viewer && (await graph.answer({ document, operationName: null, variables: {}, viewer }));
      expect(answered?.text).toBe(answer(staffNumber, count));
      const [row] = await sql<
        { setting: string | null }[]
      >`select nullif(current_setting('app.viewer', true), '') as setting`;
      expect(row?.setting).toBeNull();
    }
    await end();
  });
});

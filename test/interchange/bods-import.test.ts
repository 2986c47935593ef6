import { countsOf } from '../ingest/importing';
import type { OwnedBank } from '../related-parties/owned-bank';
import { Files, importInto, interchangeBank, relationsOf } from './interchange-bank';

describe('statements of BODS 0.4, imported', () => {
  let bank: OwnedBank;
  let files: Files;

  beforeEach(async () => {
    files = new Files();
    bank = await interchangeBank(['Aurelia', 'Bright']);
  });
  afterEach(async () => {
    files.remove();
    await bank.close();
  });

  const company = async (name: string, fields: string) => {
    const query = `query($n: String!) { customer(customerNumber: $n) { ${fields} } }`;
    const { customer } = (await bank.ask('HO0001', query, { n: name })) as { customer: Record<string, never> };
    return customer;
  };

  it('are the owners of customers, by their LEI, with exact shares and days', async () => {
    const report = await importInto(bank, files, 'bods');
    await bank.recompute();

    expect([report.rejected, files.rejected('entities')]).toEqual([0, []]);
    expect(
      await company(
        'Aurelia',
        `organisation { owners(lookThrough: true) {
           nodes { directPct directMin directMax totalPct totalMin totalMax control party { displayName } } } }`,
      ),
    ).toEqual({});
    expect(
      await company(
        'Aurelia',
        `relatedParties { nodes { type label directness sharePct shareMin shareMax validFrom validTo party { kind displayName } } }`,
      ),
    ).toEqual({});
    expect(await relationsOf(bank)).toEqual([]);
    expect(countsOf(report)).toEqual({});
  });
});

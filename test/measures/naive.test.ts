import { fillDemo } from '../../src/demo/fill';
import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';
import { readBankRows } from './bank-rows';
import { naively } from './naive';
import { storedClusters } from './naive-clusters';
import { measureOn, roughen } from './rough-bank';
import { differences, storedMeasures } from './stored';

const rules = readMeasureRules();

/** So many of the list, by a seed. */
function some<Item>(list: readonly Item[], count: number, seed: number): Item[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return [...list]
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ item }) => item);
}

describe('every measure of 500 random customers', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;
  let rough: Promise<void> | undefined;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 700 });
  });
  afterAll(() => banks.close());

  const differ = async (asOf: string) => {
    const naive = naively(await readBankRows(bank.sql), asOf, rules, await storedClusters(bank.sql, asOf));
    const stored = await storedMeasures(bank.sql, asOf);
    return some([...naive.keys()], 500, 7).flatMap((id) => differences(id, stored.get(id) ?? {}, naive.get(id) ?? {}));
  };

  test.each(['2026-05-31', '2026-06-30'])('is as worked out naively, as of %s', async (asOf) => {
    expect(await differ(asOf)).toEqual([]);
  });

  test.each(['2026-06-17', '2026-03-31', '2026-06-30'])('is so in a bank grown rough, as of %s', async (asOf) => {
    rough ??= roughen(bank.sql);
    await rough;
    await measureOn(bank.sql, asOf);

    expect(await differ(asOf)).toEqual([]);
  });
});

import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';
import { type Key, Rows } from '../database/rows';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';

const day = '2025-12-31';

describe('next best products by figures worked by hand', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;
  let rows: Rows;
  let unit: Key;
  const keys = new Map<string, Key>();

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    rows = new Rows(bank.sql as never);
    unit = await rows.unit('HO', 'HEAD_OFFICE', null);
    await bank.sql`
      insert into product (id, code, name, category, risk_level, sold_until) values
        (1, 'A', 'Account', 'DEPOSIT', 'R1', null), (2, 'B', 'Bond', 'FUND', null, null),
        (3, 'C', 'Card', 'CARD', null, null), (4, 'OLD', 'Old plan', 'WEALTH', 'R1', '2025-12-30'),
        (5, 'LAST', 'Last plan', 'WEALTH', 'R1', '2025-12-31'), (6, 'BOLD', 'Bold fund', 'FUND', 'R3', null)`;
    await hold(12, [1, 2]);
    await hold(18, [1]);
    await hold(6, [2]);
    for (const product of [4, 5, 6]) await hold(10, [product]);
    await customer('one', [1]);
    await customer('two', [1, 3]);
    await customer('new', []);
    await customer('bold', [], { appetite: 'R3' });
    await customer('timid', [], { appetite: 'R2' });
    await customer('silent', [1], { marketing_consent: false });
    await customer('unprofiled', [1], { profiling_consent: false });
    await customer('gone', [1], { status: 'CHURNED' });
    await Held.several(bank.sql, (sessions) => measureAll({ sessions, asOf: day }));
  });
  afterAll(() => banks.close());

  async function customer(
    name: string,
    products: readonly number[],
    { appetite, ...values }: Record<string, string | boolean> = {},
  ) {
    const consents = { marketing_consent: true, profiling_consent: true };
    const key = await rows.customer(name, unit, { onboarded_on: '2020-01-01', ...consents, ...values });
    keys.set(name, key);
    if (appetite) await bank.sql`insert into individual ${bank.sql({ customer_id: key, risk_appetite: appetite })}`;
    for (const product of products)
      await bank.sql`insert into product_holding (customer_id, product_id, status, opened_on)
        values (${key}, ${product}, 'ACTIVE', '2020-01-01')`;
  }
  async function hold(many: number, products: readonly number[]) {
    for (let n = 0; n < many; n += 1) await customer(`holder ${products} ${n}`, products, { marketing_consent: false });
  }
  const recommended = (name: string) => bank.sql`
    select p.code, r.basis, r.collaborative::float8, r.popularity::float8, r.reasons, q.code as held
    from product_recommendation r join product p on p.id = r.product_id left join product q on q.id = r.held_product_id
    where r.customer_id = ${keys.get(name) as Key} order by p.code`;
  const codes = async (name: string) => (await recommended(name)).map(({ code }) => code);

  // Of those who hold anything, 35 hold A (3 of them without being offered anything), 18 hold B, 12 hold both.
  test('a cosine is what is held by the same customers of the root of both: 12 / √(35 × 18)', async () => {
    const [, bond] = await bank.sql`select cosine from product_likeness where held_id = 1 union all
      select cosine from product_likeness where held_id = 2`;

    expect(bond?.cosine).toBeCloseTo(12 / Math.sqrt(35 * 18), 12);
    expect(await recommended('one')).toMatchObject([
      {
        code: 'B',
        basis: 'HOLDINGS',
        collaborative: 0.4781,
        held: 'A',
        reasons: expect.arrayContaining(['HELD_TOGETHER']),
      },
      { code: 'LAST', collaborative: 0, held: null },
    ]);
  });

  test('the score is the mean over what is held; a pair that too few hold counts as none', async () => {
    const [bond] = await recommended('two');

    expect(bond).toMatchObject({ code: 'B', collaborative: 0.239, held: 'A' });
  });

  test('who holds nothing is told by profile and popularity', async () => {
    expect(await recommended('new')).toMatchObject([
      { code: 'A', basis: 'PROFILE', collaborative: 0, popularity: 0.493, held: null },
      { code: 'B', basis: 'PROFILE', popularity: 0.2535 },
      { code: 'LAST', basis: 'PROFILE', popularity: 0.1408 },
    ]);
  });

  test('products beyond the appetite, no longer sold, held or held by too few are not recommended', async () => {
    expect(await codes('new')).toEqual(['A', 'B', 'LAST']);
    expect(await codes('timid')).toEqual(['A', 'B', 'LAST']);
    expect(await codes('bold')).toEqual(['A', 'B', 'BOLD', 'LAST']);
    expect(await codes('one')).toEqual(['B', 'LAST']);
  });

  test('nothing is recommended without both consents or to who has left', async () => {
    for (const name of ['silent', 'unprofiled', 'gone']) expect(await codes(name)).toEqual([]);
  });
});

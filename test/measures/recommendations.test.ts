import { fillDemo } from '../../src/demo/fill';
import { readRecommendationRules } from '../../src/measures/recommendations/rules';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';
import { naiveRecommendations } from './naive-recommendations';

const asOf = '2026-06-30';

describe('next best products of a whole bank', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 2_000, volumes: { balanceMonths: 2, interactions: 1 } });
  });
  afterAll(() => banks.close());

  const stored = async () =>
    (
      await bank.sql`
        select customer_id::int as customer, product_id::int as product, basis, score::float8, collaborative::float8,
          content::float8, popularity::float8, rank, for_everybody as "forEverybody", reasons,
          held_product_id::int as held, feature
        from product_recommendation where as_of = ${asOf} order by 1, 2`
    ).map((row) => ({ ...row }));

  test('equal those worked out plainly', async () => {
    const naive = await naiveRecommendations(bank.sql, asOf, readRecommendationRules());

    const found = await stored();

    expect(found.length).toBeGreaterThan(3_000);
    expect(found).toEqual(naive);
  });

  test('violate no gate', async () => {
    const violations = await bank.sql`
      select r.customer_id from product_recommendation r
      join customer c using (customer_id) join product p on p.id = r.product_id
      left join individual i using (customer_id)
      where not c.marketing_consent or not c.profiling_consent
        or c.status in ('CHURNED', 'REJECTED', 'DECEASED', 'LIQUIDATED')
        or coalesce(p.risk_level, 'R1') > coalesce(i.risk_appetite, 'R1')
        or exists (select from product_holding h where h.customer_id = r.customer_id and h.product_id = r.product_id
          and h.status in ('ACTIVE', 'DEFAULTED') and h.opened_on <= ${asOf}
          and (h.closed_on is null or h.closed_on > ${asOf}))`;

    expect(violations).toHaveLength(0);
  });

  test('are kept of the newest day alone', async () => {
    const days = await bank.sql`select distinct as_of::text as day from product_recommendation`;

    expect(days.map(({ day }) => day)).toEqual([asOf]);
  });

  test('are gone once a consent is taken back', async () => {
    const [first] = await bank.sql`select customer_id from product_recommendation limit 1`;
    const left = () =>
      bank.sql`select product_id from product_recommendation where customer_id = ${first?.customer_id}`;

    expect((await left()).length).toBeGreaterThan(0);
    await bank.sql`update customer set profiling_consent = false where customer_id = ${first?.customer_id}`;

    expect(await left()).toHaveLength(0);
  });
});

import { connect, type Sql } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { learnProducts } from '../../src/measures/recommendations/learn';
import { scoredProducts } from '../../src/measures/recommendations/recommend';
import { readRecommendationRules } from '../../src/measures/recommendations/rules';
import { checkOptions } from './options';
import { onScratchBank } from './scratch-bank';

const lastDay = '2026-06-30';
const trainedUpTo = '2026-05-31';
const leastLift = 1;

interface Rates {
  readonly openings: number;
  readonly engine: number;
  readonly popularity: number;
  readonly random: number;
}

/**
 * Of the products that customers opened in the last month, how many stood among the first `k` that were worked out for
 * them from what was held before it; the same for the most popular ones behind the same gates, and for a random order.
 */
async function evaluate(sql: Sql, k: number): Promise<Rates> {
  const rules = readRecommendationRules();
  return sql.begin(async (session) => {
    await learnProducts(session, trainedUpTo, rules);
    const everybody = [trainedUpTo, '-1', String(2n ** 62n)];
    const [rates] = await session.unsafe<[Rates]>(
      `with scored as materialized (${scoredProducts(rules)}), placed as (
         select customer_id, product_id, count(*) over (partition by customer_id) as choices,
           row_number() over (partition by customer_id order by score desc, product_id) as by_engine,
           row_number() over (partition by customer_id order by popularity desc, product_id) as by_popularity
         from scored
       ), opened as (
         select distinct p.* from placed p
         join product_holding h on h.customer_id = p.customer_id and h.product_id = p.product_id
         join customer c on c.customer_id = p.customer_id and c.onboarded_on <= '${trainedUpTo}'
         where h.opened_on > '${trainedUpTo}' and h.opened_on <= '${lastDay}'
       )
       select count(*)::int as openings, avg((by_engine <= ${k})::int)::float8 as engine,
         avg((by_popularity <= ${k})::int)::float8 as popularity, avg(least(1, ${k}::float8 / choices))::float8 as random
       from opened`,
      everybody,
    );
    return rates;
  }) as Promise<Rates>;
}

async function main(): Promise<void> {
  const { customers, seed, k } = checkOptions({ customers: 20_000, seed: 1, k: 3 });
  const rates = await onScratchBank(
    async ({ systemUrl }) => {
      const { sql, end } = connect(systemUrl, { name: 'check', max: 2 });
      const secrets = protectionKeys(secretFrom(Buffer.alloc(32, 7)));
      const volumes = { interactions: 1, transactionMonths: 1, balanceMonths: 1, holdingMonths: 1 };
      try {
        await fillDemo({ sql, secrets, customers, seed, asOf: new Date(`${lastDay}T04:00:00Z`), volumes });
      } finally {
        await end();
      }
    },
    async ({ systemUrl }) => {
      const { sql, end } = connect(systemUrl, { name: 'check', max: 1 });
      return evaluate(sql, k).finally(end);
    },
  );
  const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`;
  console.log(
    `${rates.openings} products opened in the last month by customers of before, of those that pass the gates`,
  );
  console.log(`hit rate at ${k}: ${percent(rates.engine)}`);
  console.log(`by popularity behind the same gates: ${percent(rates.popularity)}, at random: ${percent(rates.random)}`);
  const lift = rates.engine / rates.popularity;
  process.exitCode = lift > leastLift ? 0 : 1;
  console.log(`lift: ${lift.toFixed(2)}`);
}

void main();

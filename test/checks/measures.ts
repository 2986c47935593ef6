import { connect, type Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';
import { fillMeasuredBank } from './measures-bank';
import { checkOptions } from './options';
import { overviewCost } from './overview-cost';
import { onScratchBank } from './scratch-bank';

const limits = { timesPlain: 8, growth: 1.3, memory: 1.2, overview: 3 };
const asOf = '2026-05-31';

interface Measured {
  readonly seconds: number;
  /** One plain sum by customer over the same months, in the same run: the median of three. */
  readonly plain: number;
  readonly memory: readonly number[];
  /** What head office's overview costs, of that of a unit with a hundredth of the customers. */
  readonly overview: number;
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[values.length >> 1] as number;

const plainSum = (sql: Sql) => sql`
  select count(*) from (
    select customer_id, sum(average_daily_balance_minor) from balance_month group by customer_id
  ) as summed where sum > 0`;

async function measured(customers: number): Promise<Measured> {
  return onScratchBank(
    async ({ adminUrl, systemUrl }) => {
      const took = await seconds(() => fillMeasuredBank(adminUrl, systemUrl, customers));
      console.log(`filled ${customers} customers in ${took.toFixed(0)} s`);
    },
    async ({ appUrl, systemUrl }) => {
      const { sql, end } = connect(systemUrl, { name: 'check', max: 2 });
      const memory: number[] = [];
      try {
        await plainSum(sql);
        const before = await seconds(() => plainSum(sql));
        const took = await seconds(() =>
          Held.several(sql, (sessions) =>
            measureAll({
              sessions,
              asOf,
              progress: (done, total, label) => {
                memory.push(process.memoryUsage().rss / 2 ** 20);
                if (done % Math.ceil(total / 10) === 0) console.log(`${done} of ${total}: ${label}`);
              },
            }),
          ),
        );
        const after = [await seconds(() => plainSum(sql)), await seconds(() => plainSum(sql))];
        const { HO1: head, SB1: unit } = await overviewCost(appUrl, ['HO1', 'SB1']);
        if (!head || !unit) throw new Error('Nobody was asked.');
        console.log(
          `overview of ${head.customers} customers ${head.ms.toFixed(2)} ms, of ${unit.customers} ${unit.ms.toFixed(2)} ms`,
        );
        return { seconds: took, plain: median([before, ...after]), memory, overview: head.ms / unit.ms };
      } finally {
        await end();
      }
    },
  );
}

async function main(): Promise<void> {
  const { customers } = checkOptions({ customers: 1_000_000 });
  let fails = 0;
  const expectAtMost = (name: string, figure: number, most: number) => {
    if (figure > most) fails += 1;
    console.log(`${name}: ${figure.toFixed(2)}${figure > most ? `, which is over ${most}` : ''}`);
  };
  const small = await measured(Math.max(1, customers / 10));
  const large = await measured(customers);
  for (const { seconds: took, plain } of [small, large])
    console.log(`all measures in ${took.toFixed(1)} s, a plain sum in ${plain.toFixed(1)} s`);
  expectAtMost('times a plain sum by customer', large.seconds / large.plain, limits.timesPlain);
  expectAtMost('cost of a customer against a tenth of the bank', large.seconds / small.seconds / 10, limits.growth);
  const [early, late] = [large.memory.slice(0, 10), large.memory.slice(-10)].map((some) => Math.max(...some));
  expectAtMost('memory at the end against the beginning', (late as number) / (early as number), limits.memory);
  expectAtMost('overview of head office against a unit', large.overview, limits.overview);
  process.exitCode = fails === 0 ? 0 : 1;
  console.log(`customers per second: ${(customers / large.seconds).toFixed(0)}`);
}

void main();

import { Held } from '../../src/database/held';
import { fillDemo } from '../../src/demo/fill';
import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { measureAll } from '../../src/measures/measures';
import { readSegmentationRules } from '../../src/segmentation/rules';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';
import { readBankRows } from '../measures/bank-rows';
import { knownBank } from '../measures/known-bank';
import { figuresOf } from '../measures/naive-figures';
import { aucOf, holdsFor, kept, type Seen, trained } from './naive-trees';

const [earlier, asOf] = ['2026-05-31', '2026-06-30'];

interface Rule {
  readonly text: string;
  readonly members: number;
  readonly rate: number;
  readonly keys: readonly number[];
  readonly up_to: readonly number[];
}

describe('what is learnt of a bank', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;
  let seen: Readonly<Record<string, readonly Seen[]>>;

  const measure = (segments = readSegmentationRules()) =>
    Held.several(bank.sql, (sessions) => measureAll({ sessions, asOf, segments }));

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 700 });
    const { sql } = bank;
    // In June whoever held little has left, but for a few, and many of those with two products have opened a third.
    await sql`update customer c set status = 'CHURNED' from customer_measure m
      where m.customer_id = c.customer_id and m.as_of = ${earlier} and m.aum_minor < 20000000 and c.customer_id % 9 <> 0`;
    await sql`
      insert into product_holding (customer_id, product_id, status, opened_on)
      select m.customer_id, (select min(id) from product where category = 'INSURANCE'), 'ACTIVE', '2026-06-12'
      from customer_measure m where m.as_of = ${earlier} and m.product_count >= 2 and m.customer_id % 4 <> 0`;
    await measure();
    seen = await observed();
  });
  afterAll(() => banks.close());

  /** What every customer did in June, one after the other. */
  const observed = async () => {
    const { sql } = bank;
    const rows = await readBankRows(sql);
    const known = knownBank(rows, asOf, readMeasureRules());
    const before = new Map(
      (await sql`select * from customer_measure where as_of = ${earlier}`).map((row) => [String(row.customer_id), row]),
    );
    const holdings = await sql<{ owner: string; category: string; opened: string; closed: string | null }[]>`
      select h.customer_id::text as owner, p.category, h.opened_on::text as opened, h.closed_on::text as closed
      from product_holding h join product p on p.id = h.product_id`;
    const customers = rows.customers
      .filter(({ onboardedOn }) => onboardedOn !== null && onboardedOn <= earlier)
      .sort((one, other) => Number(BigInt(one.id) - BigInt(other.id)));
    const see = (id: string, scopeKey: number, behaved: boolean): Seen => ({
      ...{ id, scopeKey, behaved },
      known: before.get(id) ?? {},
    });
    const churn = customers.flatMap((customer) => {
      // Months back from June: those of May are one more.
      const { active } = figuresOf(known, customer);
      if (!active.some((ago) => ago >= 1 && ago <= 3)) return [];
      const isLost = ['CHURNED', 'DORMANT'].includes(customer.status) || !active.some((ago) => ago <= 2);
      return [see(customer.id, customer.scopeKey, isLost)];
    });
    const insured = customers.flatMap(({ id, scopeKey }) => {
      const own = holdings.filter(({ owner, category }) => owner === id && category === 'INSURANCE');
      if (own.some(({ opened, closed }) => opened <= earlier && (closed === null || closed > earlier))) return [];
      return [
        see(
          id,
          scopeKey,
          own.some(({ opened }) => opened > earlier && opened <= asOf),
        ),
      ];
    });
    return { CHURN: churn, 'TAKE_UP INSURANCE': insured };
  };

  const treeOf = async (code: string) => {
    const [tree] = await bank.sql`select * from behaviour_tree where as_of = ${asOf} and code = ${code}`;
    const rules = await bank.sql<Rule[]>`
      select text, members, rate, keys, up_to from behaviour_rule where as_of = ${asOf} and code = ${code} order by place`;
    return { tree: tree ?? {}, rules };
  };

  test.each(['CHURN', 'TAKE_UP INSURANCE'])('%s: a plain recount finds the customers of every rule', async (code) => {
    const own = seen[code] ?? [];
    const { tree, rules } = await treeOf(code);

    const learntFrom = trained(own);
    expect(rules.length).toBeGreaterThan(1);
    expect(tree).toMatchObject({ trained_on: learntFrom.length, tested_on: own.length - learntFrom.length });
    expect(tree.rate).toBeCloseTo(learntFrom.filter(({ behaved }) => behaved).length / learntFrom.length, 12);
    for (const { text, members, rate, keys, up_to: upTo } of rules) {
      const group = learntFrom.filter((one) => holdsFor(text, one));
      const places = group.map(({ scopeKey }) => scopeKey).sort((one, other) => one - other);
      expect([text, members]).toEqual([text, group.length]);
      expect(rate).toBeCloseTo(group.filter(({ behaved }) => behaved).length / group.length, 12);
      expect(keys).toEqual([...new Set(places)]);
      expect(upTo).toEqual(keys.map((key) => places.filter((place) => place <= key).length));
      expect(members).toBeGreaterThanOrEqual(20);
    }
    expect(rules.map(({ rate }) => rate)).toEqual(rules.map(({ rate }) => rate).sort((one, other) => other - one));
  });

  test.each(['CHURN', 'TAKE_UP INSURANCE'])('%s: it is tested by the customers kept apart', async (code) => {
    const own = kept(seen[code] ?? []);
    const { tree, rules } = await treeOf(code);
    const rateOf = (one: Seen) => rules.find(({ text }) => holdsFor(text, one))?.rate ?? Number.NaN;

    expect(tree.accuracy).toBeCloseTo(own.filter((one) => rateOf(one) >= 0.5 === one.behaved).length / own.length, 12);
    expect(tree.auc).toBeCloseTo(aucOf(own, rateOf) as number, 12);
    expect(tree.auc).toBeGreaterThan(0.7);
  });

  test('what was planted is found', async () => {
    const [churn, insured] = [await treeOf('CHURN'), await treeOf('TAKE_UP INSURANCE')];

    expect(churn.tree.factors[0]).toBe('assets');
    expect(churn.rules[0]?.text).toMatch(/^assets: under CNY/);
    expect(insured.tree.factors[0]).toBe('products held');
    expect(insured.rules[0]?.text).toContain('products held: 2 or more');
    expect([insured.tree.behaviour, insured.tree.category]).toEqual(['TAKE_UP', 'INSURANCE']);
  });

  test('where too few behaved so, and where no day was worked out before, nothing is learnt', async () => {
    const rules = readSegmentationRules();
    const codes = async () =>
      (await bank.sql`select code from behaviour_tree where as_of = ${asOf} order by code`).map(({ code }) => code);
    expect(await codes()).toEqual(['CHURN', 'TAKE_UP INSURANCE']);

    await measure({ ...rules, trees: { ...rules.trees, leastOutcomes: 300 } });
    const ofMany = await codes();
    await bank.sql`update measure_run set finished_at = null where as_of = ${earlier}`;
    await measure();

    expect(ofMany).toEqual([]);
    expect(await codes()).toEqual([]);
  });
});

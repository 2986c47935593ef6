import postgres, { type ISql, type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows, refusal, waiting } from './rows';

describe('recommendations hold their products', () => {
  let database: FreshDatabase;
  let sql: Sql;
  let rows: Rows;
  let customer: string;
  let key: number;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.systemUrl, { max: 3, onnotice: () => {} });
    rows = await new Rows(sql).clear();
    customer = await rows.customer('甲', await rows.unit('T-HO', 'HEAD_OFFICE', null));
    key = (await sql`select scope_key from customer where customer_id = ${customer}`)[0]?.scope_key;
  });
  beforeEach(() => sql`delete from product_recommendation`);
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  const product = (code: string) => rows.product(code, 'DEPOSIT');
  const recommend = (own: ISql, offered: string, held: string | null = null) => own`
    insert into product_recommendation (customer_id, scope_key, as_of, product_id, rules_version, basis, score,
      collaborative, content, popularity, rank, for_everybody, reasons, held_product_id)
    values (${customer}, ${key}, '2026-06-16', ${offered}, '1', 'HOLDINGS', 1, 1, 1, 1, 1, true, '{POPULAR}', ${held})`;
  const remove = (id: string) => sql`delete from product where id = ${id}`;
  const stillNamed = (id: string) => `Product ${id} is still recommended, or others are for it`;

  test('a product that is none is neither recommended nor a reason to', async () => {
    const one = await product('A1');

    expect(await refusal(recommend(sql, '60001'))).toBe('Table product_recommendation: there is no product 60001');
    expect(await refusal(recommend(sql, one, '60002'))).toBe('Table product_recommendation: there is no product 60002');
    await recommend(sql, one, one);
    expect(await refusal(sql`update product_recommendation set held_product_id = 60003`)).toBe(
      'Table product_recommendation: there is no product 60003',
    );
  });

  test('a product that is named stays, by its key', async () => {
    const [offered, held, free] = [await product('B1'), await product('B2'), await product('B3')];
    await recommend(sql, offered, held);

    expect(await refusal(remove(offered))).toBe(stillNamed(offered));
    expect(await refusal(remove(held))).toBe(stillNamed(held));
    expect(await refusal(sql`update product set id = 60004 where id = ${held}`)).toBe(stillNamed(held));
    await remove(free);
    await sql`delete from product_recommendation`;
    await remove(held);
  });

  test('whoever takes a product away waits until what names it has ended', async () => {
    const offered = await product('C1');
    let said: Promise<string> | undefined;

    await sql.begin(async (own) => {
      await recommend(own, offered);
      said = refusal(remove(offered));
      await waiting(sql);
    });

    expect(await said).toBe(stillNamed(offered));
  });

  test('what names a product that is being taken away waits, and is refused', async () => {
    const offered = await product('D1');
    let said: Promise<string> | undefined;

    await sql.begin(async (own) => {
      await own`delete from product where id = ${offered}`;
      said = refusal(recommend(sql, offered));
      await waiting(sql);
    });

    expect(await said).toBe(`Table product_recommendation: there is no product ${offered}`);
  });
});

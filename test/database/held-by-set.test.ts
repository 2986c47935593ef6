import postgres, { type ISql, type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows, refusal, waiting } from './rows';

const heldBySet = [
  ...['beneficial_owner', 'beneficial_owner_test', 'customer_position', 'hidden_relation', 'ownership_interest'],
  'party_group',
];
const heldByRun = ['customer_measure', 'product_recommendation'];

describe('what is worked out in bulk holds the scope keys of its customers', () => {
  let database: FreshDatabase;
  let sql: Sql;
  let rows: Rows;
  let branch: string;
  let other: string;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.systemUrl, { max: 3, onnotice: () => {} });
    rows = await new Rows(sql).clear();
    const head = await rows.unit('T-HO', 'HEAD_OFFICE', null);
    branch = await rows.unit('T1', 'BRANCH', head);
    other = await rows.unit('T2', 'BRANCH', head);
    await rows.product('T-D', 'DEPOSIT');
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  const keyOf = async (customer: string) =>
    (await sql`select scope_key from customer where customer_id = ${customer}`)[0]?.scope_key as number;
  const move = (to: string, customer: string) =>
    sql`update customer set org_unit_id = ${to} where customer_id = ${customer}`;
  const written = (table: string, customer: string) =>
    sql`select scope_key from ${sql(table)} where customer_id = ${customer}`;

  const triggers = (given: string) => sql`(
    select array_agg(t.tgfoid::regproc::text order by t.tgname) from pg_trigger t
    where t.tgrelid = c.oid and t.tgname in ('scope_keys_given', 'scope_keys_changed')
  ) = ${['scope_keys_held', given]}::text[]`;

  test('every table with a scope key is held by reference, by set or by the run that writes it', async () => {
    const tables = await sql<{ name: string; held: string }[]>`
      select c.oid::regclass::text as name, case
        when exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
          and pg_get_constraintdef(f.oid) like '%(customer_id, scope_key) ON UPDATE CASCADE') then 'reference'
        when ${triggers('scope_keys_held')} then 'set'
        when ${triggers('scope_keys_held_by_run')} then 'run'
        else 'nothing' end as held
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'scope_key'
      join pg_attribute k on k.attrelid = c.oid and k.attname = 'customer_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'customer' order by c.relname`;
    const of = (held: string) => tables.filter((table) => table.held === held).map(({ name }) => name);

    expect(of('set')).toEqual(heldBySet);
    expect(of('run')).toEqual(heldByRun);
    // Triggers of the customer write the first and the second; the others are of units and of no customer.
    expect(of('nothing')).toEqual(['account_reach', 'search_token', 'unit_measure', 'unit_month']);
    expect(of('reference').length).toBeGreaterThan(25);
  });

  test('a piece of a run that writes of no customer holds up no move', async () => {
    const customer = await rows.customer('壬', branch);

    await sql.begin(async (own) => {
      await own`insert into measure_slice (stage, through) values ('COMPARED', 1)`;
      await move(other, customer);
    });

    const [row] = await sql`select org_unit_id::text as unit from customer where customer_id = ${customer}`;
    expect(row?.unit).toBe(other);
  });

  describe.each<[table: string, write: (own: ISql, customer: string, key: number) => Promise<unknown>]>([
    [
      'customer_position',
      (own, customer, key) => own`
        insert into customer_position (customer_id, scope_key, currency, deposits_minor, loans_minor, assets_minor,
          exposure_minor, without_rate, as_of) values (${customer}, ${key}, 'CNY', 0, 0, 0, 0, 0, '2026-06-16')`,
    ],
    [
      'product_recommendation',
      (own, customer, key) => own`
        insert into product_recommendation (customer_id, scope_key, as_of, product_id, rules_version, basis, score,
          collaborative, content, popularity, rank, for_everybody, reasons)
        select ${customer}, ${key}, '2026-06-16', id, '1', 'PROFILE', 1, 1, 1, 1, 1, true, '{POPULAR}' from product`,
    ],
  ])('%s', (table, write) => {
    test('a key that is not the customer’s is refused, given or changed, and so is a customer who is none', async () => {
      const [one, two] = [await rows.customer('甲', branch), await rows.customer('乙', other)];
      const [own, strange] = [await keyOf(one), await keyOf(two)];

      expect(await refusal(write(sql, one, strange))).toBe(
        `Table ${table}: customer ${one} does not stand at ${strange}`,
      );
      expect(await refusal(write(sql, '999999', own))).toContain('customer 999999 does not stand at');
      await write(sql, one, own);
      expect(await refusal(sql`update ${sql(table)} set scope_key = ${strange} where customer_id = ${one}`)).toContain(
        `customer ${one} does not stand at ${strange}`,
      );
      expect(await written(table, one)).toEqual([{ scope_key: own }]);
    });

    test('moves with its customer, and keeps him from going', async () => {
      const customer = await rows.customer('丙', branch);
      await write(sql, customer, await keyOf(customer));

      await move(other, customer);

      expect(await written(table, customer)).toEqual([{ scope_key: await keyOf(customer) }]);
      expect(await refusal(sql`delete from customer where customer_id = ${customer}`)).toBe(
        `Customer ${customer} still has what was worked out of him in ${table}`,
      );
      await sql`delete from ${sql(table)} where customer_id = ${customer}`;
      await sql`delete from customer where customer_id = ${customer}`;
    });

    test('a customer who is named waits with his move until what names him has ended', async () => {
      const customer = await rows.customer('丁', branch);
      const before = await keyOf(customer);
      let moved: Promise<unknown> | undefined;

      await sql.begin(async (own) => {
        await write(own, customer, before);
        moved = move(other, customer).execute();
        await waiting(sql);
      });
      await moved;

      expect(await written(table, customer)).toEqual([{ scope_key: await keyOf(customer) }]);
    });

    test('a customer who is named waits with his going as well, and stays', async () => {
      const customer = await rows.customer('辛', branch);
      let said: Promise<string> | undefined;

      await sql.begin(async (own) => {
        await write(own, customer, await keyOf(customer));
        said = refusal(sql`delete from customer where customer_id = ${customer}`);
        await waiting(sql);
      });

      expect(await said).toBe(`Customer ${customer} still has what was worked out of him in ${table}`);
    });

    test('customers move one after another', async () => {
      const [one, two] = [await rows.customer('己', branch), await rows.customer('庚', branch)];
      await write(sql, one, await keyOf(one));
      await write(sql, two, await keyOf(two));
      let moved: Promise<unknown> | undefined;

      await sql.begin(async (own) => {
        await own`update customer set org_unit_id = ${other} where customer_id = ${one}`;
        moved = move(other, two).execute();
        await waiting(sql);
      });
      await moved;

      const key = await keyOf(one);
      expect([...(await written(table, one)), ...(await written(table, two))]).toEqual([
        { scope_key: key },
        { scope_key: key },
      ]);
    });

    test('what names a customer who is moving waits, and is refused by where he stood', async () => {
      const customer = await rows.customer('戊', branch);
      const before = await keyOf(customer);
      let said: Promise<string> | undefined;

      await sql.begin(async (own) => {
        await own`update customer set org_unit_id = ${other} where customer_id = ${customer}`;
        said = refusal(write(sql, customer, before));
        await waiting(sql);
      });

      expect(await said).toBe(`Table ${table}: customer ${customer} does not stand at ${before}`);
      expect(await written(table, customer)).toEqual([]);
    });
  });
});

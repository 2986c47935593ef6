import postgres, { type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows, refusal } from './rows';

const slots = { HEAD_OFFICE: 2 ** 28, REGION: 2 ** 22, BRANCH: 2 ** 14, SUB_BRANCH: 2 ** 8 };

describe('the branch tree', () => {
  let database: FreshDatabase;
  let sql: Sql;
  let rows: Rows;
  let head: string;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.systemUrl, { max: 2, onnotice: () => {} });
    rows = await new Rows(sql).clear();
    head = await rows.unit('T-HO', 'HEAD_OFFICE', null);
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  const place = async (unit: string) => {
    const [row] = await sql`select lft, rgt from org_unit where id = ${unit}`;
    return [row?.lft, row?.rgt];
  };
  const scopeOf = async (customer: string) => {
    const [row] = await sql`select scope_key from customer where customer_id = ${customer}`;
    return row?.scope_key;
  };

  it('deals slots by level, the first one behind the parent itself', async () => {
    const region = await rows.unit('T1', 'REGION', head);
    const first = await rows.unit('T1-1', 'BRANCH', region);
    const second = await rows.unit('T1-2', 'BRANCH', region);
    const sub = await rows.unit('T1-2-1', 'SUB_BRANCH', second);

    expect(await place(head)).toEqual([0, slots.HEAD_OFFICE]);
    const [lft] = await place(region);
    expect(lft % slots.REGION).toBe(0);
    expect(await place(first)).toEqual([lft + slots.BRANCH, lft + 2 * slots.BRANCH]);
    expect(await place(second)).toEqual([lft + 2 * slots.BRANCH, lft + 3 * slots.BRANCH]);
    expect(await place(sub)).toEqual([lft + 2 * slots.BRANCH + 256, lft + 2 * slots.BRANCH + 512]);
  });

  it('takes units of one statement, parents before children', async () => {
    await sql`insert into org_unit (id, code, name, level, parent_id) values
      (9001, 'T2', 'T2', 'REGION', ${head}), (9002, 'T2-1', 'T2-1', 'BRANCH', 9001)`;

    const [lft] = await place('9001');
    expect(await place('9002')).toEqual([lft + slots.BRANCH, lft + 2 * slots.BRANCH]);
  });

  it('uses the first gap when the end is reached, and refuses a child of a full parent', async () => {
    const region = await rows.unit('T3', 'REGION', head);
    await sql`insert into org_unit (code, name, level, parent_id)
      select 'T3-' || i, 'x', 'BRANCH', ${region} from generate_series(1, 255) as i`;
    expect(await refusal(rows.unit('T3-256', 'BRANCH', region))).toBe(
      'Org unit T3-256: its parent T3 has no room for another BRANCH',
    );

    const [gone] = await sql`delete from org_unit where code = 'T3-100' returning lft, rgt`;
    expect(await place(await rows.unit('T3-256', 'BRANCH', region))).toEqual([gone?.lft, gone?.rgt]);
  });

  it('refuses what is no tree of a bank', async () => {
    const region = await rows.unit('T4', 'REGION', head);
    const branch = await rows.unit('T4-1', 'BRANCH', region);

    expect(await refusal(rows.unit('T5', 'HEAD_OFFICE', null))).toBe('Org unit T5: the bank has a head office already');
    expect(await refusal(rows.unit('T5', 'REGION', null))).toBe(
      'Org unit T5: the head office, and only it, has no parent',
    );
    expect(await refusal(rows.unit('T5', 'REGION', branch))).toBe('Org unit T5: a REGION cannot lie below a BRANCH');
    expect(await refusal(rows.unit('T5', 'BRANCH', '424242'))).toBe('Org unit T5: its parent 424242 does not exist');
    expect(await refusal(sql`update org_unit set parent_id = ${branch} where id = ${region}`)).toBe(
      'Org unit T4 cannot lie below itself',
    );
  });

  it('moves a unit with its subtree, its customers and all their rows', async () => {
    const [from, to] = [await rows.unit('T6', 'REGION', head), await rows.unit('T7', 'REGION', head)];
    const branch = await rows.unit('T6-1', 'BRANCH', from);
    const sub = await rows.unit('T6-1-1', 'SUB_BRANCH', branch);
    const customer = await rows.company('东方贸易有限公司', sub);
    await rows.account(customer, await rows.product('T-DEP', 'DEPOSIT'), sub);

    await sql`update org_unit set parent_id = ${to} where id = ${branch}`;

    const [region] = await place(to);
    expect(await place(branch)).toEqual([region + slots.BRANCH, region + 2 * slots.BRANCH]);
    expect(await place(sub)).toEqual([region + slots.BRANCH + 256, region + slots.BRANCH + 512]);
    const scopeKey = 2 * 2 ** 28 + region + slots.BRANCH + 256;
    expect(await scopeOf(customer)).toBe(scopeKey);
    const [account] = await sql`select scope_key from account where customer_id = ${customer}`;
    expect(account?.scope_key).toBe(scopeKey);
    const scopes = await sql`select distinct scope_key from search_token where customer_id = ${customer}`;
    expect(scopes.map((row) => row.scope_key)).toEqual([scopeKey]);
  });
});

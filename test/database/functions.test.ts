import { createDecipheriv } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { Rows, refusal } from './rows';

describe('the functions and rights of the database', () => {
  let database: FreshDatabase;
  let system: Sql;
  let app: Sql;

  beforeAll(async () => {
    database = await freshDatabase();
    system = postgres(database.systemUrl, { max: 1, onnotice: () => {} });
    app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  });

  afterAll(async () => {
    await Promise.all([system.end(), app.end()]);
    await database.drop();
  });

  const value = async (text: string, ...parameters: string[]) => {
    const [row] = await system.unsafe(`select ${text} as value`, parameters);
    return row?.value;
  };

  it('makes ids that Node can open with the key of the database', async () => {
    const id = await value("public_id('acc_', 42, 7)");
    const key = await value('id_key()');

    const opened = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    const bytes = Buffer.concat([opened.update(Buffer.from(id.slice(4), 'base64url')), opened.final()]);
    expect(id).toMatch(/^acc_[A-Za-z0-9_-]{22}$/);
    expect([bytes.toString('latin1', 0, 3), bytes.readUIntBE(3, 5), bytes.readBigInt64BE(8)]).toEqual(['acc', 42, 7n]);
  });

  it('makes ids of unlike types that do not show one owner', async () => {
    const [account, customer] = [await value("public_id('acc_', 42, 42)"), await value("public_id('cus_', 42, 42)")];

    expect(account.slice(4)).not.toBe(customer.slice(4));
  });

  it.each([
    ['  Élodie  D’Ångström ', 'elodie d’angstrom'],
    ['ŁÓDŹ Straße Ærø', 'lodz strasse aero'],
    ['ＡＢＣ株式会社', 'abc株式会社'],
    ['王 小明', '王 小明'],
    ['   ', null],
  ])('normalises %j to %j', async (name, normalised) => {
    expect(await value('normalise_name($1)', name)).toBe(normalised);
  });

  it.each([
    ['华', ['华']],
    ['华为技', ['为技', '华为']],
    ['hu', ['^hu']],
    ['Huawei 技', ['awe', 'hua', 'uaw', 'wei', '技']],
    ['!!', []],
  ])('looks for %j by tokens that a name holding it has', async (search, tokens) => {
    expect(await value('search_text_tokens($1)', search)).toEqual(tokens);
    expect(await value("search_text_tokens($1) <@ name_tokens('华为技术 Huawei 技')", search)).toBe(true);
  });

  it.each([
    ['123456', 'CNY', '1234.56'],
    ['-5', 'USD', '-0.05'],
    ['9223372036854775807', 'JPY', '9223372036854775807'],
    ['1500', 'KWD', '1.500'],
  ])('writes %s minor units of %s as %s', async (amount, currency, text) => {
    expect(await value('money_text($1::bigint, $2)', amount, currency)).toBe(text);
  });

  it('lets the serving login read and not write', async () => {
    const rows = await new Rows(system).clear();
    await rows.unit('T-HO', 'HEAD_OFFICE', null);
    expect(await app`select code from org_unit`).toEqual([{ code: 'T-HO' }]);
    expect(await refusal(app`update org_unit set name = 'x'`)).toBe('permission denied for table org_unit');
    expect(await refusal(app`truncate party`)).toContain('permission denied');
  });

  it('keeps every key and reference in the database along the customer', async () => {
    const faults = await system`
      select c.conrelid::regclass::text as table, c.conname as constraint
      from pg_constraint c
      join pg_attribute own on own.attrelid = c.conrelid and own.attnum > 0
        and own.attname = case c.conrelid when 'party'::regclass then 'party_id' else 'customer_id' end
      left join pg_attribute target on target.attrelid = c.confrelid and target.attnum > 0
        and target.attname = case c.confrelid when 'party'::regclass then 'party_id' else 'customer_id' end
      where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'x', 'f')
        and c.conrelid <> 'customer_number'::regclass
        and (c.contype <> 'f' or target.attnum is not null)
        and not own.attnum = any (c.conkey)`;
    expect(faults).toEqual([]);
  });
});

import { countsOf, Folder, ImportBank } from './importing';

describe('running an import again', () => {
  let bank: ImportBank;
  let folder: Folder;

  beforeAll(async () => {
    bank = await ImportBank.open();
  });
  beforeEach(async () => {
    await bank.empty();
    folder = new Folder();
  });
  afterEach(() => folder.remove());
  afterAll(() => bank.close());

  const everything = `select string_agg(t::text, '|' order by t::text) from (
    select c::text from customer c union all select a::text from account a union all select r::text from account_party r
    union all select s::text from standing_order s union all select h::text from product_holding h
    union all select p::text from party_relationship p union all select s::text from source_record s) as t`;

  it('changes nothing, down to the times of change', async () => {
    await bank.import(folder);
    const before = await bank.values(everything);

    const report = await bank.import(folder);

    const changes = report.entities.map(({ inserted, changed, rejected }) => inserted + changed + rejected);
    expect(changes).toEqual(report.entities.map(() => 0));
    expect(await bank.values(everything)).toEqual(before);
  });

  it('updates the changed record only, and of it the mapped columns only', async () => {
    await bank.import(folder);
    await bank.sql`update customer set tier = 'GOLD' where customer_number = 'BRK5'`;
    const times = `select customer_number, version, updated_at > recorded_at from customer order by 1`;
    folder.edit('fin_client.tsv', '5\t2001-07-04\tF\t3', '5\t2001-07-05\tF\t1');

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({
      party: [6, 0, 0, 6, 0],
      customer: [6, 0, 1, 5, 0],
      individual: [6, 0, 1, 5, 0],
    });
    expect(await bank.values(times)).toEqual(
      [1, 2, 3, 4, 5, 6].map((client) => [`BRK${client}`, client === 5 ? 2 : 1, client === 5]),
    );
    const moved = `select tier, u.code, birth_date::text, i.region, i.scope_key = c.scope_key, c.scope_key - (1 << 28) = u.lft
      from customer c join individual i using (customer_id) join org_unit u on u.id = org_unit_id
      where customer_number = 'BRK5'`;
    expect(await bank.values(moved)).toEqual([['GOLD', 'BRK-1', '2001-07-05', 'Prague', true, true]]);
  });

  it('sees a change of a joined file and of a side of a relationship', async () => {
    await bank.import(folder);
    folder.edit('fin_loan.tsv', '125\tD', '125\tC');
    folder.edit('fin_account.tsv', '2016-05-05', '2016-05-06');

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({
      account: [4, 0, 1, 3, 0],
      account_party: [6, 0, 2, 4, 0],
      relationship: [2, 0, 1, 1, 0],
      loan: [2, 0, 0, 2, 0],
    });
    expect(await bank.values(`select five_class, opened_on::text from account where number = '12'`)).toEqual([
      ['NORMAL', '2016-05-06'],
    ]);
    expect(await bank.values('select distinct valid_from::text from party_relationship order by 1')).toEqual([
      '2015-01-31',
      '2016-05-06',
    ]);
    expect(await bank.values('select distinct valid_from::text from party_account order by 1 limit 2')).toEqual([
      '2015-01-31',
      '2016-05-06',
    ]);
  });

  it('loads what is new and keeps what the source no longer has', async () => {
    await bank.import(folder);
    folder.write('fin_order.tsv', '55\t13\tAB\t90000005\t10\tHH\n');

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({ standing_order: [1, 1, 0, 0, 0] });
    expect(await bank.values('select count(*)::int from standing_order')).toEqual([5]);
  });

  it('refuses to move a record to another customer', async () => {
    await bank.import(folder);
    folder.edit('fin_order.tsv', '54\t14', '54\t13');

    await bank.import(folder);

    expect(folder.rejected('orders')).toEqual([
      '4,order_id,berka:order:54,standing_order: belongs to another customer than before',
    ]);
  });

  it('says so when the row of a changed record has been taken away', async () => {
    await bank.import(folder);
    await bank.sql`delete from standing_order where counterparty_account = '90000003'`;
    folder.edit('fin_order.tsv', '726.60', '726.61');

    await bank.import(folder);

    expect(folder.rejected('orders')).toEqual(['3,,berka:order:53,its row of standing_order is no longer there']);
  });

  it('takes the head office that the bank has already, and leaves it as it is', async () => {
    await bank.sql`insert into org_unit (code, name, level) values ('HO', 'The bank', 'HEAD_OFFICE')`;
    await bank.import(folder);

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({ head_office: [1, 0, 0, 1, 0], region: [3, 0, 0, 3, 0] });
    const units = `select u.code, u.name, p.code from org_unit u left join org_unit p on p.id = u.parent_id order by u.lft limit 2`;
    expect(await bank.values(units)).toEqual([
      ['HO', 'The bank', null],
      ['BRK-PHA', 'Prague', 'HO'],
    ]);
  });
});

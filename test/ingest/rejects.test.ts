import { existsSync } from 'node:fs';
import { countsOf, Folder, ImportBank } from './importing';

describe('rows that cannot be loaded', () => {
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

  it('names line, column, value and reason of each', async () => {
    folder.append('fin_client.tsv', [
      '7\t2001-07-04\tF\t3\t9',
      '8\t2001-02-29\tF\t3',
      '9\t2001-07-04\tX\t3',
      '10\t=HYPERLINK(1)\tF\t3',
      '11\t2001-07-04\tF\t77',
    ]);
    folder.append('fin_order.tsv', [
      '55\t14\tWX\t90000005\t.50',
      '56\t14\tWX\t90000005\t726,60\tHH',
      '57x\t14\tWX\t90000005\t1\tHH',
      '58\t99\tWX\t90000005\t1\tHH',
      ' \t14\tWX\t90000005\t1\tHH',
      '60\t14\tWX\t\t1\tHH',
      '61\t14\tWX\t90000005\t1.005\tHH',
      '51\t14\tWX\t90000005\t1\tHH',
      '63\t14\tWX\t90000005\t-1\tHH',
      '64\t14\tWX\t90000005\t99999999999999999999\tHH',
    ]);
    folder.append('fin_card.tsv', ['43\t77\tG\t2018-10-16', '44\t21\tP\t2018-10-16']);

    const report = await bank.import(folder);

    expect(folder.rejected('clients')).toEqual([
      '7,,,"has 5 columns, not 4"',
      '8,birth_date,2001-02-29,is no date; written YYYY-MM-DD',
      "10,birth_date,'=HYPERLINK(1),is no date; written YYYY-MM-DD",
      '9,gender,X,"is not in the map ""sex"""',
      '11,district_id,77,home: no row of districts matches',
    ]);
    expect(folder.rejected('orders')).toEqual([
      '5,,,"has 5 columns, not 6"',
      '6,amount,"726,60",is no decimal number',
      '7,order_id,57x,is no integer',
      '8,account_id,berka:account:99,account: no account has been loaded for it',
      '9,order_id,,standing_order: its key has an empty part',
      '10,account_to,,standing_order: counterparty_account must have a value',
      '11,amount,1.005,standing_order: amount_minor has more digits than CZK',
      '12,order_id,berka:order:51,"standing_order: is there already, from line 1 of orders"',
      '13,standing_order_amount_check,,"new row for relation ""standing_order"" violates check constraint ""standing_order_amount_check"""',
      '14,,,"value ""9999999999999999999900"" is out of range for type bigint"',
    ]);
    expect(folder.rejected('cards')).toEqual([
      '3,disposition_id,77,disposition: no row of dispositions matches',
      '4,type,berka:product:card-P,product: no product has been loaded for it',
    ]);
    expect(report.rejected).toBe(17);
    expect(report.rejectsFiles).toEqual(
      ['clients', 'cards', 'orders'].map((source) => `${folder.rejects}/${source}.rejects.csv`),
    );
    expect(countsOf(report)).toMatchObject({
      customer: [11, 6, 0, 0, 5],
      standing_order: [14, 4, 0, 0, 10],
      card: [4, 2, 0, 0, 2],
    });
  });

  it('names bytes that are no text of the file’s encoding', async () => {
    folder.write(
      'fin_order.tsv',
      Buffer.concat([Buffer.from('51\t11\tY'), Buffer.from([0xff]), Buffer.from('\t9\t1\tHH\n')]),
    );

    const report = await bank.import(folder);

    expect(report.rejected).toBe(1);
    expect(folder.rejected('orders')).toEqual(['1,bank_to,Y\ufffd,is not written in the encoding of the file']);
  });

  it('lets the other rows go on, and says for each row that needed a rejected one what it lacks', async () => {
    folder.edit('fin_client.tsv', '1990-12-31', '31.12.1990');

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({
      customer: [6, 5, 0, 0, 1],
      account: [4, 3, 0, 0, 1],
      account_party: [6, 4, 0, 0, 2],
      relationship: [2, 1, 0, 0, 1],
      loan: [2, 1, 0, 0, 1],
      standing_order: [4, 3, 0, 0, 1],
    });
    expect(report.rejected).toBe(8);
    expect(folder.rejected('clients')).toEqual(['3,birth_date,31.12.1990,is no date; written YYYY-MM-DD']);
    expect(folder.rejected('accounts')).toEqual([
      '2,owning.client_id,berka:client:3,owner: no customer has been loaded for it',
    ]);
    expect(folder.rejected('dispositions')).toEqual([
      '3,account_id,berka:account:12,account: no account has been loaded for it',
      '4,account_id,berka:account:12,account: no account has been loaded for it',
      '4,account_id,berka:account:12,account: no account has been loaded for it',
    ]);
  });

  it('refuses to choose between two owners', async () => {
    folder.edit('fin_disp.tsv', '22\t2\t11\tD', '22\t2\t11\tO');

    await bank.import(folder);

    expect(folder.rejected('accounts')).toEqual(['1,account_id,11,owning: 2 rows of dispositions match']);
  });

  it('finds the few bad rows of a large batch', async () => {
    const orders = Array.from({ length: 6_000 }, (_, place) => {
      const amount = place === 3_000 || place === 5_555 ? '-1' : '1';
      return `${place + 1000}\t11\tYZ\t9\t${amount}\tHH`;
    });
    folder.write('fin_order.tsv', `${orders.join('\n')}\n`);

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({ standing_order: [6_000, 5_998, 0, 0, 2] });
    expect(folder.rejected('orders').map((line) => line.split(',')[0])).toEqual(['3001', '5556']);
    expect(await bank.values('select count(*)::int from standing_order')).toEqual([5_998]);
  });

  it('forgets the rejects of the run before, and changes nothing but what has been mended', async () => {
    folder.edit('fin_order.tsv', '726.60', '-726.60');
    await bank.import(folder);
    folder.edit('fin_order.tsv', '-726.60', '726.60');

    const report = await bank.import(folder);

    expect(countsOf(report)).toMatchObject({ standing_order: [4, 1, 0, 3, 0], party: [6, 0, 0, 6, 0] });
    expect(report).toMatchObject({ rejected: 0, rejectsFiles: [] });
    expect(existsSync(`${folder.rejects}/orders.rejects.csv`)).toBe(false);
  });
});

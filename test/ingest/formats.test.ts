import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { countsOf, Folder, ImportBank, secrets } from './importing';

const mapping = `
name: crm
time_zone: Europe/Prague
format: { delimiter: semicolon, header: true, quote: '"', encoding: windows-1250 }
constants: { currency: JPY }
maps:
  yes: { A: true, N: false }
sources:
  offices: { columns: { code: text, level: text }, rows: [[HO, HEAD_OFFICE]] }
  products: { columns: { code: text }, rows: [[DEP]] }
  people:
    file: people.csv
    columns: { number: integer, name: text, born: date DD.MM.YYYY, phone: text, consent: text }
  shares:
    file: shares.csv
    format: { encoding: utf-8 }
    columns: { account: integer, person: integer, role: text, share: decimal }
  calls:
    file: calls.csv
    columns: { id: integer, person: integer, at: moment, note: text }
loads:
  - { from: offices, into: { office: { entity: org_unit, key: 'crm:office', fields: { code: '{code}', name: '{code}', level: '{level}' } } } }
  - { from: products, into: { product: { entity: product, key: 'crm:product', fields: { code: '{code}', name: Deposit, category: DEPOSIT } } } }
  - from: people
    joins: { home: { loaded: org_unit, key: 'crm:office' } }
    into:
      party: { entity: party, key: 'crm:{number}', fields: { kind: INDIVIDUAL, display_name: '{name}' } }
      customer:
        entity: customer
        key: 'crm:{number}'
        fields:
          customer_id: '{party.row}'
          customer_number: '{number}'
          kind: INDIVIDUAL
          status: ONBOARDED
          lifecycle: ACTIVE
          org_unit_id: '{home.row}'
          marketing_consent: { value: '{consent}', map: yes }
      person: { entity: individual, key: 'crm:{number}', fields: { customer_id: '{party.row}', birth_date: '{born}' } }
      phone:
        entity: contact_point
        key: 'crm:{number}'
        fields: { customer_id: '{party.row}', kind: PHONE, value: '{phone}' }
  - from: shares
    where: { role: PRINCIPAL }
    joins:
      owner: { loaded: customer, key: 'crm:{person}' }
      home: { loaded: org_unit, key: 'crm:office' }
      product: { loaded: product, key: 'crm:product' }
    into:
      account:
        entity: account
        key: 'crm:{account}'
        fields:
          customer_id: '{owner.row}'
          number: '{account}'
          type: SVGS
          currency: '{constants.currency}'
          status: ENABLED
          opened_on: 2020-01-01
          product_id: '{product.row}'
          booking_unit_id: '{home.row}'
          limit_minor: 500
  - from: shares
    together: '{account}'
    joins:
      account: { loaded: account, key: 'crm:{account}' }
      person: { loaded: party, key: 'crm:{person}' }
    into:
      role:
        entity: account_party
        key: 'crm:{account}:{person}'
        fields:
          customer_id: '{account.owner}'
          account_id: '{account.row}'
          party_id: '{person.row}'
          role: '{role}'
          share_pct: '{share}'
          valid_from: 2020-01-01
  - from: calls
    joins: { customer: { loaded: customer, key: 'crm:{person}' } }
    into:
      call:
        entity: interaction
        key: 'crm:call:{id}'
        fields:
          customer_id: '{customer.row}'
          at: '{at}'
          channel: PHONE
          direction: INBOUND
          purpose: OTHER
          notes: '{note}'
`;

describe('files of other forms', () => {
  let bank: ImportBank;
  let folder: Folder;
  let mappingFile: string;

  beforeAll(async () => {
    bank = await ImportBank.open();
  });
  beforeEach(async () => {
    await bank.empty();
    folder = new Folder();
    mappingFile = folder.write('crm.yaml', mapping);
    // Windows-1250, CRLF, columns in another order than the mapping's, one column more.
    const people = [
      'name;number;extra;born;phone;consent',
      '"Dvo\xf8\xe1k; Jan";1;x;01.02.1980;+420 601 000 001;A',
      'Nov\xe1;2;x;29.02.2000;+420 601 000 002;N',
    ];
    folder.write('people.csv', Buffer.from(`${people.join('\r\n')}\r\n`, 'latin1'));
    folder.write('shares.csv', '\ufeffaccount;person;role;share\n7;1;PRINCIPAL;60\n7;2;JOINT;40\n');
    folder.write(
      'calls.csv',
      'id;person;at;note\n1;1;2020-07-01 12:00;"two\nlines, ""quoted"""\n2;2;2020-07-01T12:00:00Z;\n',
    );
  });
  afterEach(() => folder.remove());
  afterAll(() => bank.close());

  it('are read by header, quote, encoding, pattern of days and time zone', async () => {
    const report = await bank.import(folder, mappingFile);

    expect(report).toMatchObject({ name: 'crm', rejected: 0 });
    const customers = `select customer_number, display_name, birth_date::text, marketing_consent, p.value, p.value_hash
      from customer join individual using (customer_id) join contact_point p using (customer_id) order by 1`;
    const phone = (digits: string) =>
      createHmac('sha256', secrets.contactMac).update(`PHONE\u001f${digits}`).digest().subarray(0, 16);
    expect(await bank.values(customers)).toEqual([
      ['1', 'Dvořák; Jan', '1980-02-01', true, '+420 601 000 001', phone('420601000001')],
      ['2', 'Nová', '2000-02-29', false, '+420 601 000 002', phone('420601000002')],
    ]);
    expect(await bank.values('select at, notes from interaction order by at')).toEqual([
      [new Date('2020-07-01T10:00:00Z'), 'two\nlines, "quoted"'],
      [new Date('2020-07-01T12:00:00Z'), null],
    ]);
    expect(await bank.values('select limit_minor from account')).toEqual([500]);
    expect(await bank.values('select role, share_pct::float8 from account_party order by 2')).toEqual([
      ['JOINT', 40],
      ['PRINCIPAL', 60],
    ]);
  });

  it('keep owners together whose shares add to 100, and refuse together those whose do not', async () => {
    const people = ['name;number;born;phone;consent'];
    // The first share makes the batches end between two owners.
    const shares = ['account;person;role;share', '9999;1;PRINCIPAL;100'];
    for (let number = 1; number <= 2_600; number += 1) {
      people.push(`A;${number};01.01.1980;${number};N`);
      const share = number === 2_500 ? 30 : 40;
      shares.push(`${number};${number};PRINCIPAL;60`, `${number};${(number % 2_600) + 1};JOINT;${share}`);
    }
    folder.write('people.csv', `${people.join('\n')}\n`);
    folder.write('shares.csv', `${shares.join('\n')}\n`);

    const report = await bank.import(folder, mappingFile);

    expect(countsOf(report)).toMatchObject({ account: [2_601, 2_601, 0, 0, 0], role: [5_201, 5_199, 0, 0, 2] });
    expect(folder.rejected('shares').map((line) => line.replace(/account \d+ of customer \d+/, 'account'))).toEqual([
      '5001,,,"The shares of the owners of account add to 90 percent, not 100"',
      '5002,,,"The shares of the owners of account add to 90 percent, not 100"',
    ]);
  });

  it('may say a record again, but not otherwise', async () => {
    folder.write(
      'crm.yaml',
      mapping.replace("entity: party, key: 'crm:{number}',", "entity: party, key: 'crm:one', repeats: true,"),
    );

    await bank.import(folder, mappingFile);

    expect(folder.rejected('people')).toEqual(['3,,crm:one,party: says otherwise than line 2 of people']);
  });

  it('are refused as a whole where a quote stays open over a megabyte', async () => {
    folder.write('calls.csv', `id;person;at;note\n1;1;2020-07-01;"open\n${'2;1;2020-07-01;text\n'.repeat(70_000)}`);

    await expect(bank.import(folder, mappingFile)).rejects.toThrow(
      `${folder.path}/calls.csv: the record after line 1 is longer than 1000000 bytes; is a quote left open?`,
    );
  });

  it('lose no row over a misplaced quote', async () => {
    const calls = [
      '1;1;2020-07-01;"a"b',
      '2;1;2020-07-01;c"d',
      '3;1;2020-07-01;good',
      '4;1;"2020',
      '5";1;2020-07-01;x',
    ];
    folder.write(
      'calls.csv',
      `id;person;at;note\n${calls.join('\n')}\n\n6;1;2020-07-01;good\n7;1;2020-07-01;"open\n8\n`,
    );

    const report = await bank.import(folder, mappingFile);

    expect(folder.rejected('calls')).toEqual([
      '2,,,has a misplaced quote',
      '3,,,has a misplaced quote',
      '5,,,"has 6 columns, not 4 (lines 5 to 6)"',
      '9,,,opens a quote that is never closed; nothing after it is read',
    ]);
    expect(countsOf(report)).toMatchObject({ call: [6, 2, 0, 0, 4] });
  });

  it.each([
    ['people.csv', 'name;number;born', 'people.csv:1: the header lacks: phone, consent; it has: name, number, born'],
    ['people.csv', '', 'people.csv:1: the header lacks: number, name, born, phone, consent; it has: none'],
  ])('must have the columns of the mapping: %s with %s', async (file, content, fault) => {
    folder.write(file, content);

    await expect(bank.import(folder, mappingFile)).rejects.toThrow(fault);
    expect(await bank.values('select count(*)::int from org_unit')).toEqual([0]);
  });

  it('must all be there before the first is read', async () => {
    const missing = folder.write('crm.yaml', mapping.replace('file: calls.csv', 'file: visits.csv'));
    await expect(bank.import(folder, missing)).rejects.toThrow(
      `${folder.path}/visits.csv cannot be read: it does not exist`,
    );

    mkdirSync(`${folder.path}/visits.csv`);
    await expect(bank.import(folder, missing)).rejects.toThrow(
      `${folder.path}/visits.csv cannot be read: it is no file`,
    );
    expect(await bank.values('select count(*)::int from org_unit')).toEqual([0]);
  });

  it('must be allowed to be read, and rejects to be written', async () => {
    folder.write('rejects', 'a file where the folder should be');
    folder.edit('calls.csv', '2020-07-01 12:00', 'noon');

    await expect(bank.import(folder, mappingFile)).rejects.toThrow(
      `Rejected rows cannot be kept in ${folder.path}/rejects: `,
    );
    if (process.getuid?.() === 0) return;
    chmodSync(`${folder.path}/calls.csv`, 0);
    await expect(bank.import(folder, mappingFile)).rejects.toThrow(
      `${folder.path}/calls.csv cannot be read: its permissions do not allow it`,
    );
  });
});

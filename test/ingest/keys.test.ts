import { secretFrom } from '../../src/database/secrets';
import { identifierHash } from '../../src/entities/party/identifier-seal';
import { keyUse, rotateKeys } from '../../src/entities/party/key-rotation';
import { type ProtectionRing, protectionKeys } from '../../src/entities/party/protection-keys';
import { berkaMapping, countsOf, Folder, ImportBank } from './importing';

const [one, two, three] = [1, 2, 3].map((version) =>
  protectionKeys(secretFrom(Buffer.alloc(32, version), version)),
) as [ProtectionRing[0], ProtectionRing[0], ProtectionRing[0]];
const both: ProtectionRing = [two, one];
const clients = 6;

describe('an import beside a change of keys', () => {
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

  const load = (secrets: ProtectionRing) => bank.import(folder, berkaMapping, secrets);
  const rotate = (ring: ProtectionRing, rowsAtOnce = 4) => rotateKeys({ sql: bank.sql, ring, rowsAtOnce });
  const rows = 'select i::text from party_identifier i order by customer_id, id';
  const identifiers = async (ring: ProtectionRing) => countsOf(await load(ring)).number;

  test('given records loaded under the old key, then what says the same is left untouched under any key', async () => {
    await load([one]);
    const under = await bank.values(rows);
    expect(await identifiers(both)).toEqual([clients, 0, 0, clients, 0]);
    expect(await bank.values(rows)).toEqual(under);

    await rotate(both);

    expect(await keyUse(bank.sql)).toEqual([{ version: 2, identifiers: clients, phones: 0 }]);
    const renewed = await bank.values(rows);
    expect(await identifiers([two])).toEqual([clients, 0, 0, clients, 0]);
    expect(await bank.values(rows)).toEqual(renewed);
  });

  test('a new number is written under the new key, and found by it', async () => {
    await load([one]);
    folder.edit('fin_client.tsv', '5\t2001-07-04', '50\t2001-07-04');
    folder.edit('fin_client.tsv', '6\t1988', '60\t1988');

    await load(both);

    const found = await bank.values(`select key_version, count(*)::int from party_identifier group by 1 order by 1`);
    expect(found).toEqual([
      [1, clients],
      [2, 2],
    ]);
    const token = `#${identifierHash('CUSTOMER_NUMBER', '50', two.identifierMac).toString('hex')}`;
    expect(await bank.values(`select count(*)::int from search_token where token = '${token}'`)).toEqual([1]);
  });

  test('a number that a customer has already is refused, though it stands there under the old key', async () => {
    const again = async (ring: ProtectionRing) => {
      await bank.sql`delete from source_record where kind = 'party_identifier'`;
      return identifiers(ring);
    };
    await load([one]);
    const refused = await again([one]);
    expect(refused).toEqual([clients, 0, 0, 0, clients]);

    expect(await again(both)).toEqual(refused);

    expect(await keyUse(bank.sql)).toEqual([{ version: 1, identifiers: clients, phones: 0 }]);
  });

  test('an import that lacks a key in use stops before it writes', async () => {
    await load([one]);
    await rotate(both);

    const sentence = 'Identifiers or phones stand under key 2, which the secret key file does not hold; put it back.';
    await expect(load([one])).rejects.toThrow(sentence);
    await expect(load([three, one])).rejects.toThrow(sentence);

    expect(await keyUse(bank.sql)).toEqual([{ version: 2, identifiers: clients, phones: 0 }]);
  });

  test('both at the same time lose nothing and do not stop each other', async () => {
    const many = 3_000;
    const numbers = Array.from({ length: many }, (_, place) => place + 1_000);
    const born = (year: number) => numbers.map((number) => `${number}\t${year}-01-01\tF\t1\n`).join('');
    folder.write('fin_client.tsv', born(1980));
    for (const file of ['account', 'disp', 'order', 'loan', 'card']) folder.write(`fin_${file}.tsv`, '');
    await load([one]);
    folder.write(
      'fin_client.tsv',
      born(1981) + numbers.map((number) => `${number + 5_000}\t1980-01-01\tM\t1\n`).join(''),
    );

    const [report] = await Promise.all([load(both), rotate(both, 100)]);

    expect(countsOf(report)).toMatchObject({
      individual: [2 * many, many, many, 0, 0],
      number: [2 * many, many, 0, many, 0],
    });
    expect(await keyUse(bank.sql)).toEqual([{ version: 2, identifiers: 2 * many, phones: 0 }]);
    const tokens = [...numbers, ...numbers.map((number) => number + 5_000)]
      .map((number) => `#${identifierHash('CUSTOMER_NUMBER', String(number), two.identifierMac).toString('hex')}`)
      .sort();
    expect(
      await bank.values(`select token from search_token where token like '#%' order by token collate "C"`),
    ).toEqual(tokens);
  });

  test('what its key does not open, and what stands there twice, is left and told', async () => {
    await load([one]);
    const [spoiled, exchanged, twice] = await bank.sql<{ customer: string; id: string }[]>`
      select customer_id::text as customer, id::text from party_identifier order by customer_id, id limit 3`;
    await bank.sql`update party_identifier set value_sealed = '\\x00112233445566778899aabbccddeeff'
      where id = ${spoiled?.id as string}`;
    await bank.sql`update party_identifier
      set value_sealed = encrypt_iv('another', ${one.identifierCipher}, value_hash, 'aes-cbc/pad:pkcs')
      where id = ${exchanged?.id as string}`;
    await bank.sql`insert into party_identifier (customer_id, scheme, source, value_masked, value_hash, value_sealed, key_version)
      select customer_id, scheme, source, value_masked, ${identifierHash('CUSTOMER_NUMBER', '3', two.identifierMac)},
        value_sealed, 2 from party_identifier where id = ${twice?.id as string}`;
    const before = await bank.values(rows);

    expect(await rotate(both)).toEqual([spoiled, exchanged, twice]);

    expect(await keyUse(bank.sql)).toEqual([
      { version: 1, identifiers: 3, phones: 0 },
      { version: 2, identifiers: clients - 2, phones: 0 },
    ]);
    const after = await bank.values(rows);
    expect(after.filter((row) => before.includes(row))).toHaveLength(4);
  });
});

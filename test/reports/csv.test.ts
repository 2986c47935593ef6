import { parquetMetadata } from 'hyparquet';
import { unscaled } from '../../src/reports/parquet';
import { readCsv } from './read-back';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;

const odd = [
  '=1+1',
  '+86 10',
  '-5',
  '@SUM(A1)',
  '\tindented',
  '\rreturned',
  'a "quoted" word',
  'one,two',
  'two\r\nlines',
  "'single",
  ' ',
  '王小明',
  'plain',
];

beforeAll(async () => {
  bank = await reportedBank();
  await bank.admin`delete from interaction where customer_id = (select min(customer_id) from customer)`;
  await bank.admin`
    insert into interaction (customer_id, scope_key, at, channel, direction, purpose, subject)
    select c.customer_id, c.scope_key, timestamptz '2026-06-01' + place * interval '1 minute', 'PHONE', 'INBOUND', 'SERVICE', text
    from customer c, unnest(${odd}::text[]) with ordinality as given(text, place)
    where c.customer_id = (select min(customer_id) from customer)`;
  await bank.admin`update interaction set subject = null where subject = ' '`;
  const [row] = await bank.admin<
    { number: string }[]
  >`select customer_number as number from customer order by customer_id limit 1`;
  const customers = 'customers { nodes { customerNumber interactions(first: 50) { nodes { subject } } } }';
  expect(row).toBeDefined();
  bank.documents.add(
    'flat',
    `query Flat { interactions(filter: { at: { gte: "2026-06-01T00:00:00Z", lt: "2026-06-01T01:00:00Z" } }, orderBy: [{ field: AT, direction: ASC }]) { nodes { subject channel } } }`,
  );
  bank.documents.add(
    'tree',
    `query Tree { interactions(filter: { at: { gte: "2026-06-01T00:00:00Z", lt: "2026-06-01T01:00:00Z" } }, orderBy: [{ field: AT, direction: ASC }]) { nodes { subject channel customer { tags } } } }`,
  );
  bank.documents.add(
    'alone',
    `query Alone { interactions(filter: { at: { gte: "2026-06-01T00:00:00Z", lt: "2026-06-01T01:00:00Z" } }, orderBy: [{ field: AT, direction: ASC }]) { nodes { subject } } }`,
  );
  bank.documents.add('nested', `query Nested { ${customers} }`);
  bank.documents.add(
    'none',
    `query None { customers(filter: { orgUnitCode: { eq: "NOWHERE" } }) { nodes { customerNumber tier } } }`,
  );
});
afterAll(() => bank.close());

const csv = async (path: string) => Buffer.from(await (await bank.report('HO0001', path)).arrayBuffer());
const escaped = odd.map((text) => (text === ' ' ? '' : /^[=+\-@\t\r]/.test(text) ? `'${text}` : text));

describe('CSV', () => {
  test('every text comes back, and none of them is a formula', async () => {
    const rows = readCsv(await csv('flat'));

    expect(rows.map(({ subject }) => subject)).toEqual(escaped);
  });

  test('PostgreSQL and the product write the same lines', async () => {
    const lines = (await csv('flat')).toString().split('\r\n"').length;
    const flat = readCsv(await csv('flat'));
    const tree = readCsv(await csv('tree'));

    expect(tree.map(({ subject, channel }) => ({ subject, channel }))).toEqual(flat);
    expect(lines).toBeGreaterThan(1);
  });

  test('lines end with CR LF, text stands in quotes, an absent value is nothing', async () => {
    const text = (await csv('flat')).toString();

    expect(text).toContain('subject,channel\r\n"\'=1+1",PHONE\r\n');
    expect(text).toContain('"a ""quoted"" word",PHONE\r\n');
    expect(text).toContain('"\'single",PHONE\r\n,PHONE\r\n"王小明",PHONE\r\n');
  });

  test('a line of one absent value is not taken for no line', async () => {
    expect(readCsv(await csv('alone'))).toHaveLength(odd.length);
  });

  test('with bom=1 it begins with the mark by which Excel takes it for UTF-8', async () => {
    const [plain, marked] = [await csv('flat'), await csv('flat?bom=1')];

    expect(marked).toEqual(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]));
  });

  test('without rows there is the header alone, and each other format is empty and well formed', async () => {
    const file = await (await bank.report('HO0001', 'none?format=parquet')).arrayBuffer();

    expect((await csv('none')).toString()).toBe('customerNumber,tier\r\n');
    expect((await csv('none?format=ndjson')).toString()).toBe('');
    expect((await csv('none?format=json')).toString()).toBe('[]\n');
    expect(parquetMetadata(file).num_rows).toBe(0n);
  });
});

describe('Parquet', () => {
  test('columns have types of their own', async () => {
    bank.documents.add(
      'typed',
      'query Typed { accounts { nodes { id openedOn balance { amount currency } daysPastDue shared } } }',
    );
    bank.documents.add('instants', 'query Instants { interactions { nodes { at subject } } }');
    const types = async (name: string) => {
      const { schema } = parquetMetadata(await (await bank.report('HO0001', `${name}?format=parquet`)).arrayBuffer());
      return schema.slice(1).map((one) => [one.name, one.type, one.converted_type]);
    };

    expect([...(await types('typed')), ...(await types('instants'))]).toEqual([
      ['id', 'BYTE_ARRAY', 'UTF8'],
      ['openedOn', 'INT32', 'DATE'],
      ['balance.amount', 'FIXED_LEN_BYTE_ARRAY', 'DECIMAL'],
      ['balance.currency', 'BYTE_ARRAY', 'UTF8'],
      ['daysPastDue', 'INT64', undefined],
      ['shared', 'BOOLEAN', undefined],
      ['at', 'INT64', 'TIMESTAMP_MILLIS'],
      ['subject', 'BYTE_ARRAY', 'UTF8'],
    ]);
  });

  test.each([
    ['92233720368547758.07', 9223372036854775807000000n],
    ['-0.50', -50000000n],
    ['0.12345678', 12345678n],
    ['7', 700000000n],
  ])('the decimal %s is kept to its last digit', (text, whole) => {
    expect(unscaled(text)).toBe(whole);
  });

  test('a decimal with more digits than fit is refused rather than rounded', () => {
    expect(() => unscaled('0.123456789')).toThrow(RangeError);
  });
});

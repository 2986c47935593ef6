import { switchRowSecurity } from '../../src/database/row-security';
import { readParquet } from './read-back';
import { reportDocuments } from './report-documents';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;

const formats = ['csv', 'ndjson', 'json', 'parquet'] as const;
/** Stands in every text of the customers of another branch, and nowhere else. */
const canary = 'KANARIE';

/** Customers of the first reader's unit and of all others are told apart by their texts. */
beforeAll(async () => {
  bank = await reportedBank({ quotas: { exportsPerDay: 100_000 } });
  for (const { name, text } of reportDocuments) bank.documents.add(name, text);
  bank.documents.add(
    'stubs',
    'query Stubs { customers { nodes { customerNumber accounts(first: 20) @rows { nodes { number parties { role party { displayName } } } } relatedParties { nodes { party { displayName } customer { customerNumber displayName } } } } } }',
  );
  // The reporting tool is registered for the first reader's unit, so that it has a scope to leave.
  await bank.admin`
    update role_grant set org_unit_id = (
      select g.org_unit_id from role_grant g join employee e on e.id = g.employee_id where e.staff_number = 'BM0001')
    where role = 'REPORTING'`;
  await bank.admin`
    create table mine as
    select c.customer_id from customer c join org_unit u on u.id = c.org_unit_id, org_unit own, employee e, role_grant g
    where e.staff_number = 'BM0001' and g.employee_id = e.id and own.id = g.org_unit_id
      and u.lft >= own.lft and u.lft < own.rgt`;
  await bank.admin`
    update party set display_name = 'X' || ${canary} || party_id where party_id in (
      select customer_id from customer where customer_id not in (select customer_id from mine))`;
  await bank.admin`update interaction set subject = ${canary}, notes = ${canary}
    where customer_id not in (select customer_id from mine)`;
  await bank.admin`update complaint set reference = ${canary} || id where customer_id not in (select customer_id from mine)`;
});
afterAll(() => bank.close());

async function textOf(reader: string, name: string, format: (typeof formats)[number]): Promise<string> {
  const response = await bank.report(reader, `${name}?format=${format}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  const head = JSON.stringify([...response.headers]);
  return `${head}${format === 'parquet' ? `${bytes.toString('latin1')}${JSON.stringify(await readParquet(bytes))}` : bytes.toString()}`;
}

const names = [...reportDocuments.map(({ name }) => name), 'stubs'];

describe('nothing out of scope is in a report', () => {
  test('who sees the whole bank finds what is searched for here', async () => {
    for (const name of ['customers', 'contacts', 'worklist', 'relations', 'stubs'])
      for (const format of formats) expect(await textOf('HO0001', name, format)).toContain(canary);
  });

  test.each(names)('%s', async (name) => {
    for (const reader of ['BM0001', 'TL0001', 'SA0001', 'RP0001']) {
      for (const format of formats) expect(await textOf(reader, name, format)).not.toContain(canary);
    }
  });
});

describe('what is withheld', () => {
  test('is an empty column under its name, and the answer says so once', async () => {
    const response = await bank.report('MK0001', 'accounts');
    const [header, ...lines] = (await response.text()).trim().split('\r\n');
    const cells = lines.map((line) => line.split(','));

    expect(header?.split(',').slice(5, 7)).toEqual(['balance.amount', 'balance.currency']);
    expect(new Set(cells.flatMap((row) => [row[1], row[5], row[6], row[7]]))).toEqual(new Set(['']));
    expect(response.headers.get('x-c360-access')?.split(', ')).toEqual(
      expect.arrayContaining(['Account.number OWN_BRANCH HIDDEN', 'Account.balance OWN_BRANCH HIDDEN']),
    );
  });

  test('leaves a mask where there is one', async () => {
    const text = await (await bank.report('BM0001', 'every-number')).text();

    const values = new Set(
      text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[2]?.slice(0, 5)),
    );
    expect([...values].filter((value) => value !== '')).toEqual(['"****']);
  });

  test('is read in full by who may', async () => {
    const text = await (await bank.report('CO0001', 'every-number')).text();

    expect(text).not.toContain('****');
  });
});

test('each wall alone gives the same reports', async () => {
  const readers = ['BM0001', 'RM0001', 'MK0001', 'CH0001', 'AU0001'];
  const bodies = async () => {
    const told: string[] = [];
    for (const reader of readers)
      for (const name of names) told.push(`${reader} ${name} ${await (await bank.report(reader, name)).text()}`);
    return told;
  };
  const both = await bodies();

  await switchRowSecurity({ ownerUrl: bank.database.ownerUrl, on: false });
  const scopeAlone = await bodies();
  await switchRowSecurity({ ownerUrl: bank.database.ownerUrl, on: true });

  expect(scopeAlone).toEqual(both);
});

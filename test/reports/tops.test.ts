import { libraryFolder } from '../../src/documents/library';
import { readDrafts } from '../../src/documents/sources';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;
beforeAll(async () => {
  bank = await reportedBank();
  for (const { name, text } of readDrafts(libraryFolder)) bank.documents.add(name, text);
  bank.documents.add(
    'one-customer',
    'query OneCustomer($number: String!) { customer(customerNumber: $number) { customerNumber orgUnit { code } identifiers @rows { scheme } } }',
  );
});
afterAll(() => bank.close());

const linesOf = async (staffNumber: string, address: string) => {
  const response = await bank.report(staffNumber, address);
  expect(response.status).toBe(200);
  return (await response.text()).trimEnd().split('\r\n');
};

describe('a report of what is no connection', () => {
  test('tells a single record in a row', async () => {
    const { told } = await bank.ask(
      'BM0001',
      '{ told: businessConcentration(of: LOANS) { customers hhi gini tenths } }',
    );

    const [header = '', ...rows] = await linesOf('BM0001', 'concentration-report?of=LOANS');

    expect(rows).toHaveLength(1);
    const cells = (rows[0] as string).split(',');
    const at = (name: string) => cells[header.split(',').indexOf(name)];
    expect(told.customers).toBeGreaterThan(0);
    expect(at('customers')).toBe(String(told.customers));
    expect([at('hhi'), at('gini')]).toEqual([String(told.hhi), String(told.gini)]);
    expect(at('tenths')).toBe(`"${told.tenths.join('; ')}"`);
  });

  test('tells a single record in as many rows as its marked list has items', async () => {
    const { told } = await bank.ask('BM0001', '{ told: businessOverview { customers months { month acquired } } }');

    const [header = '', ...rows] = await linesOf('BM0001', 'business-overview');

    const names = header.split(',');
    const column = (name: string) => rows.map((row) => row.split(',')[names.indexOf(name)]);
    expect(told.months.length).toBeGreaterThan(1);
    expect(column('months.month')).toEqual(told.months.map(({ month }: { month: string }) => month));
    expect(column('customers')).toEqual(told.months.map(() => String(told.customers)));
  });

  test('tells a list in its own order, and of it as many as are asked for', async () => {
    const { told } = await bank.ask('HO0001', '{ told: customerClusters { code } }');
    expect(told.length).toBeGreaterThan(2);

    const codesOf = (rows: readonly string[]) => rows.map((row) => row.split(',')[1]);
    const [, ...all] = await linesOf('HO0001', 'customer-clusters');
    const few = await bank.report('HO0001', 'customer-clusters?limit=2');

    const codes = told.map(({ code }: { code: string }) => `"${code}"`);
    expect(codesOf(all)).toEqual(codes);
    expect(few.headers.get('x-next-cursor')).toBeNull();
    expect(codesOf((await few.text()).trimEnd().split('\r\n').slice(1))).toEqual(codes.slice(0, 2));
  });

  test('tells what is in the scope of who asks, and of nobody else', async () => {
    const elsewhere =
      '{ customers(filter: { orgUnitCode: { eq: "B002" } }, first: 1) { nodes { customerNumber identifiers { scheme } } } }';
    const { customers } = await bank.ask('HO0001', elsewhere);
    const [{ customerNumber, identifiers }] = customers.nodes;

    const seen = await linesOf('HO0001', `one-customer?number=${customerNumber}`);
    const unseen = await linesOf('BM0001', `one-customer?number=${customerNumber}`);

    const header = 'customerNumber,orgUnit.code,identifiers.scheme';
    const row = ({ scheme }: { scheme: string }) => `"${customerNumber}","B002",${scheme}`;
    expect(seen).toEqual([header, ...identifiers.map(row)]);
    expect(unseen).toEqual([header]);
  });

  test('of a customer out of scope whom the reader has opened is marked so in the trail', async () => {
    const elsewhere =
      '{ customers(filter: { orgUnitCode: { eq: "B002" } }, first: 1) { nodes { id customerNumber } } }';
    const { customers } = await bank.ask('HO0001', elsewhere);
    const [{ id, customerNumber }] = customers.nodes;
    bank.documents.add('opened-customer', 'query Opened($id: ID!) { customer(id: $id) { customerNumber } }');
    const open =
      'mutation ($number: String!) { openCustomer(input: { customerNumber: $number, reason: "He stands at the counter" }) { __typename } }';

    const before = await linesOf('BM0001', `opened-customer?id=${id}`);
    await bank.ask('BM0001', open, { number: customerNumber });
    const after = await linesOf('BM0001', `opened-customer?id=${id}`);

    expect([before, after]).toEqual([['customerNumber'], ['customerNumber', `"${customerNumber}"`]]);
    const ended = (await bank.entries()).filter(
      ({ export: part }) => part.report === 'opened-customer@1' && part.stage === 'ENDED',
    );
    expect(ended.map((entry) => [entry.customers.length, entry])).toEqual([
      [0, expect.not.objectContaining({ opened: expect.anything() })],
      [1, expect.objectContaining({ opened: ended[1]?.customers })],
    ]);
  });
});

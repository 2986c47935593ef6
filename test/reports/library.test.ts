import { libraryFolder } from '../../src/documents/library';
import { readDrafts } from '../../src/documents/sources';
import { type ReportedBank, reportedBank } from './reported-bank';
import { shipped } from './shipped-reports';

let bank: ReportedBank;
beforeAll(async () => {
  bank = await reportedBank();
  for (const { name, text } of readDrafts(libraryFolder)) bank.documents.add(name, text);
});
afterAll(() => bank.close());

describe('the reports that ship with the product', () => {
  test('are all those that say that they are one', () => {
    const named = readDrafts(libraryFolder).filter(({ purpose }) => purpose?.startsWith('Report: '));

    expect(named.map(({ name }) => name)).toEqual(shipped.map(({ name }) => name));
  });

  test.each(shipped)(
    '$name gives $staffNumber all his rows',
    async ({ name, staffNumber, counter, parameters, list, columns }) => {
      const response = await bank.report(staffNumber, `${name}?${new URLSearchParams(parameters)}`);

      const [header, ...rows] = (await response.text()).trimEnd().split('\r\n');
      const { counted } =
        list === null ? { counted: { totalCount: 1 } } : await bank.ask(counter, `{ counted: ${list} { totalCount } }`);
      expect(counted.totalCount).toBeGreaterThan(0);
      expect(rows).toHaveLength(counted.totalCount);
      expect(header).toBe(columns.join(','));
    },
  );
});

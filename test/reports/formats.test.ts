import { asText, type FlatRow, readCsv, readNdjson, readParquet, rowsOf } from './read-back';
import { type ReportDocument, reportDocuments } from './report-documents';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;
let readers: string[];

beforeAll(async () => {
  bank = await reportedBank({ quotas: { exportsPerDay: 100_000 } });
  for (const { name, text } of reportDocuments) bank.documents.add(name, text);
  const drawn = await bank.admin<{ staff: string }[]>`
    select staff_number as staff from employee e
    where exists (select from role_grant g where g.employee_id = e.id) order by md5('1' || staff_number) limit 4`;
  const roles = ['HO', 'BM', 'RM', 'SA', 'CH', 'CO', 'AU', 'MK', 'TL', 'RP'].map((role) => `${role}0001`);
  readers = [...new Set([...roles, ...drawn.map(({ staff }) => staff)])];
});
afterAll(() => bank.close());

/** The rows of the graph's answer, page by page. */
async function pagedRows(reader: string, document: ReportDocument): Promise<FlatRow[]> {
  const rows: FlatRow[] = [];
  let after: string | null = null;
  for (;;) {
    const data = await bank.ask(reader, document.text, { after });
    const [list] = Object.values(data) as [Record<string, never>];
    const { nodes, edges, pageInfo } = list as Record<string, never> & {
      nodes?: unknown[];
      edges?: { node: unknown }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    const records = nodes ?? edges?.map(({ node }) => node) ?? [];
    rows.push(...records.flatMap((record) => rowsOf(document, record)));
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
}

async function bytesOf(reader: string, path: string): Promise<Buffer> {
  const response = await bank.report(reader, path);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(bytes.toString());
  return bytes;
}

/** Decimals come out of a Parquet file as numbers, which say the same. */
const withNumbers = (rows: readonly FlatRow[], read: readonly FlatRow[]): FlatRow[] =>
  rows.map((row, index) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => {
        const isNumber = typeof read[index]?.[name] === 'number';
        return [name, isNumber && typeof cell === 'string' ? Number(cell) : cell];
      }),
    ),
  );

/** Compares by text, which is quick; rows are only laid side by side where they differ. */
function expectSame(reader: string, rows: readonly object[], expected: readonly object[]): void {
  if (JSON.stringify(rows) === JSON.stringify(expected)) return;
  expect({ reader, rows }).toEqual({ reader, rows: expected });
}

describe('a report tells what the graph tells', () => {
  test.each(reportDocuments.map((document) => [document.name, document] as const))('%s', async (name, document) => {
    let total = 0;
    for (const reader of readers) {
      const expected = await pagedRows(reader, document);

      const csv = await bytesOf(reader, name);
      const ndjson = readNdjson(await bytesOf(reader, `${name}?format=ndjson`));
      const json = JSON.parse((await bytesOf(reader, `${name}?format=json`)).toString());
      const parquet = await readParquet(await bytesOf(reader, `${name}?format=parquet`));

      const [header = ''] = csv.toString().split('\r\n', 1);
      expect({ reader, header }).toEqual({ reader, header: document.columns.join(',') });
      expectSame(reader, readCsv(csv), expected.map(asText));
      expectSame(reader, ndjson, expected);
      expectSame(reader, json, expected);
      expectSame(reader, parquet, withNumbers(expected, parquet));
      total += expected.length;
    }
    expect(total).toBeGreaterThan(0);
  });
});

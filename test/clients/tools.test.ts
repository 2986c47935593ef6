import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { libraryFolder } from '../../src/documents/library';
import type { ReportedBank } from '../reports/reported-bank';
import { clientBank } from './client-bank';

const run = promisify(execFile);
const textOf = (name: string) => readFileSync(join(__dirname, name), 'utf8');
let bank: ReportedBank;

beforeAll(async () => {
  bank = await clientBank(libraryFolder);
});
afterAll(() => bank.close());

describe('curl', () => {
  const curl = async (script: string, staffNumber = 'BM0001') => {
    const env = { PATH: process.env.PATH, GRAPH: bank.address, TOKEN: await bank.tokenOf(staffNumber) };
    return run('sh', ['-c', script], { env });
  };

  test('asks by POST and by GET, and takes a report', async () => {
    const { stdout } = await curl(textOf('curl.sh'));
    const [me, list, ...lines] = stdout.trimEnd().split(/\r?\n/);

    const viewer = { staffNumber: 'BM0001', grants: [{ role: 'BRANCH_MANAGER', orgUnit: { code: 'B001' } }] };
    expect(JSON.parse(String(me))).toEqual({ data: { viewer } });
    expect(JSON.parse(String(list)).data.customers).toMatchObject({
      totalCount: 93,
      nodes: [{ customerNumber: '8971903843', displayName: 'Adam Laurent', complaints: { totalCount: 1 } }],
    });
    expect(lines.map((line) => line.slice(line.indexOf(',')))).toEqual([
      ',type,status,openedOn,closedOn,balance.amount,balance.currency,product.code,product.name,product.category,customer.customerNumber,customer.kind,customer.displayName,customer.orgUnit.code,customer.orgUnit.name',
      ',CACC,ENABLED,2011-10-18,,253.08,CNY,"CUR","Current account 活期账户",DEPOSIT,"8568652483",INDIVIDUAL,"蔡振宇","B001-03","上海开发区支行"',
      ',SVGS,ENABLED,2011-10-20,,92.02,CNY,"SAV","Savings account 储蓄账户",DEPOSIT,"8388312215",INDIVIDUAL,"王雨涵","B001","上海支行 1"',
    ]);
  });

  test('fails on what is not registered, and says why', async () => {
    const script = textOf('curl.sh').replaceAll('reports/branch-accounts', 'reports/other-accounts');

    await expect(curl(script)).rejects.toMatchObject({
      code: 22,
      stdout: expect.stringContaining('There is no report of that name for you.'),
    });
  });
});

describe('Power Query', () => {
  const text = textOf('report.pq');
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.slice(1));

  /** Asks as the M text says, and as Power BI and Excel do with the credentials of Basic. */
  async function asked(staffNumber: string, headers: Record<string, string> = {}) {
    const [[path]] = found(/RelativePath = "([^"]+)"/g) as [[string]];
    const [[query]] = found(/Query = \[([^\]]+)\]/g) as [[string]];
    const search = new URLSearchParams();
    for (const [, name, value] of query.matchAll(/(\w+) = "([^"]*)"/g)) search.append(String(name), String(value));
    const basic = Buffer.from(`anybody:${await bank.tokenOf(staffNumber)}`).toString('base64');
    return fetch(`${bank.address}/${path}?${search}`, { headers: { authorization: `Basic ${basic}`, ...headers } });
  }

  test('gets every column that it types, in their order, each as its type', async () => {
    const response = await asked('BM0001');
    const [header, ...rows] = parse(await response.text()) as string[][];
    const typed = found(/\{"([^"]+)", (type \w+|Currency\.Type)\}/g);

    expect([response.status, header]).toEqual([200, typed.map(([name]) => name)]);
    const forms: Record<string, RegExp> = {
      'type text': /^/,
      'type date': /^(\d{4}-\d{2}-\d{2})?$/,
      'Currency.Type': /^(-?\d+(\.\d{2})?)?$/,
    };
    const isOfType = (value: string, at: number) => forms[typed[at]?.[1] as string]?.test(value);
    expect(rows.filter((row) => !row.every(isOfType))).toEqual([]);
    expect(rows).toHaveLength(294);
  });

  test('gets empty columns where the reader may not see, and nothing with a wrong password', async () => {
    const rows = parse(await (await asked('MK0001')).text(), { columns: true }) as Record<string, string>[];
    const refused = await asked('BM0001', {
      authorization: `Basic ${Buffer.from('anybody:guess').toString('base64')}`,
    });

    expect(new Set(rows.map((row) => row['balance.amount']))).toEqual(new Set(['']));
    expect(refused.status).toBe(401);
  });
});

describe('DuckDB', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'c360-duckdb-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function over(staffNumber: string, sql: string) {
    const response = await bank.report(staffNumber, 'branch-accounts?format=parquet');
    const file = join(folder, `${staffNumber}.parquet`);
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const reader = await connection.runAndReadAll(sql.replaceAll('accounts.parquet', file));
      return { types: reader.columnTypes().map(String), rows: reader.getRowsJson() };
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  test('adds up a report that was saved as Parquet', async () => {
    const { types, rows } = await over('BM0001', textOf('parquet.sql'));

    expect(types).toEqual(['VARCHAR', 'VARCHAR', 'BIGINT', 'DECIMAL(38,8)', 'DATE']);
    expect(rows.slice(0, 2)).toEqual([
      ['B001', 'CNY', '195', '422523577.48000000', '2011-10-20'],
      ['B001', 'EUR', '4', '4437131.21000000', '2018-06-18'],
    ]);
    expect(rows.reduce((sum, [, , accounts]) => sum + Number(accounts), 0)).toBe(294);
  });

  test('reads names in Chinese, and finds what is withheld empty', async () => {
    const names = `select "customer.displayName" as name from read_parquet('accounts.parquet') where name like '王%' group by all order by name`;
    const withheld = `select count(*) as accounts, count("balance.amount") as balances from read_parquet('accounts.parquet')`;

    expect(await over('BM0001', names)).toEqual({ types: ['VARCHAR'], rows: [['王春梅'], ['王语桐'], ['王雨涵']] });
    expect((await over('MK0001', withheld)).rows).toEqual([['214', '0']]);
  });
});

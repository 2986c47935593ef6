import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { countsOf, Folder, ImportBank } from './importing';

const accounts = 50;
const orders = 20_000;

/** A folder with enough orders that an import of it can be met in its midst. */
function largeFolder(): Folder {
  const folder = new Folder();
  const lines = Array.from(
    { length: orders },
    (_, place) => `${place + 1}\t${(place % accounts) + 1000}\tYZ\t9\t1\tHH`,
  );
  const numbers = Array.from({ length: accounts }, (_, place) => place + 1000);
  folder.write('fin_client.tsv', numbers.map((number) => `${number}\t1980-01-01\tF\t1\n`).join(''));
  folder.write('fin_account.tsv', numbers.map((number) => `${number}\t1\t2015-01-31\tM\n`).join(''));
  folder.write('fin_disp.tsv', numbers.map((number) => `${number}\t${number}\t${number}\tO\n`).join(''));
  folder.write('fin_order.tsv', `${lines.join('\n')}\n`);
  for (const file of ['fin_loan.tsv', 'fin_card.tsv']) folder.write(file, '');
  return folder;
}

describe('an import that is met in its midst', () => {
  let bank: ImportBank;
  let folder: Folder;

  beforeAll(async () => {
    bank = await ImportBank.open();
    folder = largeFolder();
  });
  beforeEach(() => bank.empty());
  afterAll(async () => {
    folder.remove();
    await bank.close();
  });

  const loaded = async () => (await bank.values('select count(*)::int from standing_order'))[0] as number;
  const begun = async (least: number) => {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      if ((await loaded()) >= least) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('The import did not begin');
  };

  it('goes on without doubles after its process was killed', async () => {
    const child = spawn(process.execPath, [join(__dirname, 'killed.cjs'), bank.database.systemUrl, folder.path], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await begun(5_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = await loaded();

    const report = await importAfterRelease(bank, folder);

    expect(before).toBeGreaterThanOrEqual(5_000);
    expect(before).toBeLessThan(orders);
    expect(before % 5_000).toBe(0);
    expect(countsOf(report)).toMatchObject({
      customer: [accounts, 0, 0, accounts, 0],
      standing_order: [orders, orders - before, 0, before, 0],
    });
    const doubles = `select count(*)::int, count(distinct (customer_id, account_id, id))::int,
      (select count(distinct row_key)::int from source_record where kind = 'standing_order') from standing_order`;
    expect(await bank.values(doubles)).toEqual([[orders, orders, orders]]);
  });

  it('goes on after its connection was cut, and says that it was', async () => {
    const running = bank.import(folder).then(
      () => null,
      (error: unknown) => error as Error,
    );
    await begun(5_000);
    await bank.sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;

    const error = await running;

    expect(error?.message).toBe('The connection to the database was lost; run the import again to go on');
    const before = await loaded();
    const report = await importAfterRelease(bank, folder);
    expect(countsOf(report)).toMatchObject({ standing_order: [orders, orders - before, 0, before, 0] });
  });

  it('refuses a second import and finishes itself', async () => {
    const first = bank.import(folder);
    await begun(5_000);

    const second = bank.import(folder);

    await expect(second).rejects.toThrow('Another import is running on this database; wait until it has ended');
    expect(countsOf(await first)).toMatchObject({ standing_order: [orders, orders, 0, 0, 0] });
    expect(countsOf(await bank.import(folder))).toMatchObject({ standing_order: [orders, 0, 0, orders, 0] });
  });
});

/** The server notices a killed client when it next speaks to it. */
async function importAfterRelease(bank: ImportBank, folder: Folder) {
  for (const end = Date.now() + 20_000; ; ) {
    try {
      return await bank.import(folder);
    } catch (error) {
      if (Date.now() > end || !(error as Error).message.startsWith('Another import')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

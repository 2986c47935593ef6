import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;
beforeAll(async () => {
  bank = await reportedBank();
});
afterAll(() => bank.close());

test('a report begins', async () => {
  bank.documents.add('contacts', `query Contacts { interactions { nodes { id at channel subject employee { staffNumber name } customer { customerNumber displayName orgUnit { code } } } } }`);
  for (const format of ['csv', 'ndjson', 'json', 'parquet']) {
    const response = await bank.report('HO0001', `contacts?format=${format}&limit=3`);
    const text = await response.text();
    console.log(response.status, Object.fromEntries(response.headers), text.slice(0, 900));
  }
  console.log(JSON.stringify(await bank.entries(), null, 0).slice(0, 2000), bank.logLines().filter((l) => l.msg === 'failed'));
});

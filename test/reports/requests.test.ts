import { reportDocuments } from './report-documents';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;
beforeAll(async () => {
  bank = await reportedBank();
  for (const { name, text } of reportDocuments) bank.documents.add(name, text);
  const add = bank.documents.add.bind(bank.documents);
  add(
    'by-unit',
    'query ByUnit($unit: String!, $kinds: [CustomerKind!]) { customers(filter: { orgUnitCode: { eq: $unit }, kind: { in: $kinds } }) { nodes { customerNumber kind orgUnit { code } } } }',
  );
  add(
    'by-filter',
    'query ByFilter($filter: CustomerFilter) { customers(filter: $filter) { nodes { customerNumber tier } } }',
  );
  add('by-notes', 'query ByNotes($days: Int) { accounts(filter: { daysPastDue: { gte: $days } }) { nodes { id } } }');
  add('two-tops', 'query TwoTops { customers { nodes { id } } accounts { nodes { id } } }');
  add('no-record', 'query NoRecord { __typename }');
  add('overview', 'query Overview { businessOverview { customers } }');
  add('counted', 'query Counted { customers { totalCount } }');
  add('twice', 'query Twice { customers { nodes { id } edges { node { id } } } }');
  add(
    'marked-twice',
    'query MarkedTwice { customers { nodes { identifiers @rows { scheme } contactPoints @rows { kind } } } }',
  );
  add('marked-single', 'query MarkedSingle { customers { nodes { orgUnit @rows { code } } } }');
  add('backward', 'query Backward { customers(last: 5) { nodes { id } } }');
  add('retired', 'query Retired { customers { nodes { id } } }', { state: 'RETIRED' });
  add('of-another', 'query OfAnother { customers { nodes { id } } }', { clientId: 'another' });
  add('for-compliance', 'query ForCompliance { customers { nodes { id } } }', { roles: ['COMPLIANCE_OFFICER'] });
  add('bounded', 'query Bounded { customers { nodes { id } } }', { rowLimit: 10 });
});
afterAll(() => bank.close());

async function refusal(reader: string, path: string, headers?: Record<string, string>) {
  const response = await bank.report(reader, path, headers);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code, errors[0]?.message];
}

describe('what a report is asked for', () => {
  test('parameters are the variables, by their types; a list by repetition', async () => {
    const response = await bank.report('HO0001', 'by-unit?unit=B001&kinds=CORPORATE&kinds=INDIVIDUAL');
    const lines = (await response.text()).trim().split('\r\n').slice(1);

    const kinds = new Set(lines.map((line) => line.split(',')[1]));
    expect([...kinds].sort()).toEqual(['CORPORATE', 'INDIVIDUAL']);
    expect(new Set(lines.map((line) => line.split(',')[2]))).toEqual(new Set(['"B001"']));
  });

  test('an input object is given as JSON', async () => {
    const filter = encodeURIComponent(JSON.stringify({ tier: { eq: 'GOLD' } }));
    const text = await (await bank.report('HO0001', `by-filter?filter=${filter}`)).text();

    const tiers = new Set(
      text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[1]),
    );
    expect(tiers).toEqual(new Set(['GOLD']));
  });

  test.each([
    [
      'by-unit?unit=B001&colour=red',
      400,
      'BAD_USER_INPUT',
      'The report has no parameter "colour"; it takes unit, kinds, format, limit, after, bom.',
    ],
    ['by-unit', 400, 'BAD_USER_INPUT', 'Variable "$unit" of required type "String!" was not provided.'],
    ['by-unit?unit=a&unit=b', 400, 'BAD_USER_INPUT', 'The parameter unit is given twice, and it is no list.'],
    ['by-filter?filter=red', 400, 'BAD_USER_INPUT', 'The parameter filter is not valid JSON.'],
    ['contacts?format=xlsx', 400, 'BAD_USER_INPUT', 'The parameter format is one of csv, ndjson, json, parquet.'],
    ['contacts?limit=0', 400, 'BAD_USER_INPUT', 'The parameter limit is a whole number from 1.'],
    [
      'overview?after=tampered',
      400,
      'BAD_USER_INPUT',
      'businessOverview is no connection and tells its records at once: leave out after.',
    ],
    ['contacts?after=tampered', 400, 'BAD_USER_INPUT', 'The cursor is not one of this list.'],
    [
      'two-tops',
      400,
      'BAD_USER_INPUT',
      'A report has one field at its top, whose records are the rows; this document has 2 fields there.',
    ],
    [
      'no-record',
      400,
      'BAD_USER_INPUT',
      'A report has one field at its top, whose records are the rows; this document has 1 fields there, and __typename tells no records.',
    ],
    [
      'counted',
      400,
      'BAD_USER_INPUT',
      'A report reads CustomerConnection by one selection of its nodes; the document has 0.',
    ],
    [
      'twice',
      400,
      'BAD_USER_INPUT',
      'A report reads CustomerConnection by one selection of its nodes; the document has 2.',
    ],
    ['marked-twice', 400, 'BAD_USER_INPUT', 'Only one list of a document can be marked with @rows.'],
    ['marked-single', 400, 'BAD_USER_INPUT', 'orgUnit is no list: only a list or a page can be marked with @rows.'],
    ['backward', 400, 'BAD_USER_INPUT', 'A report reads Query.customers forward: leave out last and before.'],
    ['bounded', 400, 'LIMIT_EXCEEDED', 'The report has more than 10 records; take them by limit and after.'],
    ['bounded?limit=11', 400, 'LIMIT_EXCEEDED', 'The report gives at most 10 records at a time.'],
    ['retired', 404, 'NOT_FOUND', 'There is no report of that name for you.'],
    ['of-another', 404, 'NOT_FOUND', 'There is no report of that name for you.'],
    ['for-compliance', 404, 'NOT_FOUND', 'There is no report of that name for you.'],
    ['unheard-of', 404, 'NOT_FOUND', 'There is no report of that name for you.'],
  ])('%s is refused', async (path, status, code, message) => {
    expect(await refusal('HO0001', path)).toEqual([status, code, message]);
  });

  test('a filter on what the reader may not see is refused before anything is read', async () => {
    const [status, code] = await refusal('MK0001', 'by-notes?days=1');

    expect([status, code]).toEqual([403, 'FORBIDDEN_INPUT']);
  });

  test('a document for certain roles runs for them', async () => {
    expect((await bank.report('CO0001', 'for-compliance')).status).toBe(200);
  });

  test('other methods and other sites are refused', async () => {
    const posted = await fetch(`${bank.address}/reports/contacts`, { method: 'POST' });

    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, PUT']);
    expect(await refusal('HO0001', 'contacts', { 'sec-fetch-site': 'cross-site' })).toEqual([
      403,
      'FORBIDDEN',
      'A report is not given to a page of another site.',
    ]);
  });
});

describe('who asks', () => {
  const basic = (name: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  });

  test('a token is taken as a bearer or as a password, and both say the same', async () => {
    const bearer = await (await bank.report('BM0001', 'catalogue')).text();
    const password = await bank.report('BM0001', 'catalogue', basic('anything', await bank.tokenOf('BM0001')));

    expect([password.status, await password.text()]).toEqual([200, bearer]);
  });

  test.each([
    ['no token', {}],
    ['a wrong password', basic('BM0001', 'secret')],
    ['a password with a colon', basic('BM0001', 'a:b')],
    ['an unknown scheme', { authorization: 'Digest x' }],
  ])('%s is refused, and both ways are offered', async (_case, headers) => {
    const response = await fetch(`${bank.address}/reports/catalogue`, { headers: headers as Record<string, string> });

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer, Basic realm="reports, the token as password", charset="UTF-8"',
    );
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

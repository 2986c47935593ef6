import type { ImportReport } from '../../src/ingest/report';
import { countsOf } from '../ingest/importing';
import type { OwnedBank } from '../related-parties/owned-bank';
import { Files, importInto, interchangeBank, relationsOf, type Statement } from './interchange-bank';

let bank: OwnedBank;
let files: Files;
let first: ImportReport;

beforeAll(async () => {
  bank = await interchangeBank(['Aurelia', 'Bright']);
  files = new Files();
  first = await importInto(bank, files, 'bods');
  files.remove();
  await bank.recompute();
});
beforeEach(() => {
  files = new Files();
});
afterEach(() => files.remove());
afterAll(() => bank.close());

const ofAurelia = async (fields: string) => {
  const query = `{ customer(customerNumber: "Aurelia") { ${fields} } }`;
  return ((await bank.ask('HO0001', query)) as { customer: Record<string, { nodes: object[] }> }).customer;
};

describe('statements of BODS 0.4', () => {
  it('are the owners of a customer whom they know by his LEI, with their shares', async () => {
    const owners = `organisation { owners(lookThrough: true) {
      nodes { directPct directMin directMax totalPct totalMin totalMax control party { kind displayName } } } }`;
    const range = { directPct: null, totalPct: null, totalMin: '25', totalMax: '37.5', control: null };
    const exact = { directMin: '62.5', directMax: '62.5', totalMin: '62.5', totalMax: '62.5', control: 'CONTROLS' };
    expect(await ofAurelia(owners)).toEqual({
      organisation: {
        owners: {
          nodes: [
            { directPct: '62.5', totalPct: '62.5', ...exact, party: { kind: 'INDIVIDUAL', displayName: 'M**' } },
            {
              ...range,
              directMin: null,
              directMax: null,
              party: { kind: 'ORGANISATION', displayName: '雪**' },
            },
            {
              ...range,
              directMin: '25',
              directMax: '37.5',
              party: { kind: 'ORGANISATION', displayName: 'Bright Meng' },
            },
          ],
        },
      },
    });
  });

  it('are his related parties, with their days; a bound that is not included is a step away', async () => {
    const fields = 'type label directness sharePct shareMin shareMax validFrom validTo party { displayName }';
    const tan = { directness: 'DIRECT', validFrom: '2019-05-01', validTo: null, party: { displayName: 'M**' } };
    const share = { label: 'SHAREHOLDER', type: 'SHAREHOLDING' };
    const votes = { label: 'VOTING_RIGHTS_HOLDER', type: 'VOTING_RIGHTS' };
    expect((await ofAurelia(`relatedParties { nodes { ${fields} } }`)).relatedParties?.nodes).toEqual([
      { ...share, sharePct: '62.5', shareMin: null, shareMax: null, ...tan },
      {
        ...share,
        ...{ sharePct: null, shareMin: '25', shareMax: '37.5' },
        ...{ directness: 'DIRECT', validFrom: '2020-07-01', validTo: null, party: { displayName: 'Bright Meng' } },
      },
      { ...votes, sharePct: null, shareMin: '50.0001', shareMax: '75', ...tan },
    ]);
  });

  it('of several on one record the newest counts; a closed one ends, one without a first day begins on its own', async () => {
    const cedar = '雪松元件有限公司';
    expect(await relationsOf(bank)).toEqual([
      ['Agency of Components', 'OTHER_CONTROL', cedar, 'UNKNOWN', null, null, null, '2026-01-10', null],
      ['Agency of Components', 'PROFIT_RIGHTS', cedar, 'INDIRECT', null, null, '9.9999', '2026-01-10', null],
      ['Bright Meng', 'APPOINTS_BOARD', 'Aurelia Meng', 'UNKNOWN', null, null, null, '2020-07-01', '2024-01-01'],
      ['Bright Meng', 'SHAREHOLDING', 'Aurelia Meng', 'DIRECT', null, '25.0000', '37.5000', '2020-07-01', null],
      ['Mei Tan', 'DIRECTOR', 'Bright Meng', 'DIRECT', null, null, null, '2016-01-01', '2026-03-01'],
      ['Mei Tan', 'SHAREHOLDING', 'Aurelia Meng', 'DIRECT', '62.5000', null, null, '2019-05-01', null],
      ['Mei Tan', 'VOTING_RIGHTS', 'Aurelia Meng', 'DIRECT', null, '50.0001', '75.0000', '2019-05-01', null],
      [cedar, 'SHAREHOLDING', 'Bright Meng', 'DIRECT', '100.0000', null, null, '2015-01-01', null],
    ]);
    const [told] = await bank.sql`select evidence from party_relationship where type = 'VOTING_RIGHTS' and outgoing`;
    expect(told?.evidence).toBe('BODS statement 7d1f0c5a-0000-4000-8000-000000000007; Ordinary shares, one vote each');
  });

  it('bring in parties with their profiles, and their numbers sealed', async () => {
    const parties = await bank.sql
      .unsafe(`select p.display_name, p.country, o.kind, o.uscc, i.given_name,
        i.birth_date::text, i.nationality from party p left join organisation o on o.customer_id = party_id
      left join individual i on i.customer_id = party_id
      where not exists (select from customer c where c.customer_id = party_id) order by 1 nulls first`)
      .values();
    expect([...parties].map((row) => [...row])).toEqual([
      [null, null, null, null, null, null, null],
      ['Agency of Components', 'CN', 'INSTITUTION', null, null, null, null],
      ['Mei Tan', null, null, null, 'Mei', '1990-03-07', 'CN'],
      ['雪松元件有限公司', 'CN', 'CORPORATE', '91990000MA00XAMP3E', null, null, null],
    ]);
    const numbers = await bank.sql
      .unsafe(`select display_name, scheme, source, value_masked from party_identifier
      join party on party_id = customer_id order by 1, 2`)
      .values();
    expect([...numbers].map((row) => [...row])).toEqual([
      ['Aurelia Meng', 'LEI', null, '****0177'],
      ['Aurelia Meng', 'OTHER', 'GB-COH', '****0017'],
      ['Bright Meng', 'LEI', null, '****0216'],
      ['Mei Tan', 'NATIONAL_ID', 'CHN-IDCARD', '****0011'],
      ['雪松元件有限公司', 'OTHER', 'Chamber of an invented town', '****4'],
      ['雪松元件有限公司', 'USCC', null, '****MP3E'],
    ]);
    const keys = await bank.sql`select source_key from source_record where source_key like '%990101%'`;
    expect([...keys]).toEqual([]);
  });

  it('change nothing the second time', async () => {
    const rows = `select (select count(*)::int from party) as parties, (select count(*)::int from party_relationship)
      as relations, (select count(*)::int from party_identifier) as numbers, (select max(recorded_at) from
      party_relationship) as last, (select count(*)::int from related_party_change) as changes`;
    const before = await bank.sql.unsafe(rows);

    const second = await importInto(bank, files, 'bods');

    expect(await bank.sql.unsafe(rows)).toEqual(before);
    expect(countsOf(first)).toEqual({
      party: [4, 2, 0, 2, 0],
      organisation: [4, 2, 0, 2, 0],
      person: [2, 2, 0, 0, 0],
      individual: [2, 2, 0, 0, 0],
      entity_identifier: [5, 5, 0, 0, 0],
      person_identifier: [1, 1, 0, 0, 0],
      relationship: [8, 8, 0, 0, 0],
    });
    expect(second.entities.map(({ inserted, changed, rejected }) => inserted + changed + rejected)).toEqual(
      Array.from({ length: 7 }, () => 0),
    );
  });

  it('are read from JSON Lines as well', async () => {
    const statements = JSON.parse(files.read('statements.json')) as Statement[];
    files.write('statements.json', statements.map((one) => JSON.stringify(one)).join('\n'));

    expect(countsOf(await importInto(bank, files, 'bods')).relationship).toEqual([8, 0, 0, 8, 0]);
  });

  it('end an interest that the newest statement on a relationship leaves out', async () => {
    files.editStatements((statements) => {
      const before = statements[6] as Statement;
      const [shares] = before.recordDetails.interests;
      const details = { ...before.recordDetails, interests: [shares] };
      return [
        { ...before, statementId: 'a'.repeat(32), statementDate: '2026-04-01T12:00:00Z', recordDetails: details },
      ].concat(statements as never[]);
    });

    expect(countsOf(await importInto(bank, files, 'bods')).relationship).toEqual([8, 0, 2, 6, 0]);
    const [votes] = await bank.sql`select share_min::text, valid_to::text from party_relationship
      where outgoing and type = 'VOTING_RIGHTS'`;
    expect(votes).toEqual({ share_min: '50.0001', valid_to: '2026-04-01' });
    expect(countsOf(await importInto(bank, files, 'bods')).relationship).toEqual([8, 0, 0, 8, 0]);
  });

  it('know a person of the bank by the number of the identity card', async () => {
    files.editStatements((statements) =>
      statements.filter(({ recordId }) => recordId === 'per-tan').map((one) => ({ ...one, recordId: 'per-2' })),
    );

    expect(countsOf(await importInto(bank, files, 'bods'))).toMatchObject({
      person: [1, 0, 0, 1, 0],
      person_identifier: [1, 0, 0, 1, 0],
    });
  });
});

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

describe('statements that cannot be taken', () => {
  const interest = (change: Record<string, unknown>) => (statements: Statement[]) => {
    Object.assign(statements[6]?.recordDetails.interests[0] as object, change);
  };
  const tan = 'statement 7d1f0c5a-0000-4000-8000-000000000007';
  const aurelia = 'statement 7d1f0c5a-0000-4000-8000-000000000001';
  const path = 'recordDetails.interests.0';
  const entity = (change: (details: Statement['recordDetails']) => unknown) => (statements: Statement[]) => {
    change(statements[0]?.recordDetails as Statement['recordDetails']);
  };

  it.each<[string, string, (statements: Statement[]) => unknown, string]>([
    [
      'a share above 100',
      'interests',
      interest({ share: { exact: 130 } }),
      `1,${path}.share.exact,130,must be a number from 0 to 100; ${tan}`,
    ],
    [
      'a share that is no number',
      'interests',
      interest({ share: { exact: '60' } }),
      `1,${path}.share.exact,60,must be a number from 0 to 100; ${tan}`,
    ],
    [
      'a minimum above the maximum',
      'interests',
      interest({ share: { minimum: 60, maximum: 40 } }),
      `1,${path}.share.minimum,60,leaves no share below maximum 40; ${tan}`,
    ],
    [
      'bounds that leave nothing',
      'interests',
      interest({ share: { exclusiveMinimum: 40, maximum: 40 } }),
      `1,${path}.share.exclusiveMinimum,40,leaves no share below maximum 40; ${tan}`,
    ],
    [
      'a share outside its bounds',
      'interests',
      interest({ share: { exact: 30, minimum: 40 } }),
      `1,${path}.share.exact,30,is not within its own bounds; ${tan}`,
    ],
    [
      'an unknown interest',
      'interests',
      interest({ type: 'friendship' }),
      `1,${path}.type,friendship,"is not allowed; allowed: `,
    ],
    [
      'an interest without a relation',
      'interests',
      interest({ type: 'unknownInterest' }),
      `1,${path}.type,unknownInterest,is an interest that the bank keeps no relation for; ${tan}`,
    ],
    [
      'a day that is none',
      'interests',
      interest({ startDate: '2019-02-30' }),
      `1,${path}.startDate,2019-02-30,is no date; written YYYY-MM-DD; ${tan}`,
    ],
    [
      'an end before the beginning',
      'interests',
      interest({ endDate: '2019-05-01' }),
      `1,${path}.endDate,2019-05-01,"is not after 2019-05-01, the day on which the interest begins; ${tan}"`,
    ],
    [
      'a reference to no statement',
      'interests',
      (statements) => {
        Object.assign(statements[6]?.recordDetails as object, { interestedParty: 'per-gone' });
      },
      '1,interested_party,bods:per-gone,owner: no party has been loaded for it',
    ],
    [
      'nobody as interested party',
      'interests',
      (statements) => {
        Object.assign(statements[6]?.recordDetails as object, { interestedParty: { reason: 'noBeneficialOwners' } });
      },
      `1,recordDetails.interestedParty.reason,noBeneficialOwners,"names no party, so there is no relation to keep; ${tan}"`,
    ],
    [
      'no interest',
      'interests',
      (statements) => void statements[6]?.recordDetails.interests.splice(0),
      `1,recordDetails.interests,[],names no interest; ${tan}`,
    ],
    [
      'wrong check digits of an LEI',
      'entities',
      entity(({ identifiers }) => Object.assign(identifiers[0] as object, { id: '98450000AURELIA00178' })),
      `1,recordDetails.identifiers.0.id,98450000AURELIA00178,is no LEI: its check digits or form are wrong; ${aurelia}`,
    ],
    [
      'an LEI of two records',
      'entities',
      entity(({ identifiers }) => Object.assign(identifiers[0] as object, { id: '98450000BRIGHT000216' })),
      '1,recordDetails.identifiers,98450000BRIGHT000216,the LEI is that of record ent-aurelia as well; statement 7d1f0c5a-0000-4000-8000-000000000002',
    ],
    [
      'an entity without a type',
      'entities',
      entity((details) => delete details.entityType),
      `1,recordDetails.entityType,,is missing; ${aurelia}`,
    ],
    [
      'a number without its scheme',
      'entities',
      entity(({ identifiers }) => identifiers.push({ id: '7' })),
      `1,recordDetails.identifiers.2,"{""id"":""7""}",has neither scheme nor schemeName; ${aurelia}`,
    ],
    [
      'a person without a type',
      'persons',
      (statements) => void delete statements[4]?.recordDetails.personType,
      '1,recordDetails.personType,,is missing; statement 7d1f0c5a-0000-4000-8000-000000000005',
    ],
    [
      'a short statementId',
      'entities',
      (statements) => void Object.assign(statements[0] as object, { statementId: 'x1' }),
      '1,statementId,x1,must have 32 to 64 characters; statement x1',
    ],
    [
      'a record of no kind',
      'entities',
      (statements) => void Object.assign(statements[6] as object, { recordType: 'trust' }),
      `1,recordType,trust,"is not allowed; allowed: entity, person, relationship; ${tan}"`,
    ],
    ['what is no statement', 'entities', (statements) => [7, ...statements], '1,,,is no statement'],
  ])('%s', async (_, source, change, fault) => {
    files.editStatements(change as (statements: Statement[]) => unknown);

    const report = await importInto(bank, files, 'bods');

    expect(files.rejected(source)[0]).toContain(fault);
    expect(report.rejected).toBeGreaterThan(0);
    expect(countsOf(report).relationship?.[3]).toBeGreaterThanOrEqual(2);
  });

  it('a file that is cut off: what stands before is taken, and it is said', async () => {
    const text = files.read('statements.json');
    files.write('statements.json', text.slice(0, text.lastIndexOf('otherInfluence')));
    const report = await importInto(bank, files, 'bods');
    expect(files.rejected('entities')).toEqual([
      expect.stringMatching(/^\d+,,,is cut off: the file ends before the statement does; nothing after it is read$/),
    ]);
    expect(countsOf(report).relationship).toEqual([6, 0, 0, 6, 0]);

    files.write('statements.json', text.slice(0, text.lastIndexOf(']')));
    await importInto(bank, files, 'bods');
    expect(files.rejected('entities')).toEqual([
      expect.stringMatching(/^\d+,,,the list of statements is not closed; was the file cut off\?$/),
    ]);
  });

  it('a broken statement in the middle', async () => {
    files.write(
      'statements.json',
      files.read('statements.json').replace('"ent-bright",\n    "recordType"', '"ent-bright"\n    "recordType"'),
    );

    await importInto(bank, files, 'bods');

    expect(files.rejected('entities')[0]).toMatch(/^\d+,,,"?is no JSON: /);
  });

  it.each([
    ['', 'it is empty'],
    ['statements follow', 'it does not begin with [ or {'],
  ])('a file that is no list: %s', async (text, reason) => {
    files.write('statements.json', text);

    await expect(importInto(bank, files, 'bods')).rejects.toThrow(
      `${files.path}/statements.json is no list of statements: ${reason}`,
    );
  });

  it('a bracket that is left open over a megabyte', async () => {
    files.write('statements.json', `[{"a": ${'[1],'.repeat(400_000)}`);

    await expect(importInto(bank, files, 'bods')).rejects.toThrow(
      `${files.path}/statements.json: the value that begins in line 1 is too long; is a bracket left open?`,
    );
  });
});

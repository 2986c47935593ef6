import { countsOf, secrets } from '../ingest/importing';
import type { OwnedBank } from '../related-parties/owned-bank';
import { Files, importInto, interchangeBank, leis, relationsOf } from './interchange-bank';

describe('relationship records of GLEIF', () => {
  let bank: OwnedBank;
  let files: Files;

  beforeAll(async () => {
    bank = await interchangeBank(['Aurelia', 'Bright', 'Cedar', 'Dunmore']);
  });
  beforeEach(() => {
    files = new Files();
  });
  afterEach(() => files.remove());
  afterAll(() => bank.close());

  it('join customers by their LEI, each record one relation from the parent', async () => {
    const report = await importInto(bank, files, 'gleif');

    expect(report.rejected).toBe(0);
    expect(await relationsOf(bank)).toEqual([
      ['Aurelia Meng', 'HEAD_OFFICE', 'Dunmore Meng', 'DIRECT', null, null, null, '2018-04-05', null],
      ['Bright Meng', 'CONSOLIDATES', 'Aurelia Meng', 'DIRECT', '62.5000', null, null, '2020-07-01', null],
      ['Cedar Meng', 'CONSOLIDATES', 'Bright Meng', 'DIRECT', null, null, null, '2015-01-01', '2022-06-30'],
      ['Cedar Meng', 'CONSOLIDATES_ULTIMATELY', 'Aurelia Meng', 'UNKNOWN', null, null, null, '2021-02-03', null],
    ]);
  });

  it('are told as related parties, and count as nobody’s ownership', async () => {
    await bank.recompute();

    const query = `{ customer(customerNumber: "Aurelia") {
      organisation { owners(lookThrough: true) { totalCount } }
      relatedParties(filter: { outgoing: { eq: false } }) {
        nodes { type label inverseLabel sharePct validFrom validTo evidence party { displayName } } } } }`;
    const child = { inverseLabel: 'DIRECT_CHILD', validTo: null };
    expect(await bank.ask('HO0001', query)).toEqual({
      customer: {
        organisation: { owners: { totalCount: 0 } },
        relatedParties: {
          nodes: [
            {
              ...child,
              type: 'CONSOLIDATES',
              label: 'DIRECT_PARENT',
              sharePct: '62.5',
              validFrom: '2020-07-01',
              evidence: 'GLEIF IS_DIRECTLY_CONSOLIDATED_BY; PUBLISHED; FULLY_CORROBORATED by ACCOUNTS_FILING',
              party: { displayName: 'Bright Meng' },
            },
            {
              ...child,
              type: 'CONSOLIDATES_ULTIMATELY',
              label: 'ULTIMATE_PARENT',
              inverseLabel: 'ULTIMATE_CHILD',
              sharePct: null,
              validFrom: '2021-02-03',
              evidence: 'GLEIF IS_ULTIMATELY_CONSOLIDATED_BY; LAPSED; FULLY_CORROBORATED by ACCOUNTS_FILING',
              party: { displayName: 'Cedar Meng' },
            },
          ],
        },
      },
    });
  });

  it('change nothing the second time, and end a relation that has become inactive', async () => {
    expect(countsOf(await importInto(bank, files, 'gleif'))).toEqual({ relationship: [4, 0, 0, 4, 0] });

    const ended = files.read('relationships.csv').replace('"LAPSED"', '"RETIRED"');
    files.write('relationships.csv', ended);
    expect(countsOf(await importInto(bank, files, 'gleif'))).toEqual({ relationship: [4, 0, 1, 3, 0] });
    const [row] = await bank.sql`select valid_to::text from party_relationship
      where type = 'CONSOLIDATES_ULTIMATELY' and outgoing`;
    expect(row?.valid_to).toBe('2026-01-15');
  });

  it('know an LEI that stands among the identifiers only, under whichever key', async () => {
    const party = bank.keys.get('Dunmore') as string;
    await bank.sql`update organisation set lei = null where customer_id = ${party}`;
    expect((await importInto(bank, files, 'gleif')).rejected).toBe(1);

    files.write(
      'statements.json',
      JSON.stringify([
        {
          statementId: '0'.repeat(32),
          declarationSubject: 'd',
          statementDate: '2026-01-01',
          recordId: 'd',
          recordType: 'entity',
          recordDetails: {
            isComponent: false,
            entityType: { type: 'legalEntity' },
            identifiers: [{ id: leis.Dunmore, scheme: 'XI-LEI' }],
          },
        },
      ]),
    );
    await bank.sql`update organisation set lei = ${leis.Dunmore} where customer_id = ${party}`;
    await importInto(bank, files, 'bods');
    await bank.sql`update organisation set lei = null where customer_id = ${party}`;

    const key = Buffer.alloc(32, 9);
    const newer = { version: 2, identifierMac: key, identifierCipher: key, contactMac: key };
    expect((await importInto(bank, files, 'gleif', [newer, secrets])).rejected).toBe(0);
  });

  const [Aurelia, Bright] = [leis.Aurelia, leis.Bright];
  it.each([
    [
      'an LEI that nobody has',
      Bright,
      '98450000ELDON0000575',
      /^2,end_node,98450000ELDON0000575,parent: no party has this LEI$/,
    ],
    [
      'wrong check digits',
      Bright,
      '98450000BRIGHT000217',
      /^2,Relationship\.EndNode\.NodeID,98450000BRIGHT000217,is no LEI: its check digits or form are wrong$/,
    ],
    [
      'another kind of node',
      '"LEI"',
      '"ISIN"',
      /^2,Relationship\.StartNode\.NodeIDType,ISIN,is not allowed; allowed: LEI$/,
    ],
    [
      'an unknown type',
      'IS_DIRECTLY_CONSOLIDATED_BY',
      'IS_LIKED_BY',
      /^2,relationship_type,IS_LIKED_BY,"is not in the map ""relationship"""$/,
    ],
    [
      'an unknown status',
      '"ACTIVE"',
      '"ASLEEP"',
      /^2,Relationship\.RelationshipStatus,ASLEEP,"is not allowed; allowed: ACTIVE, INACTIVE"$/,
    ],
    [
      'a share above 100',
      '"62.5"',
      '"162.5"',
      /^2,Relationship\.Quantifiers\.1\.QuantifierAmount,162\.5,must be a number from 0 to 100$/,
    ],
    [
      'a day that is none',
      '2020-07-01T',
      '2020-07-32T',
      /^2,Relationship\.Period\.2\.startDate,2020-07-32T00:00:00Z,is no date; written YYYY-MM-DD$/,
    ],
    [
      'an end before the beginning',
      '"2020-07-01T00:00:00Z",""',
      '"2020-07-01T00:00:00Z","2019-07-01T00:00:00Z"',
      /^2,Relationship\.Period\.2\.endDate,2019-07-01T00:00:00Z,"is not after 2020-07-01, the day on which the relationship begins"$/,
    ],
    ['a party related to itself', Bright, Aurelia, /^2,party_relationship_self_check,,/],
    ['a column too few', `"${Aurelia}",`, '', /^2,,,"has 24 columns, not 25"$/],
  ])('%s is rejected alone', async (_, before, after, fault) => {
    const [header, record, ...others] = files.read('relationships.csv').split('\n') as [string, string];
    files.write('relationships.csv', [header, record.replace(before, after), ...others].join('\n'));

    await importInto(bank, files, 'gleif');

    expect(files.rejected('relationships')).toEqual([expect.stringMatching(fault)]);
  });

  it('must have the columns of the standard', async () => {
    files.write('relationships.csv', files.read('relationships.csv').replace('Registration.LastUpdateDate', 'Updated'));

    await expect(importInto(bank, files, 'gleif')).rejects.toThrow(
      'relationships.csv:1: the header lacks: Registration.LastUpdateDate',
    );
  });
});

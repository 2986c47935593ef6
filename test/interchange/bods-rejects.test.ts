import { countsOf } from '../ingest/importing';
import type { OwnedBank } from '../related-parties/owned-bank';
import { Files, importInto, interchangeBank, leis, type Statement } from './interchange-bank';

let bank: OwnedBank;
let files: Files;

beforeAll(async () => {
  bank = await interchangeBank(['Aurelia', 'Bright']);
  files = new Files();
  await importInto(bank, files, 'bods');
  files.remove();
});
beforeEach(() => {
  files = new Files();
});
afterEach(() => files.remove());
afterAll(() => bank.close());

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
      'no day of the statement',
      'interests',
      (statements) => void delete statements[6]?.statementDate,
      `1,statementDate,,is missing; ${tan}`,
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

  it('an interest that cannot be taken does not keep back the others', async () => {
    files.editStatements(interest({ type: 'unknownInterest' }));

    const report = await importInto(bank, files, 'bods');

    expect(files.rejected('interests')).toHaveLength(1);
    expect(countsOf(report).relationship).toEqual([8, 0, 0, 7, 1]);
  });

  it('an organisation whose numbers are those of two parties of the bank', async () => {
    const bright = bank.keys.get('Bright') as string;
    await bank.sql`update organisation set uscc = '91990000MA00TEKM8K' where customer_id = ${bright}`;
    files.editStatements(([aurelia]) => {
      const code = { id: '91990000MA00TEKM8K', scheme: 'CN-USCC' };
      const details = {
        ...(aurelia as Statement).recordDetails,
        identifiers: [{ id: leis.Aurelia, scheme: 'XI-LEI' }, code],
      };
      return [{ ...aurelia, recordId: 'ent-both', recordDetails: details }];
    });

    await importInto(bank, files, 'bods');

    expect(files.rejected('entities')).toEqual(['1,record_id,bods:ent-both,party: 2 rows could be adopted']);
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

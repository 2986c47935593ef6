import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportFormat, runExport } from '../../src/interchange/export';
import type { OwnedBank } from '../related-parties/owned-bank';
import { timeZone, today } from '../support/reference/world';
import { Files, importInto, interchangeBank, leis, relationsOf, type Statement } from './interchange-bank';

const exportFrom = (bank: OwnedBank, files: Files, format: ExportFormat, day = today) => {
  const file = join(files.path, format === 'bods' ? 'statements.json' : 'relationships.csv');
  return runExport({ sql: bank.sql, format, file, today: day, timeZone });
};

describe('an export', () => {
  let bank: OwnedBank;
  let files: Files;

  beforeAll(async () => {
    bank = await interchangeBank(['Aurelia', 'Bright', 'Cedar', 'Dunmore']);
    const samples = new Files();
    await importInto(bank, samples, 'bods');
    await importInto(bank, samples, 'gleif');
    samples.remove();
    await bank.recompute();
  });
  beforeEach(() => {
    files = new Files();
  });
  afterEach(() => files.remove());
  afterAll(() => bank.close());

  const exported = async (): Promise<Statement[]> => {
    await exportFrom(bank, files, 'bods');
    return JSON.parse(files.read('statements.json'));
  };

  it('of statements, imported into an empty bank, gives the same relations', async () => {
    const run = await exportFrom(bank, files, 'bods');
    expect(Object.fromEntries(run.counts)).toEqual({ entities: 4, persons: 1, relationships: 5 });
    const empty = await interchangeBank([]);

    const report = await importInto(empty, files, 'bods');

    expect([report.rejected, files.rejected('interests')]).toEqual([0, []]);
    const isOwnership = (relation: unknown) => !/CONSOLIDATES|HEAD_OFFICE/.test((relation as string[])[1] as string);
    expect(await relationsOf(empty)).toEqual((await relationsOf(bank)).filter(isOwnership));
    const profiles = `select display_name, p.country, lei, uscc, given_name, birth_date::text, nationality from party p
      left join organisation o on o.customer_id = party_id left join individual i on i.customer_id = party_id
      where display_name is not null and display_name not like 'Cedar%' and display_name not like 'Dunmore%' order by 1`;
    expect(await empty.sql.unsafe(profiles)).toEqual(await bank.sql.unsafe(profiles));
    await empty.close();
  });

  it('of records, imported into a bank that knows the LEIs, gives the same relations', async () => {
    const run = await exportFrom(bank, files, 'gleif');
    expect(Object.fromEntries(run.counts)).toEqual({ records: 4 });
    const other = await interchangeBank(['Aurelia', 'Bright', 'Cedar', 'Dunmore']);

    const report = await importInto(other, files, 'gleif');

    expect(report.rejected).toBe(0);
    const isOfGroup = (relation: unknown) => /CONSOLIDATES|HEAD_OFFICE/.test((relation as string[])[1] as string);
    expect(await relationsOf(other)).toEqual((await relationsOf(bank)).filter(isOfGroup));
    await other.close();
  });

  it('is the same each time, and a statement has another id when it says something else', async () => {
    const before = await exported();
    expect(await exported()).toEqual(before);

    await bank.sql`update party_relationship set share_pct = 70 where share_pct = 62.5 and type = 'SHAREHOLDING'`;
    const after = await exported();
    await bank.sql`update party_relationship set share_pct = 62.5 where share_pct = 70 and type = 'SHAREHOLDING'`;

    const idOf = (statements: Statement[]) => statements.map(({ statementId }) => statementId);
    expect(idOf(after).filter((id) => !idOf(before).includes(id))).toHaveLength(1);
    expect(after.map(({ recordId }) => recordId)).toEqual(before.map(({ recordId }) => recordId));
  });

  it('states organisations by LEI and code, persons without numbers, relations with all interests', async () => {
    const statements = await exported();

    const head = { publicationDetails: { publicationDate: today, bodsVersion: '0.4', publisher: { name: 'HO' } } };
    const named = (name: string) =>
      statements.find(({ recordDetails: { name: given, names } }) =>
        [given, (names as { fullName: string }[] | undefined)?.[0]?.fullName].includes(name),
      ) as Statement;
    const [aurelia, tan] = [named('Aurelia Meng'), named('Mei Tan')];
    expect(aurelia).toEqual({
      statementId: expect.stringMatching(/^[0-9a-f]{64}$/),
      declarationSubject: aurelia.recordId,
      statementDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ...head,
      recordId: expect.stringMatching(/^pty_/),
      recordType: 'entity',
      recordStatus: 'new',
      recordDetails: {
        isComponent: false,
        entityType: { type: 'registeredEntity' },
        name: 'Aurelia Meng',
        identifiers: [{ id: leis.Aurelia, scheme: 'XI-LEI', schemeName: 'Global Legal Entity Identifier Index' }],
      },
    });
    expect(tan.recordDetails).toEqual({
      isComponent: false,
      personType: 'knownPerson',
      names: [{ type: 'legal', fullName: 'Mei Tan', givenName: 'Mei', familyName: 'Tan' }],
      nationalities: [{ name: 'China', code: 'CN' }],
      birthDate: '1990-03-07',
    });
    expect(files.read('statements.json')).not.toContain('990101');
    const between = statements.find(
      ({ recordDetails: { subject, interestedParty } }) =>
        subject === aurelia.recordId && interestedParty === tan.recordId,
    );
    expect(between).toMatchObject({ recordStatus: 'new', declarationSubject: aurelia.recordId });
    expect(between?.recordDetails.interests).toEqual([
      {
        type: 'shareholding',
        directOrIndirect: 'direct',
        beneficialOwnershipOrControl: true,
        share: { exact: 62.5, minimum: 62.5, maximum: 62.5 },
        startDate: '2019-05-01',
      },
      {
        type: 'votingRights',
        directOrIndirect: 'direct',
        share: { minimum: 50.0001, maximum: 75 },
        startDate: '2019-05-01',
      },
    ]);
  });

  it('closes a relationship all of whose interests have ended', async () => {
    const director = (statements: Statement[]) =>
      statements.find(({ recordDetails: { interests } }) => interests?.[0]?.type === 'boardMember');

    expect(director(await exported())).toMatchObject({ recordStatus: 'closed' });
    await exportFrom(bank, files, 'bods', '2026-02-28');
    expect(director(JSON.parse(files.read('statements.json')))).toMatchObject({ recordStatus: 'new' });
  });

  it('refers only to what it states, each statement under an id of its own', async () => {
    const statements = await exported();

    const parties = new Set(
      statements.filter(({ recordType }) => recordType !== 'relationship').map((s) => s.recordId),
    );
    const relations = statements.filter(({ recordType }) => recordType === 'relationship');
    for (const {
      recordDetails: { subject, interestedParty },
    } of relations) {
      expect([parties.has(subject as string), parties.has(interestedParty as string)]).toEqual([true, true]);
    }
    expect(new Set(statements.map(({ statementId }) => statementId)).size).toBe(statements.length);
  });

  it('tells what has no place in the format', async () => {
    const [p, q] = [await bank.rows.party('p'), await bank.rows.party('q')];
    await bank.rows.relationship(p, q, 'NOMINEE');
    await bank.rows.relationship(p, bank.keys.get('Cedar') as string, 'FUND_MANAGER');

    const bods = await exportFrom(bank, files, 'bods');
    const gleif = await exportFrom(bank, files, 'gleif');

    expect([...bods.left]).toEqual([['relations to a person, which BODS has none for', 1]]);
    expect([...gleif.left]).toEqual([['relations of a party without an LEI', 1]]);
  });

  it('is a file of its owner’s alone, which is there when it is complete', async () => {
    const file = join(files.path, 'absent', 'statements.json');
    const options = { sql: bank.sql, format: 'bods', today, timeZone } as const;
    await expect(runExport({ ...options, file })).rejects.toThrow(`${file} cannot be written: `);

    const whole = join(files.path, 'all.json');
    await runExport({ ...options, file: whole });
    expect(statSync(whole).mode & 0o777).toBe(0o600);
    expect(existsSync(`${whole}.part`)).toBe(false);
    expect(readFileSync(whole, 'utf8')).toMatch(/^\[\n\{.*\n\]\n$/s);
  });

  it('of a bank without relations is an empty list, or a header', async () => {
    const empty = await interchangeBank(['Aurelia']);
    await exportFrom(empty, files, 'bods');
    await exportFrom(empty, files, 'gleif');
    await empty.close();

    expect(files.read('statements.json')).toBe('[]\n');
    expect(files.read('relationships.csv')).toMatch(/^"Relationship.StartNode.NodeID",.*\n$/);
  });
});

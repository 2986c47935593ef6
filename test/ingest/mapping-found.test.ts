import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMapping } from '../../src/ingest/mapping/mapping';
import { Folder } from './importing';

const shipped = (name: string) => join(__dirname, '../../src/ingest', name);

describe('a mapping of a published file', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  /** The error of the BODS mapping with one text in the place of another, without its place. */
  const faultWith = (before: string, after: string): string => {
    const text = readFileSync(shipped('bods.mapping.yaml'), 'utf8');
    expect(text).toContain(before);
    const file = folder.write(
      'bods.yaml',
      text.replace(before, () => after),
    );
    try {
      readMapping(file);
      return 'none';
    } catch (error) {
      return (error as Error).message.replace(/^bods\.yaml:\d+:\d+: /, '');
    }
  };

  it('is accepted as it is shipped', () => {
    expect(readMapping(shipped('bods.mapping.yaml')).loads).toHaveLength(5);
    expect(readMapping(shipped('gleif.mapping.yaml')).loads).toHaveLength(1);
  });

  it.each([
    [
      'form: bods-persons',
      'form: bods-people',
      'sources.persons.form: "bods-people" is not allowed; allowed: bods-entities, bods-persons, bods-entity-identifiers, bods-person-identifiers, bods-interests, gleif-relationships',
    ],
    [
      'birth_date: date',
      'born: date',
      'sources.persons.columns.born: unknown column "born"; bods-persons has: record_id, name, given_name, family_name, birth_date, nationality, national_id',
    ],
    [
      'file: statements.json\n    form: bods-persons',
      'rows: []\n    form: bods-persons',
      'sources.persons.form: is how a "file" is read, which the source lacks',
    ],
    [
      'identified: NATIONAL_ID',
      'identified: NICKNAME',
      'loads.1.joins.by_number.identified: unknown scheme "NICKNAME"; known: NATIONAL_ID, PASSPORT, RESIDENCE_PERMIT, DRIVING_LICENCE, USCC, LEI, TAX, CUSTOMER_NUMBER, OTHER',
    ],
    [
      'value: "{national_id}"',
      'value: "{number}"',
      'loads.1.joins.by_number.value: unknown reference {number}; known here: record_id, name, given_name, family_name, birth_date, nationality, national_id',
    ],
    [
      'adopt: ["{by_number.row}"]',
      'adopt: ["{name}"]',
      'loads.1.into.person.adopt.0: must be the key of a row such as {join.row}',
    ],
    [
      'adopt: ["{by_number.row}"]',
      'adopt: ["{by_number.row}", kind]',
      'loads.1.into.person.adopt: has columns or references, not both',
    ],
    [
      'adopt: [customer_id, scheme, value]',
      'adopt: [scheme, value]',
      'loads.2.into.entity_identifier.adopt.0: rows of party_identifier are adopted by customer_id and other columns, or by what a join found',
    ],
  ])('names the fault: %s → %s', (before, after, fault) => {
    expect(faultWith(before, after)).toBe(fault);
  });
});

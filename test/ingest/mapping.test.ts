import { readMapping } from '../../src/ingest/mapping/mapping';
import { berkaMapping, Folder } from './importing';

const lines = [
  'name: bank',
  'format: { delimiter: comma, header: true, quote: none, encoding: utf-8 }',
  'constants: { currency: CZK }',
  'maps:',
  '  kind: { P: INDIVIDUAL, F: ORGANISATION }',
  'sources:',
  '  people:',
  '    file: people.csv',
  '    columns: { number: integer, kind: text, name: text, born: date }',
  'loads:',
  '  - from: people',
  '    joins:',
  '      other: { source: people, on: { number: "{number}" } }',
  '      unit: { loaded: org_unit, key: "bank:unit:{number}" }',
  '    into:',
  '      party:',
  '        entity: party',
  '        key: "bank:{number}"',
  '        fields:',
  '          kind: { value: "{kind}", map: kind }',
  '          display_name: "{name}"',
  '          country: CZ',
];

describe('a mapping is checked before a row is read', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  /** The error of the mapping with one line in the place of another. */
  const faultOf = (line: number, text: string | null, file = 'people.yaml'): string => {
    const changed = lines.flatMap((before, place) => (place + 1 === line ? (text === null ? [] : [text]) : [before]));
    try {
      readMapping(folder.write(file, changed.join('\n')));
      return 'none';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('accepts a right one, and the one that is shipped', () => {
    expect(faultOf(0, null)).toBe('none');
    expect(readMapping(berkaMapping).loads).toHaveLength(10);
  });

  const people = '"bank:{number}"';
  const cases: [string, number, string | null, string][] = [
    [
      'broken YAML',
      5,
      '  kind: { P: INDIVIDUAL',
      '6:1: Flow map in block collection must be sufficiently indented and end with a }',
    ],
    ['a missing part', 2, 'formats: {}', '1:1: "format" is missing'],
    [
      'an unknown key beside all others',
      3,
      'constant: { currency: CZK }',
      '3:1: constant: unknown key "constant"; allowed: name, time_zone, format, constants, maps, sources, loads',
    ],
    [
      'an unknown key of a target',
      18,
      `        key: ${people}\n        adapt: [kind]`,
      '19:9: loads.0.into.party.adapt: unknown key "adapt"; allowed: entity, key, repeats, adopt, fields',
    ],
    ['a missing key', 18, null, '17:9: loads.0.into.party: "key" is missing'],
    ['a key of the wrong form', 9, '    columns: [number]', '9:14: sources.people.columns: must be a map'],
    [
      'an unknown encoding',
      2,
      'format: { delimiter: comma, header: true, quote: none, encoding: ascii }',
      '2:66: format.encoding: "ascii" is not allowed; allowed: utf-8, utf-16le, iso-8859-1, iso-8859-2, windows-1250, windows-1252, gb18030',
    ],
    [
      'an unknown delimiter',
      2,
      'format: { delimiter: ",", header: true, quote: none, encoding: utf-8 }',
      '2:22: format.delimiter: "," is not allowed; allowed: tab, comma, semicolon, pipe',
    ],
    [
      'an unknown type',
      9,
      '    columns: { number: int, kind: text, name: text, born: date }',
      '9:24: sources.people.columns.number: "int" is no type; allowed: text, integer, decimal, moment, date, or date with a pattern such as DD.MM.YYYY',
    ],
    [
      'a pattern that is no day',
      9,
      '    columns: { number: integer, kind: text, name: text, born: date DD.MM.YY }',
      '9:63: sources.people.columns.born: "DD.MM.YY" is no pattern of a day; it holds YYYY, MM and DD once',
    ],
    [
      'an odd name',
      7,
      '  People!:',
      '7:3: sources.People!: is no name; a name is lower-case letters, digits and _, a letter first',
    ],
    [
      'a file outside the folder',
      8,
      '    file: ../people.csv',
      '8:11: sources.people.file: must lie in the imported folder',
    ],
    ['a source without file and rows', 8, null, '7:3: sources.people: a source has either "file" or "rows"'],
    ['an unknown source', 11, '  - from: persons', '11:11: loads.0.from: unknown source "persons"; known: people'],
    [
      'an unknown source of a join',
      13,
      '      other: { source: persons, on: { number: "{number}" } }',
      '13:24: loads.0.joins.other.source: unknown source "persons"; known: people',
    ],
    [
      'an unknown column of a join',
      13,
      '      other: { source: people, on: { nr: "{number}" } }',
      '13:38: loads.0.joins.other.on.nr: unknown column "nr"; people has: number, kind, name, born',
    ],
    [
      'half a join',
      13,
      '      other: { source: people }',
      '13:7: loads.0.joins.other: a join has either "source" and "on" (and "where"), or "loaded" and "key", or "identified" and "value"',
    ],
    [
      'an unknown entity of a join',
      14,
      '      unit: { loaded: unit, key: "bank:unit:{number}" }',
      '14:23: loads.0.joins.unit.loaded: unknown entity "unit"; known: org_unit, employee, product, party, customer, individual, organisation, party_identifier, contact_point, party_relationship, portfolio_assignment, account, account_party, transaction, balance_month, standing_order, product_holding, holding_month, credit_assessment, collateral, guarantee, interaction, root_cause, complaint, complaint_event, complaint_extension, satisfaction_survey, knowledge_article',
    ],
    [
      'a key without its source',
      14,
      '      unit: { loaded: org_unit, key: "{number}" }',
      '14:38: loads.0.joins.unit.key: a key begins with the name of its source and a colon',
    ],
    [
      'a key of another source',
      18,
      '        key: "berka:{number}"',
      '18:14: loads.0.into.party.key: a key begins with "bank:"',
    ],
    [
      'an unknown field',
      21,
      '          name: "{name}"',
      '21:11: loads.0.into.party.fields.name: unknown field "name"; party has: kind, display_name, country',
    ],
    [
      'a field that fills itself',
      21,
      '          sort_name: "{name}"',
      '21:11: loads.0.into.party.fields.sort_name: "sort_name" of party is filled by the database',
    ],
    ['a required field that is missing', 20, null, '19:9: loads.0.into.party.fields: party cannot be without: kind'],
    [
      'an unknown column',
      21,
      '          display_name: "{surname}"',
      '21:25: loads.0.into.party.fields.display_name: unknown reference {surname}; known here: number, kind, name, born',
    ],
    [
      'an unknown join',
      21,
      '          display_name: "{mother.name}"',
      '21:25: loads.0.into.party.fields.display_name: unknown join or target {mother.name}; known here: constants, other, unit',
    ],
    [
      'an unknown constant',
      22,
      '          country: "{constants.country}"',
      '22:20: loads.0.into.party.fields.country: unknown reference {constants.country}; known here: currency',
    ],
    [
      'an open brace',
      21,
      '          display_name: "{name"',
      '21:25: loads.0.into.party.fields.display_name: "{" is no reference; write {column}, {join.column} or {constants.name}',
    ],
    [
      'an unknown map',
      20,
      '          kind: { value: "{kind}", map: kinds }',
      '20:41: loads.0.into.party.fields.kind.map: unknown map "kinds"; known: kind',
    ],
    [
      'a value of a map that the column does not know',
      5,
      '  kind: { P: INDIVIDUAL, F: FIRM }',
      '5:29: maps.kind.F: "FIRM" for kind is not allowed; allowed: INDIVIDUAL, ORGANISATION',
    ],
    [
      'an empty value of a map for a required field',
      5,
      '  kind: { P: INDIVIDUAL, F: null }',
      '5:29: maps.kind.F: "" for kind must have a value',
    ],
    [
      'a constant that the column does not know',
      20,
      '          kind: PERSON',
      '20:17: loads.0.into.party.fields.kind: "PERSON" for kind is not allowed; allowed: INDIVIDUAL, ORGANISATION',
    ],
    [
      'a field of no known form',
      21,
      '          display_name: { text: "{name}" }',
      '21:25: loads.0.into.party.fields.display_name: must be a text, a number, true, false, null, { value: …, map: … } or { day: …, plus_months: … }',
    ],
    ['a name that is taken', 16, '      other:', '16:7: loads.0.into.other: the name "other" is taken in this load'],
    [
      'a name that is no source',
      1,
      'name: The Bank',
      '1:7: name: must be lower-case letters, digits and -, a letter first',
    ],
    [
      'a time zone that is none',
      1,
      'name: bank\ntime_zone: Prague',
      '2:12: time_zone: "Prague" is no time zone such as Europe/Prague',
    ],
    [
      'adoption of what is a customer’s',
      18,
      `        key: ${people}\n        adopt: [kind]`,
      '19:17: loads.0.into.party.adopt.0: rows of party are adopted by customer_id and other columns, or by what a join found',
    ],
  ];

  it.each(cases)('names %s', (_name, line, text, fault) => {
    expect(faultOf(line, text)).toBe(`people.yaml:${fault}`);
  });

  it('names a mapping that is not there', () => {
    expect(() => readMapping('/nowhere/bank.yaml')).toThrow(
      "The mapping /nowhere/bank.yaml cannot be read: ENOENT: no such file or directory, open '/nowhere/bank.yaml'",
    );
  });
});

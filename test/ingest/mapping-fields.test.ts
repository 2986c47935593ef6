import { readFileSync } from 'node:fs';
import { readMapping } from '../../src/ingest/mapping/mapping';
import { berkaMapping, Folder } from './importing';

describe('the fields of a mapping', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  /** The error of the Berka mapping with one text in the place of another, without its place. */
  const faultWith = (before: string, after: string): string => {
    const text = readFileSync(berkaMapping, 'utf8');
    expect(text).toContain(before);
    try {
      readMapping(
        folder.write(
          'berka.yaml',
          text.replace(before, () => after),
        ),
      );
      return 'none';
    } catch (error) {
      return (error as Error).message.replace(/^berka\.yaml:\d+:\d+: /, '');
    }
  };

  it.each([
    [
      'birth_date: "{birth_date}"',
      'birth_date: "{gender}"',
      'loads.3.into.individual.fields.birth_date: "birth_date" takes date, not {gender}, which is text',
    ],
    [
      'org_unit_id: "{home_unit.row}"',
      'org_unit_id: "{district_id}"',
      'loads.3.into.customer.fields.org_unit_id: "org_unit_id" takes key, not {district_id}, which is integer',
    ],
    [
      'org_unit_id: "{home_unit.row}"',
      'org_unit_id: 7',
      'loads.3.into.customer.fields.org_unit_id: "org_unit_id" takes key, not a constant',
    ],
    [
      'amount_minor: "{amount}"',
      'amount_minor: "CZK {amount}"',
      'loads.7.into.loan.fields.amount_minor: "amount_minor" takes integer or decimal, not a text',
    ],
    [
      'plus_months: "{duration_months}"',
      'plus_months: "{granted_on}"',
      'loads.7.into.loan.fields.matures_on.plus_months: plus_months takes integer, not {granted_on}, which is date',
    ],
    [
      'status: ACTIVE',
      'status: { day: "{issued_on}", plus_months: 1 }',
      'loads.8.into.card.fields.status: "status" is no date',
    ],
    [
      'opened_on: "{opened_on}"',
      'opened_on: 31.1.2015',
      'loads.4.into.account.fields.opened_on: "31.1.2015" for opened_on is no date; written YYYY-MM-DD',
    ],
    [
      '          currency: "{constants.currency}"\n          amount_minor',
      '          amount_minor',
      'loads.7.into.loan.fields.amount_minor: "amount_minor" is an amount and needs the field "currency"',
    ],
    [
      '- [loan, BRK-LOAN, Loan, LOAN]',
      '- [loan, BRK-LOAN, Loan]',
      'sources.products.rows.1: has 3 values for 4 columns',
    ],
    ['adopt: [level]', 'adopt: [parent_id]', 'loads.0.into.head_office.adopt.0: "parent_id" is not among the fields'],
  ])('must suit their columns: %s as %s', (before, after, fault) => {
    expect(faultWith(before, after)).toBe(fault);
  });
});

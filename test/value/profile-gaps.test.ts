import { parse } from 'graphql';
import { profileGapRules } from '../../src/entities/profile-gap/profile-gap.rows';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const told = 'kind rule field since subjectId customer { id }';
const document = parse(`query($orgUnit: String) {
  all: profileGaps(orgUnit: $orgUnit, first: 100) { totalCount nodes { ${told} } pageInfo { endCursor } }
  odd: profileGaps(orgUnit: $orgUnit, filter: { kind: { eq: CONTRADICTORY } }, first: 100) { totalCount nodes { ${told} } }
  oldest: profileGaps(orgUnit: $orgUnit, filter: { kind: { in: [STALE] } }, orderBy: [{ field: SINCE, direction: ASC }], first: 100) {
    totalCount nodes { ${told} } }
  customers(first: 40) { nodes { id profileGaps { totalCount nodes { ${told} } } } } }`);

interface Gap {
  readonly kind: string;
  readonly rule: string;
  readonly field: string;
  readonly since: string | null;
}

describe('gaps of profiles', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    // Every sort of contradiction stands somewhere.
    bank = await valuedBank(200, async ({ sql }) => {
      await sql`update individual set dependants = household_size + 1 where customer_id % 7 = 1`;
      await sql`update individual set marital_status = 'MARRIED', birth_date = '2008-06-17' where customer_id % 11 = 2`;
      await sql`update individual set marital_status = 'SINGLE'
        where customer_id in (select customer_id from party_relationship where type = 'SPOUSE') and customer_id % 2 = 0`;
      await sql`update individual set birth_date = '2024-02-29', marital_status = 'SINGLE' where customer_id % 13 = 3`;
      await sql`update organisation set established_on = '2026-06-01' where customer_id % 3 = 0`;
      await sql`update organisation set kind = case kind when 'CORPORATE' then 'INSTITUTION' else 'CORPORATE' end
        where customer_id % 3 = 1`;
      await sql`update party_identifier set expires_on = date '2026-06-10' + (customer_id % 14)::int where id % 2 = 0`;
      await sql`update contact_point set verified_on = date '2024-06-10' + (customer_id % 14)::int where id % 3 = 0`;
      await sql`update customer set status = 'CHURNED' where customer_id % 17 = 4`;
      await sql`
        insert into party_relationship (customer_id, other_party_id, type, valid_from)
        select customer_id, other_party_id, 'SPOUSE', '2020-01-01' from party_relationship
        where type = 'SPOUSE' and outgoing and customer_id % 3 = 0`;
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each([...['HO0001', 'BM0001', 'RM0001', 'CO0001', 'CH0001', 'MK0001', 'TL0001', 'TX0003', 'TX0010', 'TX0013']])(
    '%s is told those of the customers whose profile he reads in full, as a recount finds them',
    async (staffNumber) => {
      for (const orgUnit of [null, 'B001'])
        expect(await bank.compare({ document, variables: { orgUnit }, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test.each(['AU0001', 'SA0001', 'TX0001'])(
    '%s, who reads no profile in full, is told of none, and may not choose among them',
    async (staffNumber) => {
      const unchosen = parse(
        `{ profileGaps { totalCount nodes { ${told} } } customers { nodes { profileGaps { totalCount } } } }`,
      );

      expect(await bank.compare({ document: unchosen, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
      expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'refused' });
    },
  );

  test('the bank has gaps by every rule', async () => {
    const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' });

    const { all, odd } = data as { all: { nodes: Gap[] }; odd: { nodes: Gap[] } };
    const rules = new Set([...all.nodes, ...odd.nodes].map(({ rule }) => rule));
    expect([...rules].sort()).toEqual([...profileGapRules].sort());
  });
});

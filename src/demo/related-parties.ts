import { knownSince } from './customers';
import { familyName, fullName, givenName } from './names';
import type { Statement, Step } from './statement';
import { chineseBrands, chineseTrades, latinBrands, latinTrades } from './words/companies';
import { latinCountries } from './words/latin-names';

/**
 * People and companies who are no customers, in four places beside each customer. Place 1: a relative of a person, or a
 * company's officer; 2: its other shareholder; 3: its senior manager; 4: its supplier, a company.
 */
export const relatedDraft = `
  create temporary table demo_related (
    id bigint primary key, anchor bigint, slot int, chinese boolean, female boolean, family_name text, given_name text,
    name text, birth_date date, onboarded_on date
  ) on commit drop`;

/** Kind, mask and place of every party of a slice, whom its customers can stand to. */
export const partyDraft = `
  create temporary table demo_party (id bigint primary key, kind text, masked text, scope_key int) on commit drop`;

const writePartyDraft = () => `
  insert into demo_party
  select id, case kind when 'INDIVIDUAL' then kind else 'ORGANISATION' end, mask_name(name), scope_key from demo_customer
  union all
  select id, case when slot < 4 then 'INDIVIDUAL' else 'ORGANISATION' end, mask_name(name), null from demo_related`;

/** The key of the party in a place beside a customer; all lie above the customers' own keys. */
export const relatedKey = (statement: Statement, anchor: string, slot: number | string) =>
  `(${statement.customers} + (${anchor} - 1) * 4 + ${slot})`;

export const hasRelative = (statement: Statement) => `(id <= 20 or ${statement.chance('id', 'relative', 10)})`;
export const hasSupplier = (statement: Statement) => `(id <= 100 or ${statement.chance('id', 'supplier', 30)})`;

const writeDraft = (statement: Statement) => `
  insert into demo_related
  select id, anchor, slot, chinese, female, family_name, given_name,
    case when slot < 4 then ${fullName}
      when chinese then ${statement.pick(chineseBrands, 'id', 'brand')} || ${statement.pick(chineseTrades, 'id', 'trade')} || '有限公司'
      else ${statement.pick(latinBrands, 'id', 'brand')} || ' ' || ${statement.pick(latinTrades, 'id', 'trade')} || ' Ltd' end,
    ${statement.today} - 9000 - ${statement.roll('id', 'age', 18000)}::int, onboarded_on
  from (
    select *, ${familyName(statement, 'id')} as family_name, ${givenName(statement)} as given_name
    from (
      select ${relatedKey(statement, 'c.id', 'slot')} as id, c.id as anchor, slot, c.chinese, c.onboarded_on,
        ${statement.chance(relatedKey(statement, 'c.id', 'slot'), 'female', 50)} as female
      from (select *, ${hasRelative(statement)} as relative, ${hasSupplier(statement)} as supplier from demo_customer) as c
      cross join generate_series(1, 4) as slot
      where case when c.kind = 'INDIVIDUAL' then slot = 1 and relative
        when slot = 4 then c.kind = 'CORPORATE' and supplier else true end
      offset 0
    ) as who offset 0
  ) as named
  order by id`;

const writeParties = (statement: Statement) => `
  insert into party (party_id, kind, display_name, country, recorded_at, updated_at)
  select id, case when slot < 4 then 'INDIVIDUAL' else 'ORGANISATION' end, name,
    case when chinese then 'CN' else ${statement.pick(latinCountries, 'id', 'country')} end,
    ${knownSince(statement)}, ${statement.midnight}
  from demo_related order by id`;

const writeIndividuals = (statement: Statement) => `
  insert into individual (customer_id, given_name, family_name, sex, birth_date)
  select id, given_name, family_name, case when female then 'FEMALE' else 'MALE' end,
    case when ${statement.chance('id', 'knows birth date', 40)} then birth_date end
  from demo_related where slot < 4 order by id`;

const writeOrganisations = () => `
  insert into organisation (customer_id, kind, legal_name)
  select id, 'CORPORATE', name from demo_related where slot = 4 order by id`;

export const relatedParties: readonly Step[] = [
  { table: 'demo_related', write: writeDraft },
  { table: 'demo_party', write: writePartyDraft },
  { table: 'party', write: writeParties },
  { table: 'individual', write: writeIndividuals },
  { table: 'organisation', write: writeOrganisations },
];

import { type SQL, sql } from 'drizzle-orm';
import { wholeNumber } from '../../database/parameters';
import { validOn } from '../../graph/declare/entity';
import type { EdgeInputs, SourceJoin } from '../../graph/declare/join';
import { missing } from '../ledger/missing';
import { inUnit } from '../org-unit/of-unit';
import type { profileGapRules } from './profile-gap.rows';
import { readProfileGapRules } from './profile-gap.rules';

const { staleAfterDays, leastAgeMarried } = readProfileGapRules();

/** How many spouses of the customer `c` are known today. */
const spouses = (inputs: EdgeInputs) => sql`(
  select count(distinct r.other_party_id) from party_relationship as r
  where r.customer_id = c.customer_id and r.type = 'SPOUSE' and ${validOn(inputs.day(), sql`r.valid_from`, sql`r.valid_to`)})`;

/** What cannot be true of the customer `c` together: the field that is told, and when it is so. */
const contradictions = (
  inputs: EdgeInputs,
): Partial<Record<(typeof profileGapRules)[number], readonly [field: string, holds: SQL]>> => ({
  MARRIED_TOO_YOUNG: [
    'maritalStatus',
    sql`i.marital_status <> 'SINGLE' and extract(year from age(${inputs.day()}, i.birth_date)) < ${wholeNumber(leastAgeMarried)}`,
  ],
  SINGLE_WITH_SPOUSE: ['maritalStatus', sql`i.marital_status = 'SINGLE' and ${spouses(inputs)} > 0`],
  TWO_SPOUSES: ['relatedParties', sql`${spouses(inputs)} > 1`],
  DEPENDANTS_OVER_HOUSEHOLD: ['dependants', sql`i.dependants > i.household_size`],
  BORN_AFTER_JOINING: ['birthDate', sql`i.birth_date > c.onboarded_on`],
  FOUNDED_AFTER_JOINING: ['establishedOn', sql`o.established_on > c.onboarded_on`],
  KIND_OF_ORGANISATION: ['kind', sql`o.kind <> c.kind`],
});

const contradictory = (inputs: EdgeInputs): SQL =>
  sql.join(
    Object.entries(contradictions(inputs)).map(
      ([rule, [field, holds]]) => sql`(${sql.raw(`'${rule}', '${field}'`)}, ${holds})`,
    ),
    sql`, `,
  );

const ages = sql.raw(
  Object.entries(staleAfterDays.values)
    .map(([field, days]) => `('${field}', ${days})`)
    .join(', '),
);

/** Everything amiss with the customer `c`, whose profile is `i` or `o`. */
function found(inputs: EdgeInputs): SQL {
  const dayOf = (moment: SQL) => sql`(${moment} at time zone ${inputs.viewer('timeZone')})::date`;
  const oldFrom = sql`coalesce(p.verified_on, ${dayOf(sql`p.recorded_at`)}) + ${wholeNumber(staleAfterDays.contactPoint)}`;
  return sql`
    select 'MISSING' as kind, 'ASKED' as rule, asked.field, null::date as since, null as subject_id
    from unnest(${missing}) as asked (field)
    union all
    select 'STALE', 'CONTACT_POINT_OLD', 'contactPoints', ${oldFrom}, p.public_id
    from contact_point as p where p.customer_id = c.customer_id and ${oldFrom} <= ${inputs.day()}
    union all
    select 'STALE', 'IDENTIFIER_EXPIRED', 'identifiers', p.expires_on + 1, p.public_id
    from party_identifier as p where p.customer_id = c.customer_id and p.expires_on < ${inputs.day()}
    union all
    select 'STALE', 'VALUE_OLD', given.field, ${dayOf(sql`max(given.at)`)} + age.days, null
    from profile_value as given join (values ${ages}) as age (field, days) on age.field = given.field
    where given.customer_id = c.customer_id group by given.field, age.days
    having ${dayOf(sql`max(given.at)`)} + age.days <= ${inputs.day()}
    union all
    select 'CONTRADICTORY', x.rule, x.field, null, null from (values ${contradictory(inputs)}) as x (rule, field, holds)
    where x.holds`;
}

/** Rows of `profile_gap` of the customers `c` of whom a condition holds and whom the bank serves or wants to. */
const gaps = (inputs: EdgeInputs, of: SQL): SQL => sql`
  select c.customer_id, c.scope_key, c.sort_name, gap.*, (c.customer_id || '.' || lpad(gap.number::text, 4, '0')) collate "C" as place
  from customer as c left join individual as i on i.customer_id = c.customer_id
    left join organisation as o on o.customer_id = c.customer_id
    cross join lateral (
      select found.*, row_number() over (
        order by found.kind collate "C", found.rule collate "C", found.field collate "C", found.subject_id collate "C") as number
      from (${found(inputs)}) as found
    ) as gap
  where c.status in ('PROSPECT', 'ONBOARDED', 'DORMANT', 'WON_BACK') and ${of}`;

export const gapsOf = ({ parent, inputs }: SourceJoin): SQL => gaps(inputs, sql`c.customer_id = ${parent.customerId}`);

export const gapsInUnit = ({ inputs }: SourceJoin): SQL => gaps(inputs, inUnit(inputs, sql`c.scope_key`));

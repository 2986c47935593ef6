import { type SQL, sql } from 'drizzle-orm';
import { validOn } from '../../graph/declare/entity';
import type { EdgeInputs, SourceJoin } from '../../graph/declare/join';
import { openComplaints as waiting } from '../complaint/complaint.table';
import { heldOn, lastInteraction } from '../portrait/portrait.source';
import { readLedgerRules } from './ledger.rules';
import { asked, missing } from './missing';

/** From a day to the next return of another day of the year; one of 29 February is kept on the 28th in other years. */
const daysToReturn = (day: SQL, of: SQL): SQL => {
  const inYears = (years: SQL) => sql`(${of} + make_interval(years => ${years}))::date`;
  const passed = sql`extract(year from age(${day}, ${of}))::int`;
  // An age on 28 February is not yet told of who was born on the 29th.
  return sql`(select min(next.day - ${day}) from (values (${inYears(passed)}), (${inYears(sql`${passed} + 1`)})) as next (day)
    where next.day >= ${day})`;
};

const lastContactAt = sql`(select max(x.at) from interaction as x where x.customer_id = c.customer_id)`;

const openComplaints = sql`(
  select count(*)::int from complaint as k
  where k.customer_id = c.customer_id and k.status in (${sql.raw(waiting.map((status) => `'${status}'`).join())}))`;

const rules = readLedgerRules();

const revisitDays = sql.raw(
  `case coalesce(c.tier, 'STANDARD') ${Object.entries(rules.revisitDays)
    .map(([tier, days]) => `when '${tier}' then ${days}`)
    .join(' ')} end`,
);

/** Rows of `ledger_entry` of the customers `c` of whom a condition holds. */
const entries = (inputs: EdgeInputs, of: SQL): SQL => sql`
  select told.*, told.asked_days - coalesce(told.days_since_contact, ${inputs.day()} - told.onboarded_on) as days_to_revisit,
    100 * (told.asked - cardinality(told.missing)) / told.asked as completeness
  from (${known(inputs, of)}) as told`;

const known = (inputs: EdgeInputs, of: SQL): SQL => sql`
  select ${revisitDays} as asked_days, c.onboarded_on,
    ${asked} as asked, ${missing} as missing,
    c.customer_id, c.scope_key, c.sort_name, i.birth_date, i.household_size, i.hobbies, i.income_band,
    ${daysToReturn(inputs.day(), sql`i.birth_date`)} as days_to_birthday,
    (
      select count(*)::int from party_relationship as r
      where r.customer_id = c.customer_id and r.label = 'CHILD' and ${validOn(inputs.day(), sql`r.valid_from`, sql`r.valid_to`)}
    ) as children,
    ${lastInteraction} as last_interaction_id,
    ${inputs.day()} - (${lastContactAt} at time zone ${inputs.viewer('timeZone')})::date as days_since_contact,
    (
      select min(h.matures_on) - ${inputs.day()} from product_holding as h
      where ${heldOn(inputs.day())} and h.matures_on >= ${inputs.day()}
    ) as days_to_maturity,
    ${openComplaints} as open_complaints
  from customer as c left join individual as i on i.customer_id = c.customer_id
    left join organisation as o on o.customer_id = c.customer_id
  where ${of}`;

export const entryOf = ({ parent, inputs }: SourceJoin): SQL =>
  entries(inputs, sql`c.customer_id = ${parent.customerId}`);

/** The customers assigned to the reader today, in whatever part. */
export const entriesOfPortfolio = ({ inputs }: SourceJoin): SQL =>
  entries(
    inputs,
    sql`c.customer_id in (
      select a.customer_id from portfolio_assignment as a where a.employee_id = ${inputs.viewer('employeeId')}
        and ${validOn(inputs.viewer('today'), sql`a.valid_from`, sql`a.valid_to`)})`,
  );

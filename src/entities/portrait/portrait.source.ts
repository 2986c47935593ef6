import { type SQL, sql } from 'drizzle-orm';
import type { EdgeInputs, SourceJoin } from '../../graph/declare/join';
import { ageBand } from '../analysis/bands';
import { lastRun } from '../measure/measure-run';

/** The contacts with customer `c` of the last 365 days, the bank's today among them. */
const contactsOfYear = (inputs: EdgeInputs): SQL => sql`
  interaction as x where x.customer_id = c.customer_id
    and x.at >= (${inputs.day()} - 364)::timestamp at time zone ${inputs.viewer('timeZone')}`;

/** What is in force of holdings `h` of customer `c`. */
export const heldOn = (day: SQL): SQL => sql`h.customer_id = c.customer_id and h.status in ('ACTIVE', 'DEFAULTED')
  and h.opened_on <= ${day} and (h.closed_on is null or h.closed_on > ${day})`;

export const lastInteraction = sql`(
  select x.id from interaction as x where x.customer_id = c.customer_id order by x.at desc, x.id desc limit 1)`;

/** How many campaigns an interest is told by, the most frequent ones. */
const mostCampaigns = 5;

/** The one row of `customer_portrait` of the parent's customer; what is not selected of it is not looked up. */
export const portraitOf = ({ parent, inputs }: SourceJoin): SQL => sql`
  select c.customer_id, c.scope_key, c.preferred_channel, c.tier, ${ageBand(inputs.day(), sql`i.birth_date`)} as age_band,
    i.sex, i.marital_status, i.region, i.nationality, i.education, i.occupation, i.income_band, i.investment_experience,
    i.risk_appetite, i.hobbies, o.industry, o.ownership_nature, o.scale, o.employees, o.credit_grade,
    (select count(*)::int from ${contactsOfYear(inputs)}) as contacts_a_year,
    array(
      select x.channel from ${contactsOfYear(inputs)} group by x.channel order by count(*) desc, x.channel collate "C"
    ) as channels,
    ${lastInteraction} as last_interaction_id,
    array(
      select p.category from product_holding as h join product as p on p.id = h.product_id where ${heldOn(inputs.day())}
      group by p.category order by p.category collate "C"
    ) as categories,
    array(
      select x.campaign from interaction as x where x.customer_id = c.customer_id and x.campaign is not null
      group by x.campaign order by count(*) desc, x.campaign collate "C" limit ${sql.raw(String(mostCampaigns))}
    ) as campaigns,
    m.as_of, m.currency, m.transactions_a_month, m.recency_score, m.frequency_score, m.rfm_segment, m.value_tier,
    m.customer_class, m.class_rule, m.aum_minor, m.contribution_minor, m.lifetime_value_minor, m.growth_value_minor,
    m.potential_value_minor, m.loyalty, m.satisfaction_csat as satisfaction, m.risk_degree, m.churn_score, m.churn_reasons
  from customer as c
  left join individual as i on i.customer_id = c.customer_id
  left join organisation as o on o.customer_id = c.customer_id
  left join customer_measure as m on m.customer_id = c.customer_id and m.as_of = ${lastRun(inputs.day())}
  where c.customer_id = ${parent.customerId}`;

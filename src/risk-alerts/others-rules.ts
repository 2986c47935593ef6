import { holdsOn } from '../database/work';
import { fiveClasses } from '../entities/account/account.table';
import { downgraded, ownedAccounts } from './own-rules';
import { type AlertRun, links, type Rule } from './run';

/** SQL for who has promised to pay for whom: guarantees, and relations of that kind. */
const guarantors = ({ session, asOf }: AlertRun) => session`
  select customer_id as debtor, guarantor_party_id as guarantor from guarantee where ${holdsOn(session, asOf)}
  union
  select customer_id, other_party_id from party_relationship
  where type = 'GUARANTEES' and not outgoing and ${holdsOn(session, asOf)}`;

/** SQL for the customers who are behind with anything they own, and how far at the worst. */
const distressed = (run: AlertRun) => run.session`
  select customer_id, max(past_due)::float8 as past_due, max(class)::float8 as class
  from (${ownedAccounts(run, run.session`a.days_past_due > 0 or a.five_class <> ${fiveClasses[0]}`)}) as owned
  group by customer_id`;

/**
 * Rules over other parties. What is found of them is kept neither by figure nor by number: whoever may not see them
 * learns that there is a reason to look, and not what it is or whose.
 */
export const othersRules = {
  GUARANTOR_DETERIORATION: (run: AlertRun): Rule => ({
    figures: run.rules.GUARANTOR_DETERIORATION.figures,
    isOwn: false,
    found: run.session`
      select g.debtor as customer_id, 0 as subject, f.figure, f.value, ${links(run, { cause: 'f.customer_id' })}
      from (${guarantors(run)}) as g
      join (
        select customer_id, 'DAYS_PAST_DUE' as figure, past_due as value from (${distressed(run)}) as behind
        union all select customer_id, 'GRADE_STEPS', steps::float8 from (${downgraded(run)}) as graded
      ) as f on f.customer_id = g.guarantor`,
  }),
  CROSS_DEFAULT: (run: AlertRun): Rule => ({
    figures: run.rules.CROSS_DEFAULT.figures,
    isOwn: false,
    found: run.session`
      select t.customer_id, 0 as subject, f.figure, f.value, ${links(run, { cause: 't.other' })}
      from (
        select own.customer_id, other.customer_id as other
        from party_group own join party_group other on other.id = own.id and other.customer_id <> own.customer_id
        where own.kind = 'CONNECTED_CLIENTS' and own.as_of_end is null and other.as_of_end is null
        union select guarantor, debtor from (${guarantors(run)}) as g
      ) as t
      join (${distressed(run)}) as d on d.customer_id = t.other
      cross join lateral (values ('DAYS_PAST_DUE', d.past_due), ('FIVE_CLASS', d.class)) as f (figure, value)`,
  }),
  CONCENTRATION: (run: AlertRun): Rule => ({
    figures: run.rules.CONCENTRATION.figures,
    isOwn: false,
    found: run.session`
      select g.customer_id, g.id as subject, 'EXPOSURE_TO_TIER1' as figure,
        (sum(p.exposure_minor) over (partition by g.id))::float8 / nullif(g.tier1_minor, 0) as value,
        ${links(run, { group: 'g.id' })}
      from party_group g join customer_position p on p.customer_id = g.customer_id
      where g.kind = 'CONNECTED_CLIENTS' and g.as_of_end is null and p.as_of_end is null`,
  }),
} as const;

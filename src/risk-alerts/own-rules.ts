import { holdsOn } from '../database/work';
import { fiveClasses } from '../entities/account/account.table';
import { alertLevels } from '../entities/risk-alert/risk-alert.table';
import { type AlertRun, links, type Part, type Rule } from './run';

/**
 * SQL for the accounts that customers own on the day, with what is owed on them in the base currency: those of which
 * `counts` is true, which reads `party_account r`, `account a` and `product p`.
 */
export const ownedAccounts = ({ session, asOf, rules }: AlertRun, counts: Part = session`true`): Part => session`
  select r.customer_id, a.customer_id as keeper, a.id, p.category, r.share_pct::float8 / 100 * w.factor::float8 as share,
    greatest(case when p.category in ('LOAN', 'CARD') then 1 else -1 end * a.current_balance_minor, 0)::float8 as owed,
    coalesce(a.limit_minor, 0)::float8 as most, coalesce(a.days_past_due, 0) as past_due,
    coalesce(array_position(${[...fiveClasses]}::text[], a.five_class), 1) as class
  from party_account r
  join account a on a.customer_id = r.account_customer_id and a.id = r.account_id and a.status <> 'CLOSED'
  join product p on p.id = a.product_id
  left join rates_into(${rules.baseCurrency}, ${asOf}) w on w.currency = a.currency
  where r.share_pct is not null and ${holdsOn(session, asOf, 'r')} and (${counts}) offset 0`;

/** SQL for customers whose grade is lower than the one before, and by how many steps. */
export const downgraded = ({ session, asOf, rules }: AlertRun): Part => session`
  select customer_id, id, place - before as steps
  from (
    select customer_id, id, valid_from, valid_to, array_position(${rules.grades}::text[], credit_grade) as place,
      lag(array_position(${rules.grades}::text[], credit_grade)) over (partition by customer_id order by valid_from, id) as before,
      row_number() over (partition by customer_id order by valid_from desc, id desc) as turn
    from credit_assessment where valid_from <= ${asOf}
  ) as assessed
  where turn = 1 and place > before and (valid_to is null or valid_to > ${asOf})
    and valid_from > ${asOf}::date - ${rules.GRADE_DOWNGRADE.days}::int`;

/** Rules over what the customer has, owes and is. */
export const ownRules = {
  OVER_INDEBTEDNESS: (run: AlertRun): Rule => {
    const { session, asOf, rules } = run;
    const { figures } = rules.OVER_INDEBTEDNESS;
    const values: Readonly<Record<keyof typeof figures, Part>> = {
      DEBT_TO_INCOME: session`s.debt / nullif(i.annual_income_minor * w.factor::float8, 0)`,
      DEBT_TO_ASSETS: session`o.total_liabilities_minor::float8 / nullif(o.total_assets_minor, 0)`,
      UTILISATION: session`s.drawn / nullif(s.most, 0)`,
      LENDING_PRODUCTS: session`s.lending`,
    };
    const named = Object.entries(values) as [keyof typeof figures, Part][];
    return {
      figures,
      isOwn: true,
      found: session`
        select s.customer_id, 0 as subject, f.figure, f.value, ${links(run)}
        from (
          select customer_id, sum(share * owed) filter (where category in ('LOAN', 'CARD')) as debt,
            count(*) filter (where category in ('LOAN', 'CARD'))::float8 as lending,
            sum(share * owed) filter (where category <> 'LOAN' and most > 0) as drawn,
            sum(share * most) filter (where category <> 'LOAN') as most
          from (
            select customer_id, category, share, owed, most
            from (${ownedAccounts(run, session`p.category in ('LOAN', 'CARD') or a.limit_minor > 0`)}) as lent
            -- Organisations are told of by what they owe in all, whatever accounts they own.
            union all select customer_id, null, 0, 0, 0
            from (${ownedAccounts(run, session`exists (select from organisation where organisation.customer_id = r.customer_id)`)}) as kept
          ) as owned
          group by customer_id
        ) as s
        left join individual i on i.customer_id = s.customer_id
        left join rates_into(${rules.baseCurrency}, ${asOf}) w on w.currency = i.currency
        left join organisation o on o.customer_id = s.customer_id
        cross join lateral (values ${named.map(([name, value], at) => session`${at > 0 ? session`,` : session``} (${name}, ${value})`)}) as f (figure, value)
        -- Of most customers no figure reaches any level.
        where false ${named.map(([name, value]) => session`or ${value} >= ${figures[name][0]}::float8`)}`,
    };
  },
  PAST_DUE: (run: AlertRun): Rule => ({
    figures: run.rules.PAST_DUE.figures,
    isOwn: true,
    found: run.session`
      select customer_id, id as subject, 'DAYS_PAST_DUE' as figure, past_due::float8 as value,
        ${links(run, { account: ['keeper', 'id'] })}
      from (${ownedAccounts(run, run.session`a.days_past_due > 0`)}) as owned`,
  }),
  GRADE_DOWNGRADE: (run: AlertRun): Rule => ({
    figures: run.rules.GRADE_DOWNGRADE.figures,
    isOwn: true,
    found: run.session`
      select customer_id, 0 as subject, 'GRADE_STEPS' as figure, steps::float8 as value, ${links(run, { assessment: 'id' })}
      from (${downgraded(run)}) as graded`,
  }),
  COLLATERAL_DETERIORATION: (run: AlertRun): Rule => ({
    figures: run.rules.COLLATERAL_DETERIORATION.figures,
    isOwn: true,
    found: run.session`
      select a.customer_id, a.id as subject, 'LOAN_TO_VALUE' as figure,
        a.current_balance_minor * wa.factor::float8 / nullif(sum(c.value_minor * wc.factor::float8), 0) as value,
        ${links(run, { account: ['a.customer_id', 'a.id'] })}
      from collateral c
      join account a on a.customer_id = c.customer_id and a.id = c.account_id and a.status <> 'CLOSED'
      join rates_into(${run.rules.baseCurrency}, ${run.asOf}) wc on wc.currency = c.currency
      join rates_into(${run.rules.baseCurrency}, ${run.asOf}) wa on wa.currency = a.currency
      where ${holdsOn(run.session, run.asOf, 'c')}
      group by a.customer_id, a.id, a.current_balance_minor, wa.factor`,
  }),
  CONTROLLER_CHANGE: (run: AlertRun): Rule => {
    const { session, asOf, rules } = run;
    const { relations, days, sharePct } = rules.CONTROLLER_CHANGE;
    const named = Object.entries(relations);
    const isControl = (row: string) => session`
      ${session(`${row}.directness`)} <> 'INDIRECT' and not ${session(`${row}.outgoing`)}
        and (${session(`${row}.type`)} not in ('SHAREHOLDING', 'VOTING_RIGHTS')
          or coalesce(${session(`${row}.share_pct`)}, ${session(`${row}.share_min`)}, 0) > ${sharePct}::float8)`;
    return {
      // Not told: the relation itself says more.
      figures: { CONTROL: [1, 2, 3] },
      isOwn: false,
      found: session`
        select r.customer_id, r.id as subject, 'CONTROL' as figure, n.rank::float8 as value,
          ${links(run, { relationship: 'r.id' })}
        from party_relationship r
        join unnest(${named.map(([type]) => type)}::text[],
          ${named.map(([, level]) => 1 + alertLevels.indexOf(level))}::int[]) as n (type, rank) on n.type = r.type
        join customer c on c.customer_id = r.customer_id and c.kind <> 'INDIVIDUAL' and c.onboarded_on < r.valid_from
        where ${isControl('r')} and ${holdsOn(session, asOf, 'r')} and r.valid_from > ${asOf}::date - ${days}::int
          and not exists (
            select from party_relationship e
            where e.customer_id = r.customer_id and e.other_party_id = r.other_party_id and e.type = r.type
              and e.valid_from < r.valid_from and (e.valid_to is null or e.valid_to >= r.valid_from) and ${isControl('e')})`,
    };
  },
} as const;

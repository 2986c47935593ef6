import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import type { EdgeInputs } from '../../graph/declare/join';
import { account, fiveClasses } from '../account/account.table';
import { partyAccount } from '../account/account-party.table';
import { lastRun } from '../measure/measure-run';
import { readMeasureRules } from '../measure/measures.rules';

/** Which of the five classes are non-performing 不良. */
const nonPerforming = fiveClasses.indexOf('SUBSTANDARD') + 1;
const classOf = sql.raw(`coalesce(array_position('{${fiveClasses}}'::text[], a.five_class), 1)`);
const isLast = sql`m.as_of = ${lastRun()}`;
const base = textLiteral(readMeasureRules().baseCurrency);

/** What is told of the loans and cards of groups: sums of what a customer `k` has. */
export const creditFigures = [
  'credit_accounts',
  'overdue_accounts',
  'owed_minor',
  'overdue_minor',
  'non_performing_minor',
];

/**
 * How each customer `m` stands as a borrower by the loans and cards he owns today, `k`: accounts, what he owes in the month of
 * the measures by his share, and the worst of their classes. Nothing on an earlier day than the last worked out, for what was
 * overdue then is not kept. PostgreSQL leaves it out where nothing of it is asked for.
 */
export const creditStanding = (inputs: EdgeInputs): SQL => sql`
  left join lateral (
    select count(*) as credit_accounts, count(*) filter (where is_overdue) as overdue_accounts,
      coalesce(round(sum(amount)), 0) as owed_minor,
      coalesce(round(sum(amount) filter (where is_overdue)), 0) as overdue_minor,
      coalesce(round(sum(amount) filter (where class >= ${sql.raw(String(nonPerforming))})), 0) as non_performing_minor,
      ('{${sql.raw(fiveClasses.join())}}'::text[])[max(class)] as five_class
    from (
      select coalesce(a.days_past_due, 0) > 0 as is_overdue, ${classOf} as class,
        greatest(b.closing_balance_minor, 0) * r.share_pct / 100 * w.factor as amount
      from ${inputs.rows(partyAccount, 'r')}
      join ${inputs.rows(account, 'a')} on a.customer_id = r.account_customer_id and a.id = r.account_id
      join product as p on p.id = a.product_id and p.category in ('LOAN', 'CARD')
      left join balance_month as b on b.customer_id = a.customer_id and b.account_id = a.id
        and b.month = date_trunc('month', m.as_of::timestamp)::date
      left join (select currency, factor from rates_into(${base}, ${lastRun()})) as w on w.currency = a.currency
      where r.customer_id = m.customer_id and ${isLast} and a.status <> 'CLOSED' and r.share_pct is not null
        and r.valid_from <= ${inputs.viewer('today')} and (r.valid_to is null or r.valid_to > ${inputs.viewer('today')})
    ) as each having ${isLast}
  ) as k on true`;

import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { validOn } from '../../graph/declare/entity';
import type { EdgeInputs, SourceJoin } from '../../graph/declare/join';
import { heldOn } from '../portrait/portrait.source';
import { assetClasses } from './allocation.rows';
import { readAllocationRules } from './allocation.rules';

const rules = readAllocationRules();

const literal = (value: string | number): SQL =>
  typeof value === 'string' ? textLiteral(value) : sql.raw(String(value));
const list = (rows: readonly (readonly (string | number)[])[]): SQL =>
  sql.join(
    rows.map((row) => sql`(${sql.join(row.map(literal), sql`, `)})`),
    sql`, `,
  );

const currency = sql`${textLiteral(rules.baseCurrency)}::char(3)`;
const classes = list(assetClasses.map((name, at) => [at + 1, name]));
/** The parts of each appetite, with what they and those before them add to. */
const targets = list(
  Object.entries(rules.targets).flatMap(([appetite, parts]) => {
    let upto = 0;
    return assetClasses.map((name) => {
      upto += parts[name];
      return [appetite, name, parts[name], upto];
    });
  }),
);

/**
 * What customer `c` has, a row for each account and holding, in minor units of the base currency; null without a rate. An
 * account is dealt to its owners by their shares, each taking what lies between the rounded sums before and after him.
 */
const assets = (inputs: EdgeInputs): SQL => {
  const day = inputs.day();
  const worth = sql`rates_into(${textLiteral(rules.baseCurrency)}, ${day}) as w`;
  const isAsset = sql.raw(`p.category in (${assetClasses.map((name) => `'${name}'`).join(', ')})`);
  return sql`
    select p.category, round(b.minor * s.upto / 100) - round(b.minor * (s.upto - s.share_pct) / 100) as minor
    from (
      select distinct r.account_customer_id, r.account_id from party_account as r
      where r.customer_id = c.customer_id and r.share_pct is not null and ${validOn(day, sql`r.valid_from`, sql`r.valid_to`)}
    ) as o
    join account as a on a.customer_id = o.account_customer_id and a.id = o.account_id and a.status <> 'CLOSED'
    join product as p on p.id = a.product_id and ${isAsset}
    left join ${worth} on w.currency = a.currency
    cross join lateral (select round(greatest(coalesce(a.current_balance_minor, 0), 0) * w.factor) as minor) as b
    join lateral (
      select r.party_id, r.share_pct, sum(r.share_pct) over (order by r.party_id, r.id) as upto from account_party as r
      where r.customer_id = a.customer_id and r.account_id = a.id and r.share_pct is not null
        and ${validOn(day, sql`r.valid_from`, sql`r.valid_to`)}
    ) as s on s.party_id = c.customer_id
    union all
    select p.category, round(v.minor * w.factor)
    from product_holding as h
    join product as p on p.id = h.product_id and ${isAsset} and p.category <> 'DEPOSIT'
    left join account as a on a.customer_id = h.customer_id and a.id = h.account_id
    left join ${worth} on w.currency = h.currency
    cross join lateral (
      select coalesce((
        select m.value_minor from holding_month as m
        where m.customer_id = h.customer_id and m.holding_id = h.id and m.month <= ${day} and m.currency = h.currency
        order by m.month desc limit 1
      ), h.amount_minor) as minor
    ) as v
    -- The holding of an account's own product is that account.
    where ${heldOn(day)} and v.minor is not null and a.product_id is distinct from h.product_id`;
};

/** The one row of `allocation_proposal` of the parent's customer. */
export const proposalOf = ({ parent, inputs }: SourceJoin): SQL => sql`
  select c.customer_id, c.scope_key, ${currency} as currency, ${textLiteral(rules.version)} as rules_version, i.risk_appetite,
    case when i.risk_appetite is null then 'NO_APPETITE' when had.total_minor = 0 then 'NOTHING_HELD' end as reason, had.*
  from customer as c
  left join individual as i on i.customer_id = c.customer_id
  cross join lateral (
    select coalesce(sum(h.minor), 0)::bigint as total_minor, (count(*) filter (where h.minor is null))::int as without_rate
    from (${assets(inputs)}) as h
  ) as had
  where c.customer_id = ${parent.customerId}`;

/** Its rows of `allocation_part`: each class by itself, the targets adding to the whole to the last minor unit. */
export const partsOf = ({ parent, inputs }: SourceJoin): SQL => sql`
  select told.*, told.target_pct - told.held_pct as gap_pct, told.target_minor - told.held_minor as gap_minor
  from (
    select c.customer_id, c.scope_key, ${currency} as currency, had.place, had.asset_class, had.held_minor, t.target_pct,
      round(had.held_minor * 100.0 / nullif(had.total_minor, 0), 2) as held_pct,
      (round(had.total_minor * t.upto / 100.0) - round(had.total_minor * (t.upto - t.target_pct) / 100.0))::bigint as target_minor
    from customer as c
    left join individual as i on i.customer_id = c.customer_id
    cross join lateral (
      select k.place, k.asset_class, coalesce(sum(h.minor), 0)::bigint as held_minor,
        coalesce(sum(sum(h.minor)) over (), 0)::bigint as total_minor
      from (values ${classes}) as k (place, asset_class) left join (${assets(inputs)}) as h on h.category = k.asset_class
      group by k.place, k.asset_class
    ) as had
    left join (values ${targets}) as t (appetite, asset_class, target_pct, upto)
      on t.appetite = i.risk_appetite and t.asset_class = had.asset_class
    where c.customer_id = ${parent.customerId}
  ) as told`;

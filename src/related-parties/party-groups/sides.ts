import { holdsOn, type Session } from '../session';
import { type Fragment, resultTable } from '../standing';
import type { GroupRun } from './rules';

export const sideTable = resultTable(
  'party_group',
  'customer_id id',
  'scope_key kind anchor_id member_count is_red currency tier1_minor report_pct limit_pct rules_version',
);

export interface CapitalRun extends GroupRun {
  /** The bank's own capital of the day in the base currency, in minor units; null where none is known. */
  readonly tier1: string | null;
}

/** The run with the capital by which exposures are told. */
export async function withCapital(session: Session, run: GroupRun): Promise<CapitalRun> {
  const { today, rules } = run;
  const [found] = await session<{ minor: string }[]>`
    select round(t.amount_minor * w.factor)::text as minor from tier1_capital t
    join rates_into(${rules.baseCurrency}, ${today}) as w on w.currency = t.currency
    where ${holdsOn(session, today, 't')}
    order by t.valid_from desc limit 1`;
  return { ...run, tier1: found?.minor ?? null };
}

/**
 * The sides of groups from which their members who are customers see them, of members given by `kind`, `anchor_id`,
 * `party_id` and how many there are in all, `member_count`.
 */
export function sidesOf(session: Session, { rules, tier1 }: CapitalRun, members: Fragment): Fragment {
  const { baseCurrency, guaranteeCircle, largeExposure, version } = rules;
  return session`
    select c.customer_id, party_group_id(m.kind, m.anchor_id) as id, c.scope_key, m.kind, m.anchor_id, m.member_count,
      m.kind = 'GUARANTEE_CIRCLE' and m.member_count >= ${guaranteeCircle.red} as is_red, ${baseCurrency}::char(3) as currency,
      ${tier1}::text::bigint as tier1_minor,
      ${largeExposure.report}::numeric(7, 4) as report_pct, ${largeExposure.limit}::numeric(7, 4) as limit_pct,
      ${version}::text as rules_version
    from (${members}) as m join customer c on c.customer_id = m.party_id`;
}

import type { MeasureRules } from './measures.rules';

/** SQL: on which side of the bank accounts of a category stand: 1 for deposits, -1 for what is lent, 0 for neither. */
export const sideOf = (category: string): string =>
  `case when ${category} = 'DEPOSIT' then 1 when ${category} in ('LOAN', 'CARD') then -1 else 0 end`;

/**
 * SQL for the yearly rate at which money of a currency is priced between the branches and the bank on a day, at the
 * point of the curve that an account type has or the next below; no row where no rate is known.
 */
export const transferPrice = (currency: string, type: string, day: string, { tenors }: MeasureRules): string => `
  select f.rate from ftp_rate f
  where f.currency = ${currency} and f.valid_from <= ${day} and (f.valid_to is null or f.valid_to > ${day})
    and f.tenor_months <= coalesce(('${JSON.stringify(tenors)}'::jsonb ->> ${type})::int, 0)
  order by f.tenor_months desc, f.valid_from desc limit 1`;

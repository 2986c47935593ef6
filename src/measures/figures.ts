import type { MeasureRules } from '../entities/measure/measures.rules';

/** A number as SQL that is not worked out in decimals, which takes ten times as long. */
export const float = (value: number): string => `${value}::float8`;

/**
 * SQL: a float from nothing up as a decimal of so many places, halves upwards; the little more than a half makes up for
 * a half that no float holds. By itself PostgreSQL makes a text of it first, which takes four times as long.
 */
export const decimal = (value: string, places: 2 | 4): string =>
  `floor((${value}) * ${10 ** places} + 0.500000001::float8)::bigint::numeric * ${10 ** -places}`;

/** The same of either sign, for a value that may be worked out twice. */
export const signedDecimal = (value: string, places: 2 | 4): string =>
  `trunc((${value}) * ${10 ** places} + sign(${value}) * 0.500000001::float8)::bigint::numeric * ${10 ** -places}`;

/** SQL: a float of eight decimals, so that what is equal is equal whatever order its sums were made in. */
export const eightPlaces = (value: string): string =>
  `trunc((${value}) * 100000000::float8 + sign(${value}) * 0.5000001::float8) / 100000000::float8`;

/** SQL: the number that stands for a column's value; null where none does. */
export const numberOf = (column: string, numbers: Readonly<Record<string, number>>): string => {
  const cases = Object.entries(numbers).map(
    ([value, number]) => `when '${value.replaceAll("'", "''")}' then ${float(number)}`,
  );
  return cases.length === 0 ? 'null::float8' : `case ${column} ${cases.join(' ')} end`;
};

/** What each reason of leaving asks of a customer's figures. */
export const churnTests = ({ churn }: MeasureRules) => ({
  ACTIVITY_DROP: `transactions_before > 0 and transactions_now <= transactions_before * ${float(1 - churn.activityDrop)}`,
  LOW_BALANCE: `balance < ${float(churn.lowBalance)} * unit`,
  BALANCE_DROP: `deposit_before > 0 and deposit_now <= deposit_before * ${float(1 - churn.balanceDrop)}`,
  DORMANT_3_OF_6: `active_of_half <= ${6 - churn.dormantOfSix}`,
  DORMANT_6_OF_12: `active_of_year <= ${12 - churn.dormantOfTwelve}`,
  SALARY_STOPPED: 'salary_stopped',
  NEW_UNDER_180_DAYS: `days < ${churn.newDays}`,
});

/** The segment by recency, frequency and money, of their fifths and `tenure`; null where nothing was ever done. */
export const rfmSegment = ({ rfm }: MeasureRules): string => `
  case when recency_fifth is null then null
    when transactions_fifth + turnover_fifth >= ${rfm.much} then
      case when recency_fifth >= ${rfm.late} then 'CHAMPIONS' when recency_fifth >= ${rfm.latish} then 'LOYAL' else 'AT_RISK' end
    when tenure < ${rfm.newMonths} then 'NEW'
    when recency_fifth >= ${rfm.late} then 'PROMISING'
    when recency_fifth >= ${rfm.attention} then 'NEEDS_ATTENTION' else 'HIBERNATING' end`;

/**
 * P(alive) by BG/NBD over months: x of them came back after the first with a transaction of the customer's own, the last
 * one t months after it, now being T after it. 1 for x = 0; null where there was none.
 */
export function aliveFigure({ alive: { r, alpha, a, b } }: MeasureRules): string {
  const ratio = `((${float(alpha)} + oldest + 1) / (${float(alpha)} + oldest - newest))`;
  return `case when active > 1 then 1 / (1 + ${float(a)} / (${float(b)} + active - 2) * ${ratio} ^ (${float(r)} + active - 1))
    when active = 1 then 1 end`;
}

/** The weighted mean of the parts of a hundred that are known; null where none is. */
export function weighted(parts: readonly (readonly [value: string, weight: number])[]): string {
  const sum = parts.map(([value, weight]) => `coalesce(${value} * ${float(weight)}, 0)`).join(' + ');
  const weights = parts.map(([value, weight]) => `case when ${value} is null then 0 else ${weight} end`).join(' + ');
  return `(${sum}) / nullif(${weights}, 0)`;
}

/** The degree from 1 to 5 that a figure has by the least values of the degrees from 2 on. */
export const degree = (value: string, marks: readonly number[]): string =>
  `1 + width_bucket((${value})::float8, '{${marks.join(',')}}'::float8[])`;

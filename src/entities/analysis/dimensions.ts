import { type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../access/policy';
import type { EdgeInputs } from '../../graph/declare/join';
import { enumType } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { portfolioAssignment } from '../employee/portfolio-assignment.table';
import { individual } from '../party/individual.table';
import { organisation } from '../party/organisation.table';
import { productHolding } from '../product/product-holding.table';
import { ageBand, bands } from './bands';

interface Dimension {
  readonly dataClass: DataClass;
  readonly description: string;
  /** The value of a row of measures `m` with its standing as a borrower `k`, as text. */
  readonly value: SQL;
  /** The table that it is read from, by the customer's key. */
  readonly from?: keyof typeof tables;
  /** Of one that a customer has several values of: whether a row is the one by which the customer is counted once. */
  readonly isFirst?: SQL;
}

const on = sql.raw('customer_id = m.customer_id');

/** Each value that a customer's products of the day have in common, in a row of its own with its number. */
const held = (value: 'code' | 'category', alias: string) => (inputs: EdgeInputs) =>
  sql`
  left join lateral (
    select each.value, row_number() over (order by each.value) as number from (
      select distinct p.${sql.raw(value)} as value from ${inputs.rows(productHolding, 'h')} join product as p on p.id = h.product_id
      where h.${on} and h.status <> 'PENDING' and h.opened_on <= m.as_of
        and (h.closed_on > m.as_of or h.closed_on is null and h.status in ('ACTIVE', 'DEFAULTED'))
    ) as each
  ) as ${sql.raw(alias)} on true`;

const tables = {
  c: (inputs: EdgeInputs) => sql`left join ${inputs.rows(customer, 'c')} on c.${on}`,
  i: (inputs: EdgeInputs) => sql`left join ${inputs.rows(individual, 'i')} on i.${on}`,
  o: (inputs: EdgeInputs) => sql`left join ${inputs.rows(organisation, 'o')} on o.${on}`,
  u: (inputs: EdgeInputs) =>
    sql`left join ${inputs.rows(customer, 'home')} on home.${on} left join org_unit as u on u.id = home.org_unit_id`,
  rm: (inputs: EdgeInputs) => sql`
    left join ${inputs.rows(portfolioAssignment, 'pa')} on pa.${on} and pa.role = 'PRIMARY_RM'
      and pa.valid_from <= ${inputs.day()} and (pa.valid_to is null or pa.valid_to > ${inputs.day()})
    left join employee as rm on rm.id = pa.employee_id`,
  hp: held('code', 'hp'),
  hc: held('category', 'hc'),
} as const;

const above = (level: string) => sql`(
  select a.code from org_unit as a where a.level = ${sql.raw(`'${level}'`)} and a.lft <= u.lft and a.rgt > u.lft)`;

/** What customers can be grouped by, each by its code. */
export const dimensions = {
  KIND: { dataClass: 'C1', description: 'By kind of customer.', from: 'c', value: sql`c.kind` },
  STATUS: { dataClass: 'C1', description: 'By status.', from: 'c', value: sql`c.status` },
  LIFECYCLE: { dataClass: 'C1', description: 'By stage of the life cycle.', from: 'c', value: sql`c.lifecycle` },
  TIER: { dataClass: 'C1', description: 'By tier.', from: 'c', value: sql`c.tier` },
  ONBOARDED_YEAR: {
    dataClass: 'C1',
    description: 'By the year since when it is a customer.',
    from: 'c',
    value: sql`extract(year from c.onboarded_on)::int::text`,
  },
  ORG_UNIT: { dataClass: 'C1', description: 'By the code of the home unit.', from: 'u', value: sql`u.code` },
  BRANCH: { dataClass: 'C1', description: 'By the code of the branch.', from: 'u', value: above('BRANCH') },
  REGION: { dataClass: 'C1', description: 'By the code of the bank’s region.', from: 'u', value: above('REGION') },
  MANAGER: {
    dataClass: 'C1',
    description: 'By the staff number of the primary customer manager on the day.',
    from: 'rm',
    value: sql`rm.staff_number`,
  },
  PRODUCT: {
    dataClass: 'C1',
    description:
      'By the code of each product held on the day worked out: who holds several stands in the group of each, once, so that parts of all come to more than a hundred percent.',
    from: 'hp',
    value: sql`hp.value`,
    isFirst: sql`coalesce(hp.number, 1) = 1`,
  },
  PRODUCT_CATEGORY: {
    dataClass: 'C1',
    description: 'By the category of each product held on the day worked out, likewise.',
    from: 'hc',
    value: sql`hc.value`,
    isFirst: sql`coalesce(hc.number, 1) = 1`,
  },
  PRODUCT_COUNT: { dataClass: 'C1', description: 'By the number of products held.', value: sql`m.product_count::text` },
  VALUE_TIER: { dataClass: 'MONEY', description: 'By the tier that the assets come to.', value: sql`m.value_tier` },
  RFM_SEGMENT: {
    dataClass: 'MONEY',
    description: 'By segment of recency, frequency and money.',
    value: sql`m.rfm_segment`,
  },
  CLUSTER: { dataClass: 'MONEY', description: 'By group of like customers 聚类.', value: sql`m.cluster` },
  CUSTOMER_CLASS: { dataClass: 'RISK', description: 'By the four classes 四类客户.', value: sql`m.customer_class` },
  RISK_DEGREE: {
    dataClass: 'RISK',
    description: 'By degree of risk 风险度, 5 is the worst.',
    value: sql`m.risk_degree::text`,
  },
  FIVE_CLASS: {
    dataClass: 'RISK',
    description:
      'By the worst of the five classes 五级分类 among the loans and cards owned today; of the last day worked out only.',
    value: sql`k.five_class`,
  },
  CREDIT_GRADE: {
    dataClass: 'RISK',
    description: 'By credit grade of organisations.',
    from: 'o',
    value: sql`o.credit_grade`,
  },
  CHURN_BAND: {
    dataClass: 'RISK',
    description: 'By the score of leaving 流失预警.',
    value: bands(sql`m.churn_score`, [20, 40, 60, 80]),
  },
  RISK_APPETITE: {
    dataClass: 'RISK',
    description: 'By risk appetite of persons.',
    from: 'i',
    value: sql`i.risk_appetite`,
  },
  AGE_BAND: {
    dataClass: 'IDENTITY',
    description: 'By age of persons on the day.',
    from: 'i',
    value: ageBand(sql`m.as_of`, sql`i.birth_date`),
  },
  INCOME_BAND: { dataClass: 'IDENTITY', description: 'By income of persons.', from: 'i', value: sql`i.income_band` },
  EDUCATION: { dataClass: 'IDENTITY', description: 'By education of persons.', from: 'i', value: sql`i.education` },
  OCCUPATION: { dataClass: 'IDENTITY', description: 'By occupation of persons.', from: 'i', value: sql`i.occupation` },
  RESIDENCE: { dataClass: 'IDENTITY', description: 'By the region persons live in.', from: 'i', value: sql`i.region` },
  INDUSTRY: { dataClass: 'C1', description: 'By industry of organisations.', from: 'o', value: sql`o.industry` },
  OWNERSHIP_NATURE: {
    dataClass: 'C1',
    description: 'By ownership of organisations 经济性质.',
    from: 'o',
    value: sql`o.ownership_nature`,
  },
  SCALE: { dataClass: 'C1', description: 'By scale of organisations.', from: 'o', value: sql`o.scale` },
} as const satisfies Readonly<Record<string, Dimension>>;

type Code = keyof typeof dimensions;
const codes = Object.keys(dimensions) as Code[];

export const SegmentDimension = enumType(
  'SegmentDimension',
  codes,
  'What customers are grouped by; grouping by a value is reading it.',
  Object.fromEntries(codes.map((code) => [code, dimensions[code].description])) as Record<Code, string>,
);

export const dimensionClasses: Readonly<Record<string, DataClass>> = Object.fromEntries(
  codes.map((code) => [code, dimensions[code].dataClass]),
);

/**
 * The values of some dimensions, null for one that is not asked for, the tables they are read from, and which of a
 * customer's rows is the first of those that the dimensions make of it.
 */
export function grouping(inputs: EdgeInputs, names: readonly string[]) {
  const chosen = names.map((name): Dimension | undefined => dimensions[inputs.choice(name) as Code]);
  const from = new Set(chosen.flatMap((dimension) => dimension?.from ?? []));
  return {
    values: chosen.map((dimension) => sql`${dimension?.value ?? sql`null`}::text`),
    joins: sql.join(
      [...from].map((name) => tables[name](inputs)),
      sql` `,
    ),
    isFirst: sql.join([sql`true`, ...chosen.flatMap((dimension) => dimension?.isFirst ?? [])], sql` and `),
  };
}

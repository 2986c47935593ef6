import type { Class } from '../matrix';
import { validOn } from '../reader';
import type { Row } from '../values';
import { creditOf } from './credit-standing';
import type { Context } from './model';

/** A list where a customer has several values. */
export type Dimension = readonly [dataClass: Class, read: (row: Row, context: Context) => unknown];

const of =
  (table: 'customer' | 'individual' | 'organisation', column: string): Dimension[1] =>
  (row, { bank }) =>
    bank.one(table, 'customer_id', row.customer_id as number)?.[column] ?? null;

const own =
  (column: string): Dimension[1] =>
  (row) =>
    row[column];

const unitAbove =
  (level: string): Dimension[1] =>
  (row, context) => {
    const home = of('customer', 'org_unit_id')(row, context) as number;
    const above = context.bank
      .where('org_unit', 'level', level)
      .find(({ id }) => context.reader.isBelow(home, id as number));
    return above?.code ?? null;
  };

/** What the products that a customer holds on the day of a row have, each once; null where there are none. */
function held(row: Row, { bank }: Context, column: 'code' | 'category'): unknown {
  const day = String(row.as_of);
  const values = bank
    .where('product_holding', 'customer_id', row.customer_id as number)
    .filter(({ status, opened_on: opened }) => status !== 'PENDING' && String(opened) <= day)
    .filter(({ status, closed_on: closed }) =>
      closed === null ? ['ACTIVE', 'DEFAULTED'].includes(String(status)) : String(closed) > day,
    )
    .map((holding) => bank.one('product', 'id', holding.product_id as number)?.[column]);
  return values.length === 0 ? null : [...new Set(values)];
}

const banded = (value: number, marks: readonly number[]) => {
  const at = marks.filter((mark) => mark <= value).length;
  if (at === 0) return `under ${marks[0]}`;
  return at === marks.length ? `${marks.at(-1)} and over` : `${marks[at - 1]} to ${(marks[at] as number) - 1}`;
};

/** The band of a person's age on a day. */
export const ageBandOf = (birth: string, day: string): string => banded(ageOf(birth, day), [18, 30, 40, 50, 60, 70]);

function ageOf(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** What customers are grouped by, written down once more by hand. */
export const dimensions: Readonly<Record<string, Dimension>> = {
  KIND: ['C1', of('customer', 'kind')],
  STATUS: ['C1', of('customer', 'status')],
  LIFECYCLE: ['C1', of('customer', 'lifecycle')],
  TIER: ['C1', of('customer', 'tier')],
  ONBOARDED_YEAR: [
    'C1',
    (row, context) => (of('customer', 'onboarded_on')(row, context) as string | null)?.slice(0, 4) ?? null,
  ],
  ORG_UNIT: [
    'C1',
    (row, context) => context.bank.one('org_unit', 'id', of('customer', 'org_unit_id')(row, context) as number)?.code,
  ],
  BRANCH: ['C1', unitAbove('BRANCH')],
  REGION: ['C1', unitAbove('REGION')],
  MANAGER: [
    'C1',
    (row, { bank, today }) => {
      const assigned = bank
        .where('portfolio_assignment', 'customer_id', row.customer_id as number)
        .find((one) => one.role === 'PRIMARY_RM' && validOn(today, one));
      return assigned ? bank.one('employee', 'id', assigned.employee_id as number)?.staff_number : null;
    },
  ],
  PRODUCT: ['C1', (row, context) => held(row, context, 'code')],
  PRODUCT_CATEGORY: ['C1', (row, context) => held(row, context, 'category')],
  PRODUCT_COUNT: ['C1', own('product_count')],
  VALUE_TIER: ['MONEY', own('value_tier')],
  RFM_SEGMENT: ['MONEY', own('rfm_segment')],
  CLUSTER: ['MONEY', own('cluster')],
  CUSTOMER_CLASS: ['RISK', own('customer_class')],
  RISK_DEGREE: ['RISK', own('risk_degree')],
  FIVE_CLASS: ['RISK', (row, context) => creditOf(row, context)?.worst ?? null],
  CREDIT_GRADE: ['RISK', of('organisation', 'credit_grade')],
  CHURN_BAND: ['RISK', (row) => banded(row.churn_score as number, [20, 40, 60, 80])],
  RISK_APPETITE: ['RISK', of('individual', 'risk_appetite')],
  AGE_BAND: [
    'IDENTITY',
    (row, context) => {
      const birth = of('individual', 'birth_date')(row, context);
      return birth === null ? null : ageBandOf(String(birth), String(row.as_of));
    },
  ],
  INCOME_BAND: ['IDENTITY', of('individual', 'income_band')],
  EDUCATION: ['IDENTITY', of('individual', 'education')],
  OCCUPATION: ['IDENTITY', of('individual', 'occupation')],
  RESIDENCE: ['IDENTITY', of('individual', 'region')],
  INDUSTRY: ['C1', of('organisation', 'industry')],
  OWNERSHIP_NATURE: ['C1', of('organisation', 'ownership_nature')],
  SCALE: ['C1', of('organisation', 'scale')],
};

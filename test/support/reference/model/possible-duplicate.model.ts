import type { Row } from '../values';
import { type Context, descending, type EdgeModel, one, orders, plain, type TypeModel } from './model';

/** By the rules that are shipped, copied by hand: how often a sign agrees of the same customer, and of two. */
const chances: Readonly<Record<string, readonly [m: number, u: number]>> = {
  NAME: [0.9, 0.01],
  BIRTH_DATE: [0.95, 0.003],
  SEX: [0.98, 0.5],
  ESTABLISHED_ON: [0.9, 0.003],
  PHONE: [0.7, 0.0005],
  EMAIL: [0.6, 0.0005],
  ADDRESS: [0.6, 0.002],
};
const least = 6;

/** A customer's values of each sign; none where it is not known. */
function valuesOf(customer: Row, { bank }: Context): Readonly<Record<string, readonly unknown[]>> {
  const id = customer.customer_id as number;
  const person = bank.one('individual', 'customer_id', id);
  const organisation = bank.one('organisation', 'customer_id', id);
  const contacts = bank.where('contact_point', 'customer_id', id).filter(({ match_key: key }) => key !== null);
  const keys = (kind: string) => contacts.filter((row) => row.kind === kind).map((row) => row.match_key);
  const known = (value: unknown) => (value === null || value === undefined || value === 'NOT_KNOWN' ? [] : [value]);
  return {
    NAME: known(customer.sort_name),
    BIRTH_DATE: known(person?.birth_date),
    SEX: known(person?.sex),
    ESTABLISHED_ON: known(organisation?.established_on),
    PHONE: keys('PHONE'),
    EMAIL: keys('EMAIL'),
    ADDRESS: keys('ADDRESS'),
  };
}

function duplicatesOf(customer: Row, context: Context): Row[] {
  const mine = valuesOf(customer, context);
  const shares = (theirs: Readonly<Record<string, readonly unknown[]>>, sign: string) =>
    (mine[sign] ?? []).some((value) => theirs[sign]?.includes(value));
  return context.bank
    .rows('customer')
    .filter((other) => other.customer_id !== customer.customer_id)
    .map((other) => ({ other, theirs: valuesOf(other, context) }))
    .filter(({ theirs }) => ['NAME', 'PHONE', 'EMAIL', 'ADDRESS'].some((sign) => shares(theirs, sign)))
    .map(({ other, theirs }): Row => {
      const known = Object.keys(chances).filter((sign) => mine[sign]?.length && theirs[sign]?.length);
      const agrees = known.filter((sign) => shares(theirs, sign)).sort();
      const differs = known.filter((sign) => !agrees.includes(sign)).sort();
      const weigh = (sign: string, change: (share: number) => number) => {
        const [m, u] = chances[sign] as readonly [number, number];
        return Math.log(change(m) / change(u)) / Math.log(2);
      };
      const sum =
        agrees.reduce((all, sign) => all + weigh(sign, (share) => share), 0) +
        differs.reduce((all, sign) => all + weigh(sign, (share) => 1 - share), 0);
      return {
        customer_id: other.customer_id as number,
        weight: Math.round(1000 * sum) / 1000,
        agrees,
        differs,
        rules_version: '2026.1',
      };
    })
    .filter(({ weight }) => (weight as number) >= least);
}

export const possibleDuplicateModel: TypeModel = {
  name: 'PossibleDuplicate',
  table: 'customer',
  key: 'customer_id',
  scope: 'customer',
  isMade: true,
  dataClass: 'IDENTITY',
  fields: { ...plain('IDENTITY', 'weight agrees differs'), ...plain('C1', 'rulesVersion') },
  ways: { customer: { ...one('Customer', 'customer', 'customer_id', 'customer_id'), dataClass: 'IDENTITY' } },
  orders: orders('IDENTITY', 'WEIGHT'),
  filters: {},
};

export const possibleDuplicates: EdgeModel = {
  kind: 'page',
  to: 'PossibleDuplicate',
  order: [descending('weight')],
  ofToday: true,
  dataClass: 'IDENTITY',
  across: true,
  rows: (parent, context) =>
    context.bank
      .where('customer', 'customer_id', parent.customer_id as number)
      .flatMap((row) => duplicatesOf(row, context)),
};

import { validOn } from '../reader';
import type { Row } from '../values';
import { missingOf } from './ledger.model';
import { listedIn } from './listed';
import { ascending, type Context, type EdgeModel, filters, one, orders, plain, type TypeModel } from './model';

const served = new Set(['PROSPECT', 'ONBOARDED', 'DORMANT', 'WON_BACK']);

/** By the rules that are shipped, copied by hand. */
const valueDays: Readonly<Record<string, number>> = {
  riskAppetite: 365,
  incomeBand: 730,
  sourceOfFunds: 730,
  employer: 1095,
  maritalStatus: 1825,
  scale: 730,
  industry: 1095,
};
const contactDays = 730;

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const after = (one: unknown, other: unknown) =>
  one !== null && other !== null && one !== undefined && other !== undefined && String(one) > String(other);

type Gap = readonly [kind: string, rule: string, field: string, since: string | null, subject: string | null];

function stale({ customer_id: id }: Row, { bank, today, dayOf }: Context): Gap[] {
  const contacts = bank.where('contact_point', 'customer_id', id as number).map((row): Gap => {
    const seen = row.verified_on === null ? dayOf(String(row.recorded_at)) : String(row.verified_on);
    return ['STALE', 'CONTACT_POINT_OLD', 'contactPoints', dayAfter(seen, contactDays), String(row.public_id)];
  });
  const expired = bank
    .where('party_identifier', 'customer_id', id as number)
    .filter(({ expires_on: day }) => day !== null)
    .map((row): Gap => {
      return ['STALE', 'IDENTIFIER_EXPIRED', 'identifiers', dayAfter(String(row.expires_on), 1), String(row.public_id)];
    });
  const given = new Map<string, string>();
  for (const { field, at } of bank.where('profile_value', 'customer_id', id as number)) {
    const day = dayOf(String(at));
    if (day > (given.get(String(field)) ?? '')) given.set(String(field), day);
  }
  const values = [...given].flatMap(([field, day]): Gap[] => {
    const days = valueDays[field];
    return days === undefined ? [] : [['STALE', 'VALUE_OLD', field, dayAfter(day, days), null]];
  });
  return [...contacts, ...expired, ...values].filter(([, , , since]) => (since as string) <= today);
}

/** The birthday on which somebody comes of such an age; of 29 February the day after the 28th where there is none. */
function birthdayOf(birth: string, age: number): string {
  const year = Number(birth.slice(0, 4)) + age;
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  return `${year}${birth.endsWith('-02-29') && !isLeap ? '-03-01' : birth.slice(4)}`;
}

function contradictory(customer: Row, { bank, today }: Context): Gap[] {
  const id = customer.customer_id as number;
  const person = bank.one('individual', 'customer_id', id);
  const organisation = bank.one('organisation', 'customer_id', id);
  const relations = bank.where('party_relationship', 'customer_id', id).filter((row) => validOn(today, row));
  const spouses = new Set(relations.filter(({ type }) => type === 'SPOUSE').map((row) => row.other_party_id)).size;
  const status = person?.marital_status ?? null;
  const isYoung = person && person.birth_date !== null && birthdayOf(String(person.birth_date), 18) > today;
  const told: [boolean, string, string][] = [
    [status !== null && status !== 'SINGLE' && isYoung === true, 'MARRIED_TOO_YOUNG', 'maritalStatus'],
    [status === 'SINGLE' && spouses > 0, 'SINGLE_WITH_SPOUSE', 'maritalStatus'],
    [spouses > 1, 'TWO_SPOUSES', 'relatedParties'],
    [
      typeof person?.dependants === 'number' && Number(person.dependants) > Number(person.household_size ?? Infinity),
      ...(['DEPENDANTS_OVER_HOUSEHOLD', 'dependants'] as const),
    ],
    [after(person?.birth_date, customer.onboarded_on), 'BORN_AFTER_JOINING', 'birthDate'],
    [after(organisation?.established_on, customer.onboarded_on), 'FOUNDED_AFTER_JOINING', 'establishedOn'],
    [organisation !== undefined && organisation.kind !== customer.kind, 'KIND_OF_ORGANISATION', 'kind'],
  ];
  return told.flatMap(([holds, rule, field]): Gap[] => (holds ? [['CONTRADICTORY', rule, field, null, null]] : []));
}

function gapsOf(customer: Row, context: Context): Row[] {
  if (!served.has(String(customer.status))) return [];
  const missing = missingOf(customer, context).map((name): Gap => ['MISSING', 'ASKED', name, null, null]);
  const keyOf = ([kind, rule, field, , subject]: Gap) => [kind, rule, field, subject ?? '~'].join();
  return [...missing, ...stale(customer, context), ...contradictory(customer, context)]
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
    .map(([kind, rule, field, since, subject], at) => ({
      ...{
        customer_id: customer.customer_id as number,
        sort_name: customer.sort_name as string,
        place: `${customer.customer_id}.${String(at + 1).padStart(4, '0')}`,
      },
      ...{ kind, rule, field, since, subject_id: subject },
    }));
}

export const profileGapModel: TypeModel = {
  name: 'ProfileGap',
  table: 'customer',
  key: 'place',
  scope: 'customer',
  isMade: true,
  dataClass: 'IDENTITY',
  fields: { ...plain('IDENTITY', 'kind rule since'), ...plain('IDENTITY', 'field subjectId', 'NAME') },
  ways: { customer: { ...one('Customer', 'customer', 'customer_id', 'customer_id'), dataClass: 'IDENTITY' } },
  orders: orders('IDENTITY', 'KIND SINCE'),
  filters: filters('IDENTITY', 'kind rule field since'),
};

export const gapsOfCustomer: EdgeModel = {
  kind: 'page',
  to: 'ProfileGap',
  order: [ascending('place')],
  ofToday: true,
  dataClass: 'IDENTITY',
  rows: (parent, context) =>
    context.bank.where('customer', 'customer_id', parent.customer_id as number).flatMap((row) => gapsOf(row, context)),
};

export const profileGapsWay: EdgeModel = {
  kind: 'page',
  to: 'ProfileGap',
  order: [ascending('sort_name')],
  rows: (_parent, context, { orgUnit }) =>
    listedIn(context.bank.rows('customer'), context, orgUnit, 'IDENTITY').flatMap((row) => gapsOf(row, context)),
};

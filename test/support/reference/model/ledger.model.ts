import { validOn } from '../reader';
import type { Row } from '../values';
import { ascending, type Context, type EdgeModel, filters, one, orders, plain, type TypeModel } from './model';
import { heldOn, lastContactWith } from './portrait.model';

const daysFrom = (day: string, to: string) => (Date.parse(to) - Date.parse(day)) / 86_400_000;

/** Tries one day after the other until the birthday is met; 29 February is kept on the 28th where there is none. */
function daysToBirthday(birth: string, today: string): number {
  const isLeap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  for (let days = 0; ; days += 1) {
    const day = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    const wanted = birth.endsWith('-02-29') && !isLeap(Number(day.slice(0, 4))) ? '-02-28' : birth.slice(4);
    if (day.endsWith(wanted)) return days;
  }
}

const kin = new Set(['SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GUARDIAN']);
const open = new Set(['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING', 'AWAITING_CUSTOMER']);

/** By the rules that are shipped, copied by hand. */
const revisitDays: Readonly<Record<string, number>> = {
  STANDARD: 360,
  SILVER: 180,
  GOLD: 90,
  PLATINUM: 60,
  PRIVATE: 30,
};
const asked = {
  person: [
    ...[
      ['birthDate', 'birth_date'],
      ['occupation', 'occupation'],
      ['education', 'education'],
    ],
    ...[
      ['incomeBand', 'income_band'],
      ['sourceOfFunds', 'source_of_funds'],
      ['maritalStatus', 'marital_status'],
    ],
    ...[
      ['region', 'region'],
      ['employer', 'employer'],
    ],
  ],
  organisation: [
    ...[
      ['legalName', 'legal_name'],
      ['industry', 'industry'],
      ['ownershipNature', 'ownership_nature'],
    ],
    ...[
      ['scale', 'scale'],
      ['uscc', 'uscc'],
      ['establishedOn', 'established_on'],
      ['groupSystem', 'group_system'],
    ],
    ['financing', 'financing'],
  ],
} as { person: [string, string][]; organisation: [string, string][] };

const relationsOf = (row: Row, { bank, today }: Context) =>
  bank.where('party_relationship', 'customer_id', row.customer_id as number).filter((one) => validOn(today, one));

const holdingsOf = (row: Row, { bank }: Context) =>
  bank.where('product_holding', 'customer_id', row.customer_id as number);

/** The names of what is asked of a customer's profile and not known. */
export function missingOf({ kind, customer_id: id }: Row, { bank }: Context): string[] {
  const isPerson = kind === 'INDIVIDUAL';
  const profile = bank.one(isPerson ? 'individual' : 'organisation', 'customer_id', id as number);
  return asked[isPerson ? 'person' : 'organisation']
    .filter(([, column]) => (profile?.[column] ?? null) === null)
    .map(([name]) => name);
}

function entryOf(customer: Row, context: Context): Row {
  const { bank, today, dayOf } = context;
  const id = customer.customer_id as number;
  const person = bank.one('individual', 'customer_id', id);
  const missing = missingOf(customer, context);
  const last = lastContactWith(customer, context);
  const quiet = last
    ? daysFrom(dayOf(String(last.at)), today)
    : customer.onboarded_on
      ? daysFrom(String(customer.onboarded_on), today)
      : null;
  const ends = heldOn(holdingsOf(customer, context), today)
    .map(({ matures_on: day }) => day)
    .filter((day) => day !== null && String(day) >= today)
    .map((day) => daysFrom(today, String(day)));
  return {
    customer_id: id,
    sort_name: customer.sort_name as string,
    birth_date: person?.birth_date ?? null,
    days_to_birthday: person?.birth_date ? daysToBirthday(String(person.birth_date), today) : null,
    household_size: person?.household_size ?? null,
    hobbies: person?.hobbies ?? null,
    income_band: person?.income_band ?? null,
    children: relationsOf(customer, context).filter(({ label }) => label === 'CHILD').length,
    days_since_contact: last ? daysFrom(dayOf(String(last.at)), today) : null,
    days_to_maturity: ends.length === 0 ? null : Math.min(...ends),
    days_to_revisit: quiet === null ? null : (revisitDays[String(customer.tier ?? 'STANDARD')] as number) - quiet,
    missing,
    completeness: Math.floor((100 * (8 - missing.length)) / 8),
    open_complaints: bank.where('complaint', 'customer_id', id).filter(({ status }) => open.has(String(status))).length,
  };
}

export const ledgerWay: EdgeModel = {
  kind: 'one',
  to: 'LedgerEntry',
  order: [],
  ofToday: true,
  rows: (parent, context) =>
    context.bank.where('customer', 'customer_id', parent.customer_id as number).map((row) => entryOf(row, context)),
};

/** Of everybody who is assigned to the reader today. */
export const customerLedgerWay: EdgeModel = {
  kind: 'page',
  to: 'LedgerEntry',
  order: [ascending('sort_name')],
  rows: (_parent, context) => {
    const { bank, reader, today } = context;
    const own = bank.where('portfolio_assignment', 'employee_id', reader.employee.id as number);
    const assigned = new Set(own.filter((one) => validOn(today, one)).map((one) => one.customer_id));
    return bank
      .rows('customer')
      .filter(({ customer_id: id }) => assigned.has(id as number))
      .map((row) => entryOf(row, context));
  },
};

export const ledgerModel: TypeModel = {
  name: 'LedgerEntry',
  table: 'customer',
  key: 'customer_id',
  scope: 'customer',
  isMade: true,
  fields: {
    ...plain('IDENTITY', 'birthDate daysToBirthday householdSize children hobbies incomeBand missing completeness'),
    ...plain('C1', 'daysSinceContact daysToMaturity openComplaints daysToRevisit'),
  },
  ways: {
    customer: one('Customer', 'customer', 'customer_id', 'customer_id'),
    lastContact: {
      kind: 'one',
      to: 'Interaction',
      order: [],
      rows: (parent, context) => [lastContactWith(parent, context)].filter((row) => row !== undefined),
    },
    family: {
      kind: 'page',
      to: 'PartyRelationship',
      order: [ascending('type')],
      restrictedBy: 'other_party_id',
      dataClass: 'IDENTITY',
      rows: (parent, context) => relationsOf(parent, context).filter(({ type }) => kin.has(String(type))),
    },
    maturing: {
      kind: 'page',
      to: 'ProductHolding',
      order: [ascending('matures_on')],
      ranges: { withinDays: [0, 3660] },
      rows: (parent, context, { withinDays }) =>
        holdingsOf(parent, context).filter(({ status, matures_on: day }) => {
          if (day === null || (status !== 'ACTIVE' && status !== 'DEFAULTED')) return false;
          const days = daysFrom(context.today, String(day));
          return days >= 0 && days <= Number(withinDays);
        }),
    },
  },
  orders: {
    ...orders('IDENTITY', 'DAYS_TO_BIRTHDAY COMPLETENESS'),
    ...orders('C1', 'DAYS_SINCE_CONTACT DAYS_TO_MATURITY OPEN_COMPLAINTS DAYS_TO_REVISIT'),
  },
  filters: {
    ...filters('IDENTITY', 'daysToBirthday incomeBand completeness'),
    ...filters('C1', 'daysSinceContact daysToMaturity openComplaints daysToRevisit'),
  },
};

import type { Table } from '../bank';
import type { Class } from '../matrix';
import { amountText, type Row, type Value } from '../values';
import { ageBandOf } from './dimensions';
import { lastRunUpTo } from './measure.model';
import { type Context, type EdgeModel, type FieldModel, one, plain, type TypeModel } from './model';

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** What is most frequent first, equals by their letters. */
function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1))
    .map(([value]) => value);
}

const latest = (contacts: readonly Row[]): Row | undefined =>
  [...contacts].sort(
    (one, other) =>
      Date.parse(String(other.at)) - Date.parse(String(one.at)) || (other.id as number) - (one.id as number),
  )[0];

/** The holdings that are in force on a day. */
export const heldOn = (rows: readonly Row[], day: string): readonly Row[] =>
  rows.filter(
    ({ status, opened_on: from, closed_on: to }) =>
      (status === 'ACTIVE' || status === 'DEFAULTED') && String(from) <= day && (to === null || String(to) > day),
  );

export const lastContactWith = (customer: Row, { bank }: Context): Row | undefined =>
  latest(bank.where('interaction', 'customer_id', customer.customer_id as number));

/** Everything that a customer's row brings together, from every table in turn. */
function portraitOf(customer: Row, context: Context): Row {
  const { bank, today, dayOf } = context;
  const id = customer.customer_id as number;
  const person = bank.one('individual', 'customer_id', id);
  const organisation = bank.one('organisation', 'customer_id', id);
  const day = lastRunUpTo(today, context);
  const measured = bank.where('customer_measure', 'customer_id', id).find((row) => row.as_of === day);
  const contacts = bank.where('interaction', 'customer_id', id);
  const ofYear = contacts.filter(({ at }) => dayOf(String(at)) >= dayAfter(today, -364));
  const held = heldOn(bank.where('product_holding', 'customer_id', id), today);
  const categories = held.map(({ product_id: product }) =>
    String(bank.one('product', 'id', product as number)?.category),
  );
  const campaigns = contacts.flatMap(({ campaign }) => (campaign === null ? [] : [String(campaign)]));
  return {
    customer_id: id,
    ...copied(customer, 'preferred_channel tier kind'),
    ...copied(person, 'sex marital_status region nationality education occupation income_band investment_experience'),
    ...copied(person, 'risk_appetite hobbies'),
    ...copied(organisation, 'industry ownership_nature scale employees credit_grade'),
    ...copied(measured, 'as_of currency transactions_a_month recency_score frequency_score rfm_segment value_tier'),
    ...copied(measured, 'customer_class class_rule aum_minor contribution_minor lifetime_value_minor'),
    ...copied(measured, 'growth_value_minor potential_value_minor loyalty risk_degree churn_score churn_reasons'),
    satisfaction: measured?.satisfaction_csat ?? null,
    age_band: person?.birth_date ? ageBandOf(String(person.birth_date), today) : null,
    contacts_a_year: ofYear.length,
    channels: byFrequency(ofYear.map(({ channel }) => String(channel))),
    categories: [...new Set(categories)].sort(),
    campaigns: byFrequency(campaigns).slice(0, 5),
  };
}

const copied = (row: Row | undefined, columns: string): Row =>
  Object.fromEntries(columns.split(' ').map((column): [string, Value] => [column, row?.[column] ?? null]));

const money = (dataClass: Class, column: string): FieldModel => ({
  dataClass,
  mask: null,
  read: (row) =>
    row[column] === null
      ? null
      : { amount: amountText(row[column] as number, String(row.currency)), currency: row.currency },
});

const face = (to: string, dataClass?: Class): EdgeModel => ({
  kind: 'one',
  to,
  order: [],
  rows: (parent, context) =>
    context.bank
      .where('customer' as Table, 'customer_id', parent.customer_id as number)
      .map((row) => portraitOf(row, context)),
  ...(dataClass && { dataClass }),
});

export const portraitWay: EdgeModel = {
  ...one('CustomerPortrait', 'customer', 'customer_id', 'customer_id'),
  ofToday: true,
};

const ofCustomer = {
  table: 'customer',
  key: 'customer_id',
  scope: 'customer',
  ways: {},
  orders: {},
  filters: {},
} as const;
const made = { ...ofCustomer, isMade: true } as const;

export const portraitModels: readonly TypeModel[] = [
  {
    ...ofCustomer,
    name: 'CustomerPortrait',
    fields: plain('C1', 'kind'),
    ways: {
      natural: face('NaturalFace'),
      behaviour: face('BehaviourFace'),
      value: face('ValueFace', 'MONEY'),
      risk: face('RiskFace', 'RISK'),
      interest: face('InterestFace'),
    },
  },
  {
    ...made,
    name: 'NaturalFace',
    fields: {
      ...plain('IDENTITY', 'sex maritalStatus education incomeBand'),
      ...plain('IDENTITY', 'ageBand region nationality occupation', 'NAME'),
      ...plain('C1', 'industry ownershipNature scale employees'),
    },
  },
  {
    ...made,
    name: 'BehaviourFace',
    fields: {
      ...plain('IDENTITY', 'preferredChannel'),
      ...plain('C1', 'channels contactsAYear'),
      ...plain('MONEY', 'transactionsAMonth recencyScore frequencyScore rfmSegment'),
    },
    ways: {
      lastContact: {
        kind: 'one',
        to: 'Interaction',
        order: [],
        rows: (parent, context) => [lastContactWith(parent, context)].filter((row) => row !== undefined),
      },
    },
  },
  {
    ...made,
    name: 'ValueFace',
    dataClass: 'MONEY',
    fields: {
      ...plain('C1', 'asOf tier'),
      ...plain('MONEY', 'valueTier'),
      ...plain('RISK', 'customerClass loyalty satisfaction'),
      ...plain('RISK', 'classRule', 'NAME'),
      assetsUnderManagement: money('MONEY', 'aum_minor'),
      contribution: money('RISK', 'contribution_minor'),
      lifetimeValue: money('RISK', 'lifetime_value_minor'),
      growthValue: money('MONEY', 'growth_value_minor'),
      potentialValue: money('MONEY', 'potential_value_minor'),
    },
  },
  {
    ...made,
    name: 'RiskFace',
    dataClass: 'RISK',
    fields: {
      ...plain('RISK', 'riskAppetite riskDegree churnScore churnReasons'),
      ...plain('RISK', 'creditGrade', 'NAME'),
      ...plain('IDENTITY', 'investmentExperience'),
    },
  },
  {
    ...made,
    name: 'InterestFace',
    fields: { ...plain('IDENTITY', 'hobbies'), ...plain('C1', 'categories campaigns') },
  },
];

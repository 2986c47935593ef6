/**
 * The rows of a demo bank written the plainest way: one `insert … select … from generate_series` for each table, every value a
 * constant or a number, into the same tables with their indexes, keys and triggers. It is what the demo bank's speed is held
 * against.
 */
const owner = 'owner_id';
const scope = { customer_id: owner, scope_key: '268435456' };
const day = `date '2026-01-01'`;
const moment = `timestamptz '2026-01-01'`;
const accountOf = `${owner} * 8`;

/** Columns and values of each table in terms of `g`, the row's number from 1, and `owner_id`, its customer. */
const tables: Record<string, Record<string, string>> = {
  party: {
    party_id: '100 + g',
    kind: `'INDIVIDUAL'`,
    display_name: `case when g % 10 < 7 then '王小' || chr((19968 + g % 5000)::int) else 'John Smith' end`,
    country: `'CN'`,
  },
  customer: {
    customer_id: '100 + g',
    scope_key: '268435456',
    customer_number: `'9' || lpad(g::text, 9, '0')`,
    kind: `'INDIVIDUAL'`,
    status: `'ONBOARDED'`,
    lifecycle: `'ACTIVE'`,
    org_unit_id: '1',
    onboarded_on: day,
    tier: `'GOLD'`,
  },
  individual: {
    ...scope,
    given_name: `'小明'`,
    family_name: `'王'`,
    birth_date: day,
    occupation: `'Engineer'`,
    sex: `'MALE'`,
  },
  party_identifier: {
    ...scope,
    id: 'g',
    scheme: `'NATIONAL_ID'`,
    value_masked: `'****1234'`,
    value_hash: `decode(lpad(to_hex(g), 32, '0'), 'hex')`,
    value_sealed: `decode(lpad(to_hex(g), 64, '0'), 'hex')`,
  },
  contact_point: {
    ...scope,
    id: 'g',
    kind: `case when g % 3 = 0 then 'PHONE' else 'ADDRESS' end`,
    value: `'+8612000000000'`,
    value_hash: `case when g % 3 = 0 then decode(lpad(to_hex(g), 32, '0'), 'hex') end`,
  },
  portfolio_assignment: {
    customer_id: owner,
    id: 'g',
    employee_id: '1',
    role: `case when id_of_owner = 1 then 'PRIMARY_RM' else 'CO_RM' end`,
    valid_from: day,
  },
  party_relationship: {
    ...scope,
    id: 'g',
    other_party_id: `${owner} + 1`,
    other_kind: `'INDIVIDUAL'`,
    other_name_masked: `'王**'`,
    type: `'SIBLING'`,
    label: `'SIBLING'`,
    inverse_label: `'SIBLING'`,
    valid_from: day,
  },
  account: {
    ...scope,
    id: `${accountOf} + id_of_owner`,
    number: 'g::text',
    type: `'CACC'`,
    currency: `'CNY'`,
    status: `'ENABLED'`,
    opened_on: day,
    product_id: '1',
    booking_unit_id: '1',
    current_balance_minor: '100000',
    available_balance_minor: '100000',
  },
  account_party: {
    ...scope,
    id: 'g',
    account_id: `${accountOf} + 1`,
    party_id: owner,
    party_kind: `'INDIVIDUAL'`,
    party_name_masked: `'王**'`,
    role: `case when id_of_owner = 1 then 'PRINCIPAL' else 'CARDHOLDER' end`,
    share_pct: 'case when id_of_owner = 1 then 100 end',
    valid_from: day,
  },
  transaction: {
    ...scope,
    id: 'g',
    account_id: `${accountOf} + 1`,
    booked_at: `${moment} + g % 300 * interval '1 day'`,
    kind: `'TRANSFER'`,
    channel: `'MOBILE'`,
    direction: `'CRDT'`,
    currency: `'CNY'`,
    amount_minor: '1000',
    customer_initiated: 'true',
    counterparty_name: `'Harbour'`,
    balance_after_minor: '100000',
  },
  balance_month: {
    ...scope,
    account_id: `${accountOf} + 1`,
    month: `(${day} - id_of_owner * interval '1 month')::date`,
    currency: `'CNY'`,
    average_daily_balance_minor: '100000',
    closing_balance_minor: '100000',
    debits_minor: '1000',
    credits_minor: '1000',
    customer_initiated: '2',
    interest_minor: '10',
    fees_minor: '0',
    cost_minor: '100',
  },
  product_holding: {
    ...scope,
    id: 'id_of_owner',
    product_id: '1',
    status: `'ACTIVE'`,
    opened_on: day,
    currency: `'CNY'`,
    amount_minor: '1000',
  },
  holding_month: {
    ...scope,
    holding_id: '1',
    month: `(${day} - id_of_owner * interval '1 month')::date`,
    currency: `'CNY'`,
    value_minor: '1000',
  },
  credit_assessment: {
    ...scope,
    id: 'g',
    credit_grade: `'AA'`,
    score: '700',
    pd: '0.01',
    lgd: '0.45',
    valid_from: day,
  },
  interaction: {
    ...scope,
    id: 'g',
    at: `${moment} + g % 300 * interval '1 day'`,
    channel: `'PHONE'`,
    direction: `'INBOUND'`,
    purpose: `'SERVICE'`,
    subject: `'Card lost on a journey'`,
    outcome: `'Card blocked, new one ordered'`,
    employee_id: '1',
  },
  complaint: {
    ...scope,
    id: 'id_of_owner',
    reference: 'g::text',
    received_at: moment,
    channel: `'PHONE'`,
    category: `'FEES'`,
    reason: `'Yearly card fee charged despite a waiver'`,
    severity: `'LOW'`,
    status: `'CLOSED'`,
    handling_unit_id: '1',
    due_at: moment,
  },
  complaint_event: { ...scope, id: 'g', complaint_id: '1', at: moment, to_status: `'CLOSED'` },
};

/** Rows that the triggers of a table write besides its own. */
const writtenTwice = new Set(['party_relationship']);
/** One row a customer; related people who are no customers are left out. */
const once = new Set(['customer', 'individual']);

/** One statement a table, for as many rows as a demo bank of so many customers has; smaller tables are left out. */
export function plainInserts(
  rows: Readonly<Record<string, number>>,
  customers: number,
): [table: string, text: string][] {
  return Object.entries(tables).map(([table, columns]) => {
    const most = once.has(table) ? customers : Number.MAX_SAFE_INTEGER;
    const count = Math.min(most, Math.floor((rows[table] ?? 0) / (writtenTwice.has(table) ? 2 : 1)));
    // Complaints are few: their owners are the first, so that each event finds its complaint.
    const owners = table.startsWith('complaint') ? Math.min(customers, rows.complaint ?? 0) : customers;
    const text = `
      insert into ${table} (${Object.keys(columns).join(', ')})
      select ${Object.values(columns).join(', ')}
      from (
        select g, owner_id, row_number() over (partition by owner_id order by g) as id_of_owner
        from (select g, 101 + (g - 1) * ${owners} / ${count} as owner_id from generate_series(1::bigint, ${count}) as g) as row
      ) as row`;
    return [table, text];
  });
}

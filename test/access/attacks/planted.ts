import { createHmac } from 'node:crypto';
import type { Sql } from '../../../src/database/connect';
import { secretFrom } from '../../../src/database/secrets';
import { sealIdentifier } from '../../../src/entities/party/identifier-seal';
import { plantService } from './planted-service';

export const secret = secretFrom(Buffer.alloc(32, 5));
export const identifierKeys = {
  identifierMac: secret.macKey('identifier-mac'),
  identifierCipher: secret.macKey('identifier-cipher'),
};

export const twoDigits = (nn: number) => String(nn).padStart(2, '0');
/** A word that stands nowhere but in what belongs to customer `nn`. */
export const wordOf = (nn: number) => `Canary${twoDigits(nn)}`;
/** A number of nine digits that stands nowhere but there; amounts are such numbers of minor units. */
export const numberOf = (nn: number, which: number) => `77${twoDigits(nn)}${String(which).padStart(3, '0')}31`;
export const birthDateOf = (nn: number) => `${1940 + nn}-07-13`;
export const phoneOf = (nn: number) => `13${numberOf(nn, 1)}`;
export const identifierOf = (nn: number) => `3301${numberOf(nn, 2)}X`;
export const customerNumberOf = (nn: number) => `K${numberOf(nn, 3)}`;
export const accountNumberOf = (nn: number) => `62${numberOf(nn, 4)}`;
export const contactMac = (digits: string) =>
  createHmac('sha256', secret.macKey('contact-mac')).update(`PHONE\x1f${digits}`).digest().subarray(0, 16);

export type Values = Record<string, string | number | boolean | Uint8Array | readonly string[] | null>;

export const insertInto = async (sql: Sql, table: string, values: Values, key = 'id'): Promise<string> => {
  const [row] = await sql`insert into ${sql(table)} ${sql(values as never)} returning ${sql(key)}::text as key`;
  return row?.key;
};

export interface Place {
  readonly unit: string;
  readonly handlingUnit: string;
  readonly employee: string;
  readonly guarantor: string;
  readonly product: string;
}

/** Puts a canary in every field of every table that can hold something of a customer; returns the account's key. */
export async function plantFacts(sql: Sql, customer: string, nn: number, place: Place): Promise<string> {
  let which = 10;
  const number = () => numberOf(nn, which++);
  const word = () => `${wordOf(nn)}w${which++}`;
  const { product, unit, employee } = place;
  const put = (table: string, values: Values, key?: string) =>
    insertInto(sql, table, { customer_id: customer, ...values }, key);
  const valid = { valid_from: '2020-01-01' };
  const money = { currency: 'CNY' };

  await put('contact_point', { kind: 'PHONE', value: phoneOf(nn), value_hash: contactMac(phoneOf(nn)) });
  await put('contact_point', { kind: 'ADDRESS', value: word(), region: word(), city: word(), postal_code: number() });
  for (const scheme of ['NATIONAL_ID', 'PASSPORT']) {
    const { masked, hash, sealed } = sealIdentifier(scheme, identifierOf(nn), identifierKeys);
    await put('party_identifier', {
      scheme,
      value_masked: masked,
      value_hash: hash,
      value_sealed: sealed,
      source: word(),
      expires_on: birthDateOf(nn),
    });
  }
  const account = await put('account', {
    ...money,
    number: accountNumberOf(nn),
    type: 'CACC',
    status: 'ENABLED',
    opened_on: '2020-01-01',
    product_id: product,
    booking_unit_id: unit,
    current_balance_minor: number(),
    available_balance_minor: number(),
    limit_minor: number(),
    days_past_due: 7_700_000 + nn,
    five_class: 'DOUBTFUL',
  });
  await put('account_party', { account_id: account, party_id: customer, role: 'PRINCIPAL', share_pct: 100, ...valid });
  const account_id = account;
  await put('transaction', {
    ...money,
    account_id,
    booked_at: '2026-06-01T08:00:00Z',
    kind: 'TRANSFER',
    channel: 'MOBILE',
    direction: 'CRDT',
    amount_minor: number(),
    balance_after_minor: number(),
    customer_initiated: true,
    counterparty_name: word(),
    remittance: word(),
  });
  const month = Object.fromEntries(
    ['average_daily_balance', 'closing_balance', 'debits', 'credits', 'interest', 'fees', 'cost'].map((name) => [
      `${name}_minor`,
      number(),
    ]),
  );
  const balance = { ...money, ...month, account_id, month: '2026-05-01', customer_initiated: 1 };
  await put('balance_month', balance, 'customer_id');
  await put('standing_order', {
    ...money,
    account_id,
    counterparty_bank: word(),
    counterparty_account: number(),
    amount_minor: number(),
    starts_on: '2024-01-01',
  });
  const holding = await put('product_holding', {
    ...money,
    product_id: product,
    account_id,
    status: 'ACTIVE',
    opened_on: '2021-02-03',
    amount_minor: number(),
    instalment_minor: number(),
  });
  const value = { ...money, holding_id: holding, month: '2026-05-01', value_minor: number() };
  await put('holding_month', value, 'customer_id');
  await put('credit_assessment', {
    ...valid,
    credit_grade: word(),
    qualification_grade: word(),
    score: 7_710_000 + nn,
  });
  const pledged = { kind: 'VEHICLE', description: word(), value_minor: number() };
  await put('collateral', { ...valid, ...money, ...pledged, account_id });
  const promise = { guarantor_party_id: place.guarantor, kind: 'GENERAL', amount_minor: number() };
  await put('guarantee', { ...valid, ...money, ...promise, account_id });
  for (const confidentiality of ['PUBLIC', 'CONFIDENTIAL']) {
    await put('interaction', {
      at: '2026-06-02T08:00:00Z',
      channel: 'PHONE',
      direction: 'INBOUND',
      purpose: 'SERVICE',
      confidentiality,
      employee_id: employee,
      subject: word(),
      notes: word(),
      outcome: word(),
      next_step: word(),
      campaign: word(),
    });
  }
  await put('satisfaction_survey', {
    answered_at: '2026-06-02T09:00:00Z',
    channel: 'SMS',
    touchpoint: 'CALL',
    csat: 4,
    comment: word(),
  });
  await plantService(put, word, { unit, employee });
  const complaint = await put('complaint', {
    ...money,
    reference: `R${number()}`,
    received_at: '2026-06-03T08:00:00Z',
    due_at: '2026-07-03T08:00:00Z',
    channel: 'WEB',
    category: 'FEES',
    severity: 'HIGH',
    status: 'INVESTIGATING',
    product_id: product,
    account_id,
    owner_employee_id: employee,
    handling_unit_id: place.handlingUnit,
    reason: word(),
    root_cause: word(),
    redress_minor: number(),
  });
  const step = { complaint_id: complaint, at: '2026-06-04T08:00:00Z', to_status: 'INVESTIGATING' };
  await put('complaint_event', { ...step, employee_id: employee, note: word() });
  const clock = { complaint_id: complaint, regime: 'CN', clock: 'ANSWER', extension: word() };
  await put('complaint_extension', {
    ...clock,
    granted_at: '2026-06-05T08:00:00Z',
    employee_id: employee,
    reason: word(),
  });
  await put('complaint_clock', {
    ...{ ...clock, time_zone: 'Asia/Shanghai', started_at: '2026-06-03T08:00:00Z', due_at: '2026-07-03T15:59:59.999Z' },
    ...{ paused_days: 0, is_provisional: false, rules_version: '1', calendar_version: '1' },
  });
  for (const closed_at of [null, '2026-06-05T08:00:00Z']) {
    await put('aml_case', {
      reference: word(),
      kind: 'KYC_REVIEW',
      status: closed_at ? 'CLOSED' : 'OPEN',
      risk_rating: 'HIGH',
      opened_at: '2026-05-04T08:00:00Z',
      closed_at,
      narrative: word(),
      assigned_employee_id: employee,
    });
  }
  return account;
}

/** The profile of a person or a company, with canaries. */
export async function plantProfile(sql: Sql, customer: string, nn: number, kind: string): Promise<void> {
  const word = (part: string) => `${wordOf(nn)}${part}`;
  if (kind === 'INDIVIDUAL') {
    await insertInto(
      sql,
      'individual',
      {
        customer_id: customer,
        given_name: word('given'),
        family_name: word('family'),
        sex: 'FEMALE',
        birth_date: birthDateOf(nn),
        region: word('region'),
        occupation: word('job'),
        employer: word('employer'),
        annual_income_minor: numberOf(nn, 900),
        currency: 'CNY',
        hobbies: [word('hobby')],
        risk_appetite: 'R5',
        pep: 'FOREIGN',
      },
      'customer_id',
    );
    return;
  }
  const amounts = ['registered_capital', 'total_assets', 'current_assets', 'total_liabilities', 'annual_revenue'];
  await insertInto(
    sql,
    'organisation',
    {
      customer_id: customer,
      kind: 'CORPORATE',
      legal_name: word('legal'),
      lei: `LEIAAAAAAAA${numberOf(nn, 901)}`,
      uscc: `AAAAAAAAA${numberOf(nn, 902)}`,
      industry: word('industry'),
      group_system: word('group'),
      established_on: birthDateOf(nn),
      currency: 'CNY',
      ...Object.fromEntries(amounts.map((name, index) => [`${name}_minor`, numberOf(nn, 903 + index)])),
      liability_sources: [word('lender')],
      financing: word('financing'),
      credit_grade: word('grade'),
    },
    'customer_id',
  );
}

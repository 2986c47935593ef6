import type { Sql } from '../../../src/database/connect';
import { identifierOf } from './planted';

export type Class = 'IDENTITY' | 'MONEY' | 'C3' | 'NOTES' | 'RISK' | 'AML';

/** The classes that each reader sees in part or not at all, copied by hand from the requirement. */
export const notInFull: Readonly<Record<string, readonly Class[]>> = {
  HO1: ['C3', 'AML'],
  BM1: ['C3', 'AML'],
  RM1: ['AML'],
  TL1: ['C3', 'NOTES', 'RISK', 'AML'],
  SA1: ['IDENTITY', 'MONEY', 'C3', 'NOTES', 'RISK', 'AML'],
  MK1: ['MONEY', 'C3', 'NOTES', 'RISK', 'AML'],
  CH1: ['MONEY', 'C3', 'RISK', 'AML'],
  CO1: [],
  AU1: ['IDENTITY', 'C3', 'NOTES', 'AML'],
};

/** The columns that hold canaries, by the class of what they hold; amounts stand on the wire with a point. */
const columns: Readonly<Record<Class, Readonly<Record<string, readonly string[]>>>> = {
  IDENTITY: {
    individual: ['region', 'occupation', 'employer', 'birth_date', 'hobbies'],
    contact_point: ['value', 'region', 'city', 'postal_code'],
  },
  MONEY: {
    account: ['current_balance_minor', 'available_balance_minor', 'limit_minor'],
    transaction: ['amount_minor', 'balance_after_minor'],
    balance_month: [
      'average_daily_balance_minor',
      'closing_balance_minor',
      'interest_minor',
      'fees_minor',
      'cost_minor',
    ],
    standing_order: ['amount_minor'],
    product_holding: ['amount_minor', 'instalment_minor'],
    holding_month: ['value_minor'],
    collateral: ['value_minor'],
    guarantee: ['amount_minor'],
    complaint: ['redress_minor'],
    individual: ['annual_income_minor'],
    organisation: ['registered_capital_minor', 'total_assets_minor', 'annual_revenue_minor', 'financing'],
  },
  C3: { account: ['number'], standing_order: ['counterparty_account'], organisation: ['lei', 'uscc'] },
  NOTES: {
    interaction: ['subject', 'notes', 'outcome', 'next_step'],
    satisfaction_survey: ['comment'],
    feedback: ['text', 'answer'],
    service_ticket: ['subject', 'description', 'resolution'],
    complaint: ['reason', 'root_cause'],
    complaint_event: ['note'],
    complaint_extension: ['reason'],
    collateral: ['description'],
    transaction: ['counterparty_name', 'remittance'],
    party_relationship: ['evidence'],
  },
  RISK: {
    credit_assessment: ['credit_grade', 'qualification_grade', 'score'],
    account: ['days_past_due'],
    organisation: ['credit_grade'],
  },
  AML: { aml_case: ['reference', 'narrative'] },
};

/** The planted values of a class, of one customer, as they would stand in an answer. */
export async function valuesOf(sql: Sql, key: string, nn: number, dataClass: Class): Promise<string[]> {
  // What is sealed in the database is planted under this number.
  const values: string[] = dataClass === 'C3' ? [identifierOf(nn)] : [];
  for (const [table, names] of Object.entries(columns[dataClass])) {
    for (const name of names) {
      const rows = await sql<{ value: string | null }[]>`
        select ${sql(name)}::text as value from ${sql(table)} where customer_id = ${key}`;
      values.push(
        ...rows.flatMap(({ value }) => (value === null ? [] : [name.endsWith('_minor') ? amount(value) : value])),
      );
    }
  }
  return values.map((value) => value.replace(/^\{(.*)\}$/, '$1'));
}

const amount = (minor: string) => `${minor.slice(0, -2)}.${minor.slice(-2)}`;

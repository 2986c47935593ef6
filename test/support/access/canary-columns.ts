import type { Table } from '../reference/bank';
import type { Class } from '../reference/matrix';

/** The text columns of a table with their data class, copied by hand from the requirement. */
export interface CanaryTable {
  readonly table: Table;
  /** What makes a row's marker unique within its table. */
  readonly key: string;
  /** The column of the account whose owners share the row. */
  readonly account?: 'id' | 'account_id';
  readonly columns: Readonly<Record<string, Class>>;
  /** Columns that keep what they hold, because a rule says what they look like; whatever is unique there is a marker. */
  readonly natural?: Readonly<Record<string, Class>>;
  /** Columns that hold several texts. */
  readonly lists?: Readonly<Record<string, Class>>;
}

export const canaryTables: readonly CanaryTable[] = [
  { table: 'customer', key: 'customer_id', columns: {}, natural: { customer_number: 'C1', display_name: 'C1' } },
  {
    table: 'individual',
    key: 'customer_id',
    columns: { given_name: 'C1', family_name: 'C1', region: 'IDENTITY', occupation: 'IDENTITY', employer: 'IDENTITY' },
    lists: { hobbies: 'IDENTITY' },
  },
  {
    table: 'organisation',
    key: 'customer_id',
    columns: {
      legal_name: 'C1',
      industry: 'C1',
      group_system: 'C1',
      financing: 'MONEY',
      credit_grade: 'RISK',
      qualification_grade: 'RISK',
    },
    natural: { lei: 'C3', uscc: 'C3' },
    lists: { liability_sources: 'MONEY' },
  },
  { table: 'party_identifier', key: 'id', columns: {}, natural: { value: 'C3' } },
  {
    table: 'contact_point',
    key: 'id',
    columns: { region: 'IDENTITY', city: 'IDENTITY', postal_code: 'IDENTITY' },
    natural: { value: 'IDENTITY' },
  },
  { table: 'account', key: 'id', account: 'id', columns: { number: 'C3' } },
  {
    table: 'transaction',
    key: 'id',
    account: 'account_id',
    columns: { counterparty_name: 'NOTES', remittance: 'NOTES' },
  },
  {
    table: 'standing_order',
    key: 'id',
    account: 'account_id',
    columns: { counterparty_bank: 'C1', counterparty_account: 'C3' },
  },
  {
    table: 'interaction',
    key: 'id',
    columns: { subject: 'NOTES', notes: 'NOTES', outcome: 'NOTES', next_step: 'NOTES', campaign: 'C1' },
  },
  { table: 'complaint', key: 'id', columns: { reference: 'C1', reason: 'NOTES', root_cause: 'NOTES' } },
  {
    table: 'service_ticket',
    key: 'id',
    columns: { reference: 'C1', subject: 'NOTES', description: 'NOTES', resolution: 'NOTES' },
  },
  { table: 'feedback', key: 'id', columns: { text: 'NOTES', answer: 'NOTES', change_made: 'C1' } },
  { table: 'satisfaction_survey', key: 'id', columns: { comment: 'NOTES' } },
  { table: 'complaint_event', key: 'id', columns: { note: 'NOTES' } },
  { table: 'complaint_clock', key: 'id', columns: { extension: 'C1' } },
  { table: 'complaint_extension', key: 'id', columns: { extension: 'C1', reason: 'NOTES' } },
  { table: 'credit_assessment', key: 'id', columns: { credit_grade: 'RISK', qualification_grade: 'RISK' } },
  { table: 'collateral', key: 'id', columns: { description: 'NOTES' } },
  { table: 'party_relationship', key: 'id', columns: { evidence: 'NOTES' } },
  { table: 'aml_case', key: 'id', columns: { reference: 'AML', narrative: 'AML' } },
];

/** Said in confidence: for the author, the customer's own managers and compliance. */
export const confidentialColumns: ReadonlySet<string> = new Set(['subject', 'notes', 'outcome']);

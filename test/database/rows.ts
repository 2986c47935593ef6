import type { ISql, Sql } from 'postgres';

export type Key = string;
type Values = Record<string, string | number | boolean | Uint8Array | null>;

/** Writes rows as the system login does, leaving to the triggers what they fill. */
export class Rows {
  constructor(readonly sql: Sql) {}

  /** Takes away whatever bank the database came with. */
  async clear() {
    await this
      .sql`truncate org_unit, party, product, search_token, customer_number, account_reach, source_record cascade`;
    return this;
  }

  private async insert(table: string, values: Values, key = 'id'): Promise<Key> {
    const [row] = await this
      .sql`insert into ${this.sql(table)} ${this.sql(values)} returning ${this.sql(key)}::text as key`;
    return row?.key;
  }

  unit(code: string, level: string, parent: Key | null) {
    return this.insert('org_unit', { code, name: code, level, parent_id: parent });
  }

  party(displayName: string | null, kind = 'INDIVIDUAL') {
    return this.insert('party', { kind, display_name: displayName }, 'party_id');
  }

  async makeCustomer(party: Key, unit: Key, values: Values = {}) {
    await this.insert(
      'customer',
      {
        customer_id: party,
        customer_number: `C${party}`,
        kind: 'INDIVIDUAL',
        status: 'ONBOARDED',
        lifecycle: 'ACTIVE',
        org_unit_id: unit,
        ...values,
      },
      'customer_id',
    );
    return party;
  }

  async customer(displayName: string | null, unit: Key, values: Values = {}) {
    return this.makeCustomer(await this.party(displayName), unit, values);
  }

  async company(displayName: string, unit: Key) {
    return this.makeCustomer(await this.party(displayName, 'ORGANISATION'), unit, { kind: 'CORPORATE' });
  }

  phone(party: Key, hash: string) {
    return this.insert('contact_point', {
      customer_id: party,
      kind: 'PHONE',
      value: '13800000000',
      value_hash: Buffer.from(hash, 'hex'),
    });
  }

  identifier(party: Key, hash: string) {
    return this.insert('party_identifier', {
      customer_id: party,
      scheme: 'NATIONAL_ID',
      value_masked: '****1234',
      value_hash: Buffer.from(hash, 'hex'),
      value_sealed: Buffer.from('00', 'hex'),
    });
  }

  relationship(from: Key, to: Key, type: string, values: Values = {}) {
    return this.insert('party_relationship', {
      customer_id: from,
      other_party_id: to,
      type,
      valid_from: '2020-01-01',
      ...values,
    });
  }

  product(code: string, category: string) {
    return this.insert('product', { code, name: code, category });
  }

  account(customer: Key, product: Key, unit: Key, values: Values = {}) {
    return this.insert('account', {
      customer_id: customer,
      number: `6222${customer}`,
      type: 'CACC',
      currency: 'CNY',
      status: 'ENABLED',
      opened_on: '2020-01-01',
      product_id: product,
      booking_unit_id: unit,
      ...values,
    });
  }

  accountParty(customer: Key, account: Key, party: Key, role: string, sharePct: number | null, sql: Sql = this.sql) {
    return new Rows(sql).insert('account_party', {
      customer_id: customer,
      account_id: account,
      party_id: party,
      role,
      share_pct: sharePct,
      valid_from: '2020-01-01',
    });
  }

  async tokens(customer: Key): Promise<string[]> {
    const rows = await this
      .sql`select token from search_token where customer_id = ${customer} order by token collate "C"`;
    return rows.map((row) => row.token);
  }
}

/** The error text of a statement that must fail. */
export async function refusal(work: PromiseLike<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The statement was not refused.');
}

/** Until a statement waits for a lock. */
export async function waiting(sql: ISql): Promise<void> {
  for (;;) {
    const [found] = await sql`select exists (select from pg_locks where not granted) as waits`;
    if (found?.waits) return;
  }
}

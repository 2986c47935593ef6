import { secretFrom } from '../../src/database/secrets';
import { phoneHash } from '../../src/entities/party/identifier-seal';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import type { OwnedBank } from './owned-bank';

const macs = [1, 2].map((version) => protectionKeys(secretFrom(Buffer.alloc(32, version), version)).contactMac);

/** Gives parties of a bank what they may share with others. */
export class Sharing {
  constructor(private readonly bank: OwnedBank) {}

  private key = (name: string) => this.bank.keys.get(name) as string;

  phone(name: string, value: string, version: 1 | 2 = 1) {
    const hash = phoneHash(value, macs[version - 1] as Buffer);
    return this.bank.sql`insert into contact_point (customer_id, kind, value, value_hash, key_version)
      values (${this.key(name)}, 'PHONE', ${value}, ${hash}, ${version})`;
  }

  email(name: string, value: string) {
    return this.bank
      .sql`insert into contact_point (customer_id, kind, value) values (${this.key(name)}, 'EMAIL', ${value})`;
  }

  address(name: string, value: string, city: string) {
    return this.bank.sql`insert into contact_point (customer_id, kind, value, city, country)
      values (${this.key(name)}, 'ADDRESS', ${value}, ${city}, 'CN')`;
  }

  employer(name: string, value: string | null) {
    return this.bank.sql`update individual set employer = ${value} where customer_id = ${this.key(name)}`;
  }

  /** So many parties who are no customers, all on one phone. */
  crowd(count: number, value: string) {
    const hash = phoneHash(value, macs[0] as Buffer);
    return this.bank.sql`
      with made as (
        insert into party (kind, display_name)
        select 'INDIVIDUAL', 'Crowd ' || n from generate_series(1, ${count}::int) n returning party_id
      )
      insert into contact_point (customer_id, kind, value, value_hash) select party_id, 'PHONE', ${value}, ${hash} from made`;
  }

  guarantee(guarantor: string, debtor: string, validTo: string | null = null) {
    return this.bank.sql`
      insert into guarantee (customer_id, guarantor_party_id, kind, currency, amount_minor, valid_from, valid_to)
      values (${this.key(debtor)}, ${this.key(guarantor)}, 'GENERAL', 'CNY', 100, '2020-01-01', ${validTo})`;
  }

  /** All sides as "own KIND other weight evidence", in order. */
  async told(): Promise<string[]> {
    const names = new Map([...this.bank.keys].map(([name, key]) => [key, name]));
    const rows = await this.bank.sql<Record<'own' | 'other' | 'kind' | 'weight' | 'evidence', string>[]>`
      select customer_id::text as own, kind, other_party_id::text as other, weight,
        coalesce(shared_mask || ' of ' || shared_by, 'circle of ' || circle_length)
        || case when is_declared then ', declared' else '' end as evidence from hidden_relation where as_of_end is null`;
    return rows
      .map(({ own, kind, other, weight, evidence }) => {
        return `${names.get(own)} ${kind} ${names.get(other)} ${Number(weight)}: ${evidence}`;
      })
      .sort();
  }
}

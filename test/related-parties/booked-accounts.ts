import type { OwnedBank } from './owned-bank';

/** An account: shares of its owners in percent, the first of whom keeps it, and figures in minor units. */
export interface Booked {
  readonly category: string;
  readonly owners: Readonly<Record<string, number>>;
  readonly balance: number;
  readonly limit?: number | null;
  readonly available?: number | null;
  readonly currency?: string;
  readonly status?: string;
}

let numbers = 0;

/** Opens an account in a bank of owners; the groups' positions follow with the next working out. */
export async function book({ sql, keys }: OwnedBank, account: Booked): Promise<void> {
  const { category, owners, balance, limit = null, available = null, currency = 'CNY', status = 'ENABLED' } = account;
  numbers += 1;
  const product = await productOf(sql, category);
  const [keeper] = Object.keys(owners).map((name) => keys.get(name) as string) as [string];
  await sql.begin(async (own) => {
    const [row] = await own<{ id: bigint }[]>`
      insert into account (customer_id, number, type, currency, status, opened_on, product_id, booking_unit_id,
        current_balance_minor, limit_minor, available_balance_minor)
      select ${keeper}, ${`6222${numbers}`}, 'CACC', ${currency}, ${status}, '2020-01-01', ${product}, org_unit_id,
        ${balance}, ${limit}, ${available} from customer where customer_id = ${keeper} returning id`;
    for (const [name, share] of Object.entries(owners)) {
      const party = keys.get(name) as string;
      await own`insert into account_party (customer_id, account_id, party_id, role, share_pct, valid_from)
        values (${keeper}, ${String(row?.id)}, ${party}, ${party === keeper ? 'PRINCIPAL' : 'JOINT'}, ${share}, '2020-01-01')`;
    }
  });
}

/** Holds a product without an account. */
export async function hold({ sql, keys }: OwnedBank, name: string, category: string, amount: number): Promise<void> {
  const product = await productOf(sql, category);
  await sql`insert into product_holding (customer_id, product_id, status, opened_on, currency, amount_minor)
    values (${keys.get(name) as string}, ${product}, 'ACTIVE', '2020-01-01', 'CNY', ${amount})`;
}

async function productOf(sql: OwnedBank['sql'], category: string): Promise<string> {
  await sql`insert into product (code, name, category) values (${category}, ${category}, ${category}) on conflict do nothing`;
  const [row] = await sql<{ id: bigint }[]>`select id from product where code = ${category}`;
  return String(row?.id);
}

import { dayIn } from '../../src/clock';
import type { Sql } from '../../src/database/connect';

/** The branch whose manager asks, and the unit whose customers are listed. */
export const manager = { staffNumber: 'BM0001', unit: 'B001' } as const;
/** Who reads identifiers in full. */
export const compliance = { staffNumber: 'CO0001' } as const;

export interface Subject {
  readonly id: string;
  readonly publicId: string;
}

export interface Subjects {
  readonly customers: readonly Subject[];
  /** Scope keys of the branch, a half-open interval for each kind of customer. */
  readonly bounds: readonly number[];
  readonly texts: readonly string[];
  /** The manager's own key, and the day of the bank on which it is asked. */
  readonly employee: string;
  readonly today: string;
}

const mostCustomers = 200;
const hops = 3;

/**
 * Customers of the branch of whom everything that the documents reach, over three hops, is in the manager's scope: the
 * scope is checked at every hop and takes nothing away, so that servers without access control must answer the same.
 */
export async function findSubjects(sql: Sql): Promise<Subjects> {
  const [unit] = await sql<{ lft: number; rgt: number }[]>`select lft, rgt from org_unit where code = ${manager.unit}`;
  if (!unit) throw new Error(`The bank has no unit ${manager.unit}.`);
  const bounds = [1, 2, 3].flatMap((kind) => [kind * 2 ** 28 + unit.lft, kind * 2 ** 28 + unit.rgt]);
  const customers = await sql.begin(async (own) => {
    await own`create temp table inside on commit drop as
      select c.customer_id from customer c where width_bucket(c.scope_key, ${bounds}::integer[]) % 2 = 1`;
    await own`create temp table tie on commit drop as
      select r.customer_id, r.other_party_id as other from party_relationship r join inside using (customer_id)
      union select a.customer_id, a.party_id from account_party a join inside using (customer_id)
      union select p.customer_id, a.party_id from party_account p join inside using (customer_id)
        join account_party a on a.customer_id = p.account_customer_id and a.account_id = p.account_id
      union select p.customer_id, p.account_customer_id from party_account p join inside using (customer_id)`;
    for (let hop = 0; hop < hops; hop += 1) {
      await own`delete from inside i using tie t join customer c on c.customer_id = t.other
        where t.customer_id = i.customer_id and not exists (select from inside k where k.customer_id = t.other)`;
    }
    return own<Subject[]>`
      select c.customer_id::text as id, c.public_id as "publicId" from customer c join inside using (customer_id)
      where exists (select from tie t join customer o on o.customer_id = t.other and o.customer_id <> c.customer_id
        where t.customer_id = c.customer_id)
      order by c.customer_id limit ${mostCustomers}`;
  });
  if (customers.length === 0) throw new Error('The branch has no customer who fits the work.');
  const [staff] = await sql<{ id: string }[]>`
    select id::text as id from employee where staff_number = ${manager.staffNumber}`;
  return {
    customers,
    bounds,
    texts: ['王', '李', '公司', 'zhang', '华'],
    employee: staff?.id ?? '',
    today: dayIn('Asia/Shanghai', new Date()),
  };
}

import type { Role } from '../../access/policy';
import type { Writing } from '../../graph/declare/writing';
import { tellsRecord } from '../change/change-payload';
import { checkVersion } from '../change/refusals';
import { Customer } from './customer.type';

/** Who keeps customers true. */
export const keeperRoles: readonly Role[] = ['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER'];

/** Makes a type the payload of a change of a customer. */
export const tellsCustomer = tellsRecord({
  name: 'customer',
  to: Customer,
  description: 'The customer as he stands now; null where the change was refused.',
});

export interface Standing {
  readonly customer: bigint;
  readonly version: number;
  readonly status: string;
  readonly kind: string;
}

/**
 * The customer that an input names, of the version that it knows, held until the change is made; null where out of reach.
 * Others that the change touches too are held with him, in one order, so that two changes do not wait for each other.
 */
export async function customerNamed(
  { id, version }: { readonly id: string; readonly version: number },
  { sql: own, reached }: Writing,
  others: readonly bigint[] = [],
): Promise<Standing | null> {
  const named = await reached(id, 'cus');
  if (!named) return null;
  const keys = [named.owner, ...others].map(String);
  const held = await own<Standing[]>`
    select customer_id as customer, version, status, kind from customer
    where customer_id = any (${keys}::text[]::bigint[]) order by customer_id for no key update`;
  const standing = held.find(({ customer }) => customer === named.owner);
  if (!standing) return null;
  checkVersion(version, standing.version);
  return standing;
}

import type { Writing } from '../../graph/declare/writing';
import { refused } from '../change/refusals';

interface Manager {
  readonly id: bigint;
  /** He is at work, and a relationship manager of each of these kinds of customers today. */
  readonly isManager: boolean;
}

/** The member of staff behind a number that an input gives. */
export async function managerNamed(
  staffNumber: string,
  field: string,
  kinds: readonly string[],
  { sql: own, viewer }: Writing,
): Promise<Manager> {
  const [found] = await own<Manager[]>`
    select e.id, e.status = 'ACTIVE' and not exists (
      select from unnest(${[...kinds]}::text[]) as asked (kind) where not exists (
        select from role_grant g where g.employee_id = e.id and g.role = 'RELATIONSHIP_MANAGER'
          and (g.kinds is null or asked.kind = any (g.kinds))
          and g.valid_from <= ${viewer.today} and (g.valid_to is null or g.valid_to > ${viewer.today}))) as "isManager"
    from employee e where e.staff_number = ${staffNumber}`;
  if (!found) throw refused('NOT_ALLOWED', field, 'The bank has no member of staff of that number.');
  return found;
}

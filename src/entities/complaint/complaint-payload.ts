import type { Role } from '../../access/policy';
import { type ComplaintKey, writeClocks } from '../../complaints/write-clocks';
import type { Statements } from '../../database/connect';
import type { Writing } from '../../graph/declare/writing';
import { tellsRecord } from '../change/change-payload';
import { refused } from '../change/refusals';
import { Complaint } from './complaint.type';

/** Who takes the steps of a complaint, and who gives it to others. */
export const complaintRoles: readonly Role[] = [
  'HEAD_OFFICE',
  'BRANCH_MANAGER',
  'COMPLAINT_HANDLER',
  'COMPLIANCE_OFFICER',
];

export const longest = { reason: 4_000, note: 4_000, rootCause: 2_000, code: 50 };

/** Makes a type the payload of a change of a complaint. */
export const tellsComplaint = tellsRecord({
  name: 'complaint',
  to: Complaint,
  description: 'The complaint as it stands now; null where the change was refused, or where it has gone out of reach.',
  key: 'complaint',
});

export interface Standing {
  readonly customer: bigint;
  readonly id: bigint;
  readonly version: number;
  readonly status: string;
  readonly concerns: bigint | null;
  readonly unit: bigint;
}

/** The complaint that an input names, held until the change is made; null where it is out of reach. */
export async function complaintNamed(id: string, { sql: own, reached }: Writing): Promise<Standing | null> {
  const named = await reached(id, 'cmp');
  if (!named) return null;
  const [standing] = await own<Standing[]>`
    select customer_id as customer, id, version, status, concerns_employee_id as concerns, handling_unit_id as unit
    from complaint where customer_id = ${named.owner} and id = ${named.row} for update`;
  return standing ?? null;
}

/** Nobody has a hand in a complaint about himself. */
export function checkRecusal({ concerns }: Pick<Standing, 'concerns'>, employee: bigint, field: string): void {
  if (concerns === employee)
    throw refused('RECUSED', field, 'The complaint is about this member of staff, who therefore never handles it.');
}

/** Sets the clocks of a complaint that has changed, in the transaction of the change; the first that runs out says when it is due. */
export async function setClocks(own: Statements, complaint: ComplaintKey): Promise<void> {
  await writeClocks((text, parameters) => own.unsafe(text, parameters as never[]), [complaint], { removes: false });
  await own`
    update complaint as c set due_at = coalesce(first.due_at, c.due_at),
      acknowledge_due_at = coalesce(first.acknowledge_due_at, c.acknowledge_due_at)
    from (
      select min(k.due_at) filter (where k.clock <> 'ACKNOWLEDGEMENT' and k.stopped_at is null) as due_at,
        min(k.due_at) filter (where k.clock = 'ACKNOWLEDGEMENT') as acknowledge_due_at
      from complaint_clock k
      where k.customer_id = ${String(complaint.customerId)} and k.complaint_id = ${String(complaint.id)}
    ) as first
    where c.customer_id = ${String(complaint.customerId)} and c.id = ${String(complaint.id)}`;
}

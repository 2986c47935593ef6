import type { Statements } from '../../database/connect';

interface Handler {
  readonly id: bigint;
  readonly staffNumber: string;
}

/** Whether an employee `e` handles complaints on a day at the unit `u`. */
export const isHandler = (own: Statements, today: string) => own`e.status = 'ACTIVE' and exists (
  select from role_grant as g
  where g.employee_id = e.id and g.role = 'COMPLAINT_HANDLER' and g.org_unit_id = u.id
    and g.valid_from <= ${today}::text::date and (g.valid_to is null or g.valid_to > ${today}::text::date))`;

/** Who handles complaints at a unit on a day, but for who is complained about; the one whose turn it is comes first. */
export const handlersAt = (own: Statements, unit: bigint, today: string, concerns: bigint | null, turn: string) =>
  own<Handler[]>`
    select e.id, e.staff_number as "staffNumber" from org_unit as u cross join employee as e
    where u.id = ${unit} and e.id is distinct from ${concerns} and ${isHandler(own, today)}
    order by md5(e.id || ${turn}), e.id`;

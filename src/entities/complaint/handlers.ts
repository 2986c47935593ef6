import type { Statements } from '../../database/connect';

interface Handler {
  readonly id: bigint;
  readonly staffNumber: string;
}

type Fragment = ReturnType<Statements['unsafe']> | ReturnType<Statements>;

/** Whether an employee `e` handles complaints of a customer on a day at the unit `u`. */
export const isHandler = (own: Statements, today: string, customer: Fragment) => own`e.status = 'ACTIVE' and exists (
  select from role_grant as g
  where g.employee_id = e.id and g.role = 'COMPLAINT_HANDLER' and g.org_unit_id = u.id
    and (g.kinds is null or (select kind from customer where customer_id = ${customer as never}) = any (g.kinds))
    and g.valid_from <= ${today}::text::date and (g.valid_to is null or g.valid_to > ${today}::text::date))`;

interface Case {
  readonly customer: bigint;
  readonly unit: bigint;
  /** Who is complained about. */
  readonly concerns: bigint | null;
  /** By what it is drawn whose turn it is. */
  readonly turn: string;
}

/** Who handles complaints of a customer at a unit on a day, but for who is complained about; the one whose turn it is comes first. */
export const handlersAt = (own: Statements, today: string, { customer, unit, concerns, turn }: Case) =>
  own<Handler[]>`
    select e.id, e.staff_number as "staffNumber" from org_unit as u cross join employee as e
    where u.id = ${unit} and e.id is distinct from ${concerns} and ${isHandler(own, today, own`${customer}`)}
    order by md5(e.id || ${turn}), e.id`;

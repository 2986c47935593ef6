import { customerKinds } from '../access/policy';

/**
 * SQL: for each unit and kind of customer, (id, kind) of it and the scope keys of those at the unit itself (`low`) and
 * above all at it or below it (`high`).
 */
export const unitPlaces = `
  select u.id, k.kind, scope_key_of(k.kind, u.lft) as low, scope_key_of(k.kind, u.rgt) as high
  from org_unit u cross join unnest('{${customerKinds}}'::text[]) as k(kind)`;

import { customerKinds } from '../access/policy';
import type { Session } from '../database/work';

/**
 * Takes back the sums of units that somebody has left or come to since he was drafted: they hold him where he was. Until
 * the next run an overview adds up the customers there.
 */
export async function forgetMoved(session: Session): Promise<void> {
  const standing = (key: string) => `('{${customerKinds}}'::text[])[${key} >> 28]`;
  const place = (key: string) => `${key} & ((1 << 28) - 1)`;
  // Nowhere is below every unit.
  await session.unsafe(`
    with moved as (
      select distinct d.place as was, c.scope_key as becomes
      from measure_draft d join customer c using (customer_id) where c.scope_key <> d.place
    ), step as (
      select ${standing('was')} as kind, ${place('was')} as was,
        case when was >> 28 = becomes >> 28 then ${place('becomes')} else -1 end as becomes from moved
      union
      select ${standing('becomes')}, -1, ${place('becomes')} from moved where was >> 28 <> becomes >> 28
    )
    select forget_unit_figures(array[kind], was, becomes) from step`);
}

import type { TypeClass } from './field';
import { partsOf } from './registry';

/** The types that a timeline holds, in the order in which their entities joined it. */
export function timelineTypes(type: TypeClass, name: string): TypeClass[] {
  const declared = partsOf(type).fields.get(name);
  if (declared?.kind !== 'union') throw new Error(`${type.name}.${name} is no timeline.`);
  return declared.arms.map((arm) => arm.to);
}

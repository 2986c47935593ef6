import type { GraphQLResolveInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type DataClass, dataClasses, type Effect, linkedPermissions, type Permissions } from './policy';
import { maySeeInFull, maySeeMasked } from './rules';
import type { AccessShape, Right } from './shape';

/** The effects that the permission rules give to a reader, looked up once per access shape. */
export interface Decisions {
  readonly shape: AccessShape;
  effect(right: Right, dataClass: DataClass): Effect;
  /** The effect on a record that is only linked. */
  linkedEffect(dataClass: DataClass): Effect;
}

const ruleOptions = { debug: true, allowExternalErrors: false } as never;
// The rules read only their context; shield's signature asks for the rest.
const noInfo = {} as GraphQLResolveInfo;

async function effectsOf(permissions: Permissions): Promise<Permissions> {
  const context = { permissions, _shield: { cache: {} } };
  const entries = dataClasses.map(async (dataClass): Promise<[DataClass, Effect]> => {
    if ((await maySeeInFull[dataClass].resolve({}, {}, context, noInfo, ruleOptions)) === true)
      return [dataClass, 'FULL'];
    const masked = await maySeeMasked[dataClass].resolve({}, {}, context, noInfo, ruleOptions);
    return [dataClass, masked === true ? 'MASKED' : 'HIDDEN'];
  });
  return Object.fromEntries(await Promise.all(entries)) as Permissions;
}

const known = new LRUCache<string, Decisions>({ max: 200 });

export async function decisionsFor(shape: AccessShape): Promise<Decisions> {
  const cached = known.get(shape.key);
  if (cached) return cached;
  const byRight = new Map<string, Permissions>();
  for (const { name, permissions } of shape.rights) byRight.set(name, await effectsOf(permissions));
  const linked = await effectsOf(linkedPermissions);
  const decisions: Decisions = {
    shape,
    effect: ({ name }, dataClass) => byRight.get(name)?.[dataClass] ?? 'HIDDEN',
    linkedEffect: (dataClass) => linked[dataClass],
  };
  known.set(shape.key, decisions);
  return decisions;
}

/** A class is read in full under every right of the reader. */
export function readsInFull(decisions: Decisions, dataClass: DataClass): boolean {
  return rightsWith(decisions, dataClass, 'FULL').length === decisions.shape.rights.length;
}

/** Nothing of a class is told to the reader; who has no right still reads what is ordinary. */
export function isHidden(decisions: Decisions, dataClass: DataClass): boolean {
  const { rights } = decisions.shape;
  if (rights.length === 0) return dataClass !== 'C1';
  return rightsWith(decisions, dataClass, 'HIDDEN').length === rights.length;
}

/** The rights that see a data class with an effect: of the whole shape, or of those given. */
export function rightsWith(
  decisions: Decisions,
  dataClass: DataClass,
  effect: Effect,
  rights: readonly Right[] = decisions.shape.rights,
): Right[] {
  return rights.filter((right) => decisions.effect(right, dataClass) === effect);
}

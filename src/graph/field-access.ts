import { type GraphQLSchema, isObjectType } from 'graphql';
import { type Decisions, rightsWith } from '../access/decisions';
import { type DataClass, dataClasses, type Effect, type Relation } from '../access/policy';
import { allEntities } from './declare/registry';

/** What a reader may see of one field, by his relation to the record. */
export class FieldAccess {
  constructor(
    readonly type: string,
    readonly field: string,
    readonly dataClass: DataClass,
    readonly effects: readonly RelationEffect[],
  ) {}
}

class RelationEffect {
  constructor(
    readonly relation: Relation,
    readonly effect: Effect,
  ) {}
}

const strength: Record<Effect, number> = { FULL: 2, MASKED: 1, HIDDEN: 0 };

/** The effects of every field of every entity under the reader's rights. AML shows only to who reads it. */
export function fieldAccess(schema: GraphQLSchema, decisions: Decisions): FieldAccess[] {
  const told = dataClasses.filter(
    (dataClass) => dataClass !== 'AML' || rightsWith(decisions, 'AML', 'FULL').length > 0,
  );
  return allEntities().flatMap(({ name }) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field): FieldAccess[] => {
      const declared = field.extensions.c360;
      if (!declared || !told.includes(declared.dataClass)) return [];
      const { dataClass } = declared;
      const maskable = 'mask' in declared && declared.mask !== undefined;
      return [new FieldAccess(name, field.name, dataClass, effectsByRelation(decisions, dataClass, maskable))];
    });
  });
}

/** Of several rights with one relation the more permissive counts. */
function effectsByRelation(decisions: Decisions, dataClass: DataClass, maskable: boolean): RelationEffect[] {
  const best = new Map<Relation, Effect>();
  for (const right of decisions.shape.rights) {
    const given = decisions.effect(right, dataClass);
    const effect = given === 'MASKED' && !maskable ? 'HIDDEN' : given;
    const known = best.get(right.relation);
    if (!known || strength[effect] > strength[known]) best.set(right.relation, effect);
  }
  return [...best].map(([relation, effect]) => new RelationEffect(relation, effect));
}

import { GraphQLError, type GraphQLSchema, isObjectType } from 'graphql';
import { rule, shield } from 'graphql-shield';
import type { Class } from './matrix';
import { type Context, effectOn, type Item } from './model/model';
import { isModelled, modelOf } from './model/models';

export const deniedCode = 'DENIED';
const denied = () => new GraphQLError('Not open to this reader.', { extensions: { code: deniedCode } });

type Rule = ReturnType<ReturnType<typeof rule>>;

/** What stands in no record: the ways to records, pages, amounts and stubs are open, what they hold is ruled by itself. */
const open = rule('open', { cache: 'no_cache' })(async () => true);

/** A record's own field: open in full, or masked where its type has a mask. */
function ownField(typeName: string, fieldName: string): Rule {
  const field = modelOf(typeName).fields[fieldName];
  if (!field) throw new Error(`The reference has no field ${typeName}.${fieldName}.`);
  const maskable = field.mask !== null;
  return rule(`${typeName}.${fieldName}`, { cache: 'no_cache' })(async (item: Item, _args, context: Context) => {
    if (field.isClosed?.(item.row, context, item)) return denied();
    const effect = effectOn(item, field.dataClass, context);
    return effect === 'FULL' || (effect === 'MASKED' && maskable) || denied();
  });
}

/** A way of a class: open to who reads the class in full on the record that it begins at. */
function classedWay(typeName: string, fieldName: string, dataClass: Class): Rule {
  return rule(`${typeName}.${fieldName}`, { cache: 'no_cache' })(
    async (item: Item, _args, context: Context) => effectOn(item, dataClass, context) === 'FULL' || denied(),
  );
}

function ruleOf(typeName: string, fieldName: string): Rule {
  if (!isModelled(typeName) || fieldName === 'id') return open;
  const way = modelOf(typeName).ways[fieldName];
  if (!way) return ownField(typeName, fieldName);
  return 'dataClass' in way && way.dataClass ? classedWay(typeName, fieldName, way.dataClass) : open;
}

/** One rule for every field of every object type; whatever has none is denied. */
export function permissionsOf(schema: GraphQLSchema) {
  const tree: Record<string, Record<string, Rule>> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    tree[type.name] = Object.fromEntries(Object.keys(type.getFields()).map((name) => [name, ruleOf(type.name, name)]));
  }
  const fallbackRule = rule('nothing else', { cache: 'no_cache' })(async () => denied());
  return shield(tree, { fallbackRule, allowExternalErrors: true, debug: true });
}

import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { allEntities } from '../graph/declare/registry';

/** What a document names. */
export interface Coordinates {
  /** Type.field. */
  readonly fields: readonly string[];
  /** What it chooses and orders by, as InputType.name. */
  readonly inputs: readonly string[];
  /** Variables that hold whole filters or orders: each request chooses among all that the type has. */
  readonly openInputs: readonly string[];
}

/** Every coordinate of a document; a field of an interface is one of each type behind it. */
export function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): Coordinates {
  const types = new TypeInfo(schema);
  const names = allEntities().map(({ name }) => name);
  const [filters, orders] = [new Set(names.map((name) => `${name}Filter`)), names.map((name) => `${name}OrderField`)];
  const [fields, inputs, openInputs] = [new Set<string>(), new Set<string>(), new Set<string>()];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (!parent || name.value.startsWith('__')) return;
        const owners = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : [parent];
        for (const owner of owners) fields.add(`${owner.name}.${name.value}`);
      },
      ObjectField({ name: { value: name } }) {
        const parent = getNamedType(types.getParentInputType())?.name ?? '';
        if (filters.has(parent) && !['and', 'or', 'not'].includes(name)) inputs.add(`${parent}.${name}`);
      },
      EnumValue({ value }) {
        const type = getNamedType(types.getInputType());
        if (isEnumType(type) && orders.includes(type.name)) inputs.add(`${type.name}.${value}`);
      },
      VariableDefinition({ variable }) {
        const type = getNamedType(types.getInputType());
        if (isInputObjectType(type)) openInputs.add(`$${variable.name.value}: ${type.name}`);
      },
    }),
  );
  return { fields: [...fields].sort(), inputs: [...inputs].sort(), openInputs: [...openInputs].sort() };
}

import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { DocumentFault } from './admit';

/** The parameters of every report; no variable is given under these names. */
export const ownParameters = ['format', 'limit', 'after', 'bom'] as const;

const isReserved = (name: string) => (ownParameters as readonly string[]).includes(name);

/**
 * Throws a DocumentFault that names a variable of a valid document which a report could never be given: one by the name
 * of a parameter of its own. It may stand where a report reads none, as `first` or `after` of its connection.
 */
export function refuseReservedVariables(schema: GraphQLSchema, document: DocumentNode): void {
  const types = new TypeInfo(schema);
  const refuse = (name: string) => {
    throw new DocumentFault(`The variable $${name} can never be given: every report has a parameter of that name.`);
  };
  const visitor = {
    VariableDefinition(node: VariableDefinitionNode) {
      const { variable, type, defaultValue } = node;
      if (type.kind === Kind.NON_NULL_TYPE && !defaultValue && isReserved(variable.name.value)) {
        refuse(variable.name.value);
      }
      return false;
    },
    Argument({ name }: { name: { value: string } }) {
      const isTop = types.getParentType() === schema.getQueryType();
      return isTop && /^(first|after)$/.test(name.value) ? false : undefined;
    },
    Variable({ name }: { name: { value: string } }) {
      if (isReserved(name.value)) refuse(name.value);
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
}

import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * The document with all it can ever ask for: pages whose size a variable says at their largest, and what a variable
 * includes or skips included.
 */
export function largestForm(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Directive: ({ name, arguments: given = [] }) => {
        const isOpen = given.some(({ value }) => value.kind === Kind.VARIABLE);
        return isOpen && /^(skip|include)$/.test(name.value) ? null : undefined;
      },
      Field: (node) => {
        const declared = types.getFieldDef()?.extensions.c360;
        if (!declared || !('maxFirst' in declared)) return undefined;
        const sizedBy = 'sizedBy' in declared ? declared.sizedBy : undefined;
        return sizedBy ? withLargest(node, sizedBy, declared.maxFirst) : withLargestPage(node, declared.maxFirst);
      },
    }),
  );
}

const isVariable = ({ value }: ArgumentNode) => value.kind === Kind.VARIABLE;

function withLargestPage(node: FieldNode, most: number): FieldNode | undefined {
  const given = node.arguments ?? [];
  const sizes = given.filter(({ name }) => /^(first|last)$/.test(name.value));
  const others = given.filter(({ name }) => !/^(first|last|after|before)$/.test(name.value));
  if (given.length === others.length) return undefined;
  const isOpen = sizes.length !== 1 || sizes.some(isVariable);
  const size = isOpen && sizes.length > 0 ? [sizeArgument('first', most)] : sizes;
  return { ...node, arguments: [...others, ...size] };
}

/** The field with the size that a variable says at its largest. */
function withLargest(node: FieldNode, argument: string, most: number): FieldNode {
  const largest = (one: ArgumentNode) =>
    one.name.value === argument && isVariable(one) ? sizeArgument(argument, most) : one;
  return { ...node, arguments: (node.arguments ?? []).map(largest) };
}

const sizeArgument = (name: string, rows: number): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value: { kind: Kind.INT, value: String(rows) },
});

import { type DirectiveNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** The operation as the reference reads it. */
export interface Reading {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The names of an object type and of all that it implements or belongs to. */
  readonly namesOf: (type: string) => ReadonlySet<string>;
}

/** The selected fields of a concrete type by response key, fragments opened and directives obeyed. */
export function selectedFields(
  type: string,
  sets: readonly SelectionSetNode[],
  reading: Reading,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  for (const set of sets) collect(type, set, reading, fields);
  return fields;
}

function collect(type: string, set: SelectionSetNode, reading: Reading, fields: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection.directives ?? [], reading)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      fields.set(key, [...(fields.get(key) ?? []), selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : (reading.fragments[selection.name.value] as FragmentDefinitionNode);
    const condition = fragment.typeCondition?.name.value;
    if (condition === undefined || reading.namesOf(type).has(condition))
      collect(type, fragment.selectionSet, reading, fields);
  }
}

function isIncluded(directives: readonly DirectiveNode[], { variables }: Reading): boolean {
  return directives.every(({ name, arguments: args = [] }) => {
    const value = args[0]?.value;
    const condition =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'skip' ? condition !== true : condition === true;
  });
}

export const setsBelow = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of an operation, every fragment counted wherever it is spread. */
export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly pages: readonly Page[];
}

/** A paged field with what is paged below it; its size may hang on a variable. A fragment is a page without records of its own. */
export interface Page {
  readonly size: number | { readonly variable: string; readonly otherwise: number };
  readonly own: 0 | 1;
  readonly inside: readonly Page[];
}

type Sizes = Omit<Measure, 'rootFields'> & { readonly fields: number };

const assumedPage = 100;
const nothing: Sizes = { depth: 0, aliases: 0, directives: 0, fields: 0, pages: [] };

export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Measure {
  const measurer = new Measurer(schema, document, operation);
  const { fields, ...sizes } = measurer.selection(operation.selectionSet, schema.getRootType(operation.operation));
  return { ...sizes, directives: sizes.directives + (operation.directives?.length ?? 0), rootFields: fields };
}

/** The most records that pages can bring back with these variables. */
export function recordsIn(pages: readonly Page[], variables: Record<string, unknown>): number {
  const counted = new Map<Page, number>();
  const count = (page: Page): number => {
    const known = counted.get(page);
    if (known !== undefined) return known;
    const records = sizeOf(page, variables) * (page.own + page.inside.reduce((sum, inner) => sum + count(inner), 0));
    counted.set(page, records);
    return records;
  };
  return pages.reduce((sum, page) => sum + count(page), 0);
}

function sizeOf({ size }: Page, variables: Record<string, unknown>): number {
  if (typeof size === 'number') return Math.max(0, size);
  const given = variables[size.variable];
  return typeof given === 'number' ? Math.max(0, given) : size.otherwise;
}

class Measurer {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Sizes>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(node.name.value, node);
  }

  selection(set: SelectionSetNode, type: GraphQLNamedType | null | undefined): Sizes {
    return set.selections.reduce((total, node) => {
      const directives = node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) return add(total, this.field(node, type), directives);
      if (node.kind === Kind.FRAGMENT_SPREAD) return add(total, this.fragment(node.name.value), directives);
      const narrowed = node.typeCondition ? this.schema.getType(node.typeCondition.name.value) : type;
      return add(total, this.selection(node.selectionSet, narrowed), directives);
    }, nothing);
  }

  // Entered before it is measured, so that a fragment inside itself (refused by another rule) ends here.
  private fragment(name: string): Sizes {
    const known = this.measured.get(name);
    const definition = this.fragments.get(name);
    if (known || !definition) return known ?? nothing;
    this.measured.set(name, nothing);
    const type = this.schema.getType(definition.typeCondition.name.value);
    const inside = add(this.selection(definition.selectionSet, type), nothing, definition.directives?.length ?? 0);
    const sizes: Sizes = {
      ...inside,
      pages: inside.pages.length < 2 ? inside.pages : [{ size: 1, own: 0, inside: inside.pages }],
    };
    this.measured.set(name, sizes);
    return sizes;
  }

  private field(node: FieldNode, parent: GraphQLNamedType | null | undefined): Sizes {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const inside = node.selectionSet ? this.selection(node.selectionSet, field && getNamedType(field.type)) : nothing;
    const size = field && this.pageSize(node, field);
    return {
      ...inside,
      depth: inside.depth + 1,
      aliases: inside.aliases + (node.alias ? 1 : 0),
      fields: 1,
      pages: size === undefined ? inside.pages : [{ size, own: 1, inside: inside.pages }],
    };
  }

  private pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): Page['size'] | undefined {
    const paging = field.args.filter(({ name }) => name === 'first' || name === 'last');
    if (paging.length === 0) return undefined;
    const given = node.arguments?.find(
      ({ name, value }) => paging.some((arg) => arg.name === name.value) && value.kind !== Kind.NULL,
    );
    const unasked = Number(paging[0]?.defaultValue ?? assumedPage);
    if (given?.value.kind === Kind.INT) return Number(given.value.value);
    if (given?.value.kind !== Kind.VARIABLE) return unasked;
    const variable = given.value.name.value;
    const definition = this.operation.variableDefinitions?.find((each) => each.variable.name.value === variable);
    const fallback = definition?.defaultValue;
    return { variable, otherwise: fallback?.kind === Kind.INT ? Number(fallback.value) : unasked };
  }
}

function add(total: Sizes, more: Sizes, directives: number): Sizes {
  return {
    depth: Math.max(total.depth, more.depth),
    aliases: total.aliases + more.aliases,
    directives: total.directives + more.directives + directives,
    fields: total.fields + more.fields,
    pages: more.pages.length === 0 ? total.pages : [...total.pages, ...more.pages],
  };
}

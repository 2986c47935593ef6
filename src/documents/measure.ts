import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of an operation as it would be read, every fragment counted wherever it is spread. */
export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
}

interface Sizes extends Omit<Measure, 'rootFields'> {
  readonly fields: number;
}

const nothing: Sizes = { depth: 0, aliases: 0, directives: 0, fields: 0 };

/** Measures each fragment once, so that fragments spreading fragments cost no more than their text. */
export function measureOperation(document: DocumentNode, operation: OperationDefinitionNode): Measure {
  const { fields, ...sizes } = new Measurer(document).selection(operation.selectionSet);
  return { ...sizes, directives: sizes.directives + (operation.directives?.length ?? 0), rootFields: fields };
}

class Measurer {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Sizes>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  selection({ selections }: SelectionSetNode): Sizes {
    return selections.reduce((total, node) => {
      const directives = node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) return add(total, this.field(node), directives);
      if (node.kind === Kind.FRAGMENT_SPREAD) return add(total, this.fragment(node.name.value), directives);
      return add(total, this.selection(node.selectionSet), directives);
    }, nothing);
  }

  // Entered before it is measured, so that a fragment inside itself (refused by another rule) ends here.
  private fragment(name: string): Sizes {
    const known = this.measured.get(name);
    const definition = this.fragments.get(name);
    if (known || !definition) return known ?? nothing;
    this.measured.set(name, nothing);
    const sizes = add(nothing, this.selection(definition.selectionSet), definition.directives?.length ?? 0);
    this.measured.set(name, sizes);
    return sizes;
  }

  private field({ selectionSet, alias }: FieldNode): Sizes {
    const inside = selectionSet ? this.selection(selectionSet) : nothing;
    return { ...inside, depth: inside.depth + 1, aliases: inside.aliases + (alias ? 1 : 0), fields: 1 };
  }
}

function add(total: Sizes, more: Sizes, directives: number): Sizes {
  return {
    depth: Math.max(total.depth, more.depth),
    aliases: total.aliases + more.aliases,
    directives: total.directives + more.directives + directives,
    fields: total.fields + more.fields,
  };
}

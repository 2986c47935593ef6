import {
  type ArgumentNode,
  type DirectiveNode,
  type FieldNode,
  GraphQLBoolean,
  type GraphQLField,
  GraphQLNonNull,
  type GraphQLObjectType,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Making } from './selections';

export const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

export const fieldNode = (name: string, alias?: string): FieldNode => ({
  kind: Kind.FIELD,
  name: nameNode(name),
  ...(alias && { alias: nameNode(alias) }),
});

export const inlineFragment = (type: string | undefined, selections: readonly SelectionNode[]): InlineFragmentNode => ({
  kind: Kind.INLINE_FRAGMENT,
  ...(type && { typeCondition: { kind: Kind.NAMED_TYPE, name: nameNode(type) } }),
  selectionSet: { kind: Kind.SELECTION_SET, selections },
});

/** Two such aliases are alike in their first 63 bytes. */
const longStart = 'a_response_key_that_is_longer_than_any_name_that_postgresql_would_keep_';

/** Aliases, directives and fragments around what is selected. */
export class Decorations {
  private aliases = 0;

  constructor(private readonly making: Making) {}

  alias(): string {
    this.aliases += 1;
    return this.making.random.chance(0.05) ? `${longStart}${this.aliases}` : `k${this.aliases}`;
  }

  private directives(): DirectiveNode[] {
    const { random, variables } = this.making;
    if (!random.chance(0.08)) return [];
    const name = random.pick(['skip', 'include']);
    const type = new GraphQLNonNull(GraphQLBoolean);
    // Rather shown than not, so that documents keep something to compare.
    const value = random.chance(0.7) === (name === 'include');
    const condition = variables.write(value, type, { name: 'if' }, 0.6);
    return [
      {
        kind: Kind.DIRECTIVE,
        name: nameNode(name),
        arguments: [{ kind: Kind.ARGUMENT, name: nameNode('if'), value: condition }],
      },
    ];
  }

  leaf(field?: GraphQLField<unknown, unknown>): FieldNode {
    const { random } = this.making;
    const name = field?.name ?? '__typename';
    return { ...fieldNode(name, random.chance(0.2) ? this.alias() : undefined), directives: this.directives() };
  }

  field(
    name: string,
    alias: string | undefined,
    args: readonly ArgumentNode[],
    selections: readonly SelectionNode[],
  ): FieldNode {
    const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
    return { ...fieldNode(name, alias), arguments: args, directives: this.directives(), selectionSet };
  }

  spread(name: string): SelectionNode {
    return { kind: Kind.FRAGMENT_SPREAD, name: nameNode(name), directives: this.directives() };
  }

  /** Puts part of the selections into fragments, with the type's own name, its interface's, or none. */
  wrapped(selections: SelectionNode[], type: GraphQLObjectType): SelectionNode[] {
    const { random } = this.making;
    if (selections.length === 0 || !random.chance(0.15)) return selections;
    const cut = random.below(selections.length);
    const [outside, inside] = [selections.slice(0, cut), selections.slice(cut)];
    const fragment = inlineFragment(random.chance(0.6) ? type.name : undefined, inside);
    const made: SelectionNode[] = [...outside, { ...fragment, directives: this.directives() }];
    const [implemented] = type.getInterfaces();
    if (implemented && random.chance(0.4)) made.push(inlineFragment(implemented.name, [fieldNode('id', this.alias())]));
    return random.chance(0.3) ? made.reverse() : made;
  }

  /** More keys than one call of a function takes, one of them long. */
  manyKeys(leaves: readonly GraphQLField<unknown, unknown>[]): FieldNode[] {
    const { random } = this.making;
    const many = Array.from({ length: 51 + random.below(60) }, () => fieldNode(random.pick(leaves).name, this.alias()));
    this.aliases += 1;
    return [...many, fieldNode('__typename', `${longStart}${this.aliases}`)];
  }

  introspection(): FieldNode {
    const { random } = this.making;
    const below = (...names: string[]) =>
      ({ kind: Kind.SELECTION_SET, selections: names.map((name) => fieldNode(name)) }) as const;
    if (random.chance(0.5)) {
      const queryType = { ...fieldNode('queryType'), selectionSet: below('name', 'kind') };
      return {
        ...fieldNode('__schema', this.alias()),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [queryType] },
      };
    }
    const name = {
      kind: Kind.ARGUMENT,
      name: nameNode('name'),
      value: { kind: Kind.STRING, value: 'Customer' },
    } as const;
    return { ...fieldNode('__type', this.alias()), arguments: [name], selectionSet: below('name', 'kind') };
  }
}

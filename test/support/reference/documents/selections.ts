import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Context, WayModel } from '../model/model';
import { isModelled, modelOf, ways } from '../model/models';
import { Decorations, fieldNode, inlineFragment, nameNode } from './decorations';
import type { Inputs, Meaning } from './inputs';
import { pageArguments } from './paging';
import type { Pools } from './pools';
import type { Random } from './random';
import type { Variables } from './variables';

export interface Making {
  readonly schema: GraphQLSchema;
  readonly context: Context;
  readonly random: Random;
  readonly pools: Pools;
  readonly inputs: Inputs;
  readonly variables: Variables;
  readonly fragments: FragmentDefinitionNode[];
}

type Definition = GraphQLField<unknown, unknown>;

const isAmount = (field: Definition) => getNamedType(field.type).name === 'Money';

const deepest = 7;
const mostRows = 1200;

/** Makes selections that never contradict each other: a field with arguments gets a key of its own. */
export class Selections {
  private readonly decorations: Decorations;
  /** Fields that stand under their own name keep one set of arguments in the whole document. */
  private readonly bareArguments = new Map<string, { args: readonly ArgumentNode[]; rows: number }>();

  constructor(private readonly making: Making) {
    this.decorations = new Decorations(making);
  }

  ofQuery(): SelectionNode[] {
    const { schema, random } = this.making;
    const query = schema.getQueryType() as GraphQLObjectType;
    const fields = Object.values(query.getFields());
    const chosen = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => random.pick(fields));
    const made = chosen.flatMap((field) => this.composite(query, field, 0, 1));
    if (random.chance(0.04)) made.push(this.decorations.introspection());
    return this.decorations.wrapped(made, query);
  }

  /** Selections of a type, `rows` times answered at most. */
  of(typeName: string, depth: number, rows: number): SelectionNode[] {
    const { schema, random } = this.making;
    const type = schema.getType(typeName);
    if (isAbstractType(type)) return this.ofAbstract(typeName, depth, rows);
    if (!isObjectType(type)) throw new Error(`${typeName} has no fields.`);
    if (depth < deepest && random.chance(0.06)) return this.fragmentSpread(type, depth, rows);
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) || isAmount(field));
    const others = depth < deepest && rows <= mostRows ? fields.filter((field) => !leaves.includes(field)) : [];
    const made: SelectionNode[] = random
      .some(leaves, random.chance(0.06) ? leaves.length : random.pick([0, 1, 2, 2, 3, 4]))
      .map((field) => (isAmount(field) ? this.amount(field) : this.decorations.leaf(field)));
    const followed = random.some(others, this.breadth(type, depth));
    for (const field of followed) made.push(...this.composite(type, field, depth, rows));
    if (made.length === 0 || random.chance(0.15)) made.push(this.decorations.leaf());
    const plain = leaves.filter((field) => !isAmount(field));
    if (plain.length > 0 && random.chance(0.01)) made.push(...this.decorations.manyKeys(plain));
    return this.decorations.wrapped(made, type);
  }

  private amount(field: Definition): FieldNode {
    const { random } = this.making;
    const parts = random.some(['amount', 'currency', '__typename'], 1 + random.below(3));
    const alias = random.chance(0.2) ? this.decorations.alias() : undefined;
    return this.decorations.field(
      field.name,
      alias,
      [],
      parts.map((name) => fieldNode(name)),
    );
  }

  private breadth(type: GraphQLObjectType, depth: number): number {
    const { random } = this.making;
    if (!isModelled(type.name)) return random.pick([1, 1, 2]);
    return depth < 3 ? random.pick([0, 1, 1, 2]) : random.pick([0, 0, 0, 1]);
  }

  private ofAbstract(typeName: string, depth: number, rows: number): SelectionNode[] {
    const { schema, random } = this.making;
    const type = schema.getType(typeName);
    if (!isAbstractType(type)) throw new Error(`${typeName} is not abstract.`);
    const possible = schema.getPossibleTypes(type);
    const usual = possible.filter(({ name }) => ['Customer', 'Account', 'OrgUnit', 'Interaction'].includes(name));
    const count = random.pick([1, 1, 2, 3]);
    const chosen = [...random.some(usual, 1), ...random.some(possible, count)];
    const made: SelectionNode[] = chosen.map(({ name }) => inlineFragment(name, this.of(name, depth + 1, rows)));
    if (random.chance(0.6)) made.push(this.decorations.leaf());
    if (random.chance(0.5))
      made.push(typeName === 'Node' ? fieldNode('id') : inlineFragment('Node', [fieldNode('id')]));
    return made;
  }

  private fragmentSpread(type: GraphQLObjectType, depth: number, rows: number): SelectionNode[] {
    const { random, fragments } = this.making;
    const known = fragments.filter((fragment) => fragment.typeCondition.name.value === type.name);
    if (known.length > 0 && random.chance(0.5)) return [this.decorations.spread(random.pick(known).name.value)];
    // Named only when it is whole, so that no fragment spreads itself.
    const selections = this.of(type.name, depth + 1, rows * 4);
    const name = `F${fragments.length}`;
    fragments.push({
      kind: Kind.FRAGMENT_DEFINITION,
      name: nameNode(name),
      typeCondition: { kind: Kind.NAMED_TYPE, name: nameNode(type.name) },
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    });
    return [this.decorations.spread(name)];
  }

  /** A field with selections of its own; now and then once more with others below. */
  private composite(parent: GraphQLObjectType, field: Definition, depth: number, rows: number): FieldNode[] {
    const { random } = this.making;
    const coordinate = `${parent.name}.${field.name}`;
    const { args, size, alias } = this.argumentsOf(parent, field, coordinate, rows);
    const target = getNamedType(field.type).name;
    const below = () => this.of(target, depth + 1, rows * Math.max(size, 1));
    const made = [this.decorations.field(field.name, alias, args, below())];
    if (random.chance(0.1)) made.push(this.decorations.field(field.name, alias, args, below()));
    return made;
  }

  private argumentsOf(parent: GraphQLObjectType, field: Definition, coordinate: string, rows: number) {
    const { random } = this.making;
    const bare = this.bareArguments.get(coordinate);
    if (bare && random.chance(0.3)) return { args: bare.args, size: bare.rows, alias: undefined };
    const { values, size } = this.valuesOf(parent, field, coordinate, rows);
    const args = Object.entries(values).map(([name, value]): ArgumentNode => {
      const definition = field.args.find((one) => one.name === name);
      if (!definition) throw new Error(`${coordinate} takes no ${name}.`);
      const meaning = this.meaningOf(parent, field, name);
      return {
        kind: Kind.ARGUMENT,
        name: nameNode(name),
        value: this.making.variables.write(value, definition.type, meaning),
      };
    });
    if (bare || random.chance(0.5)) return { args, size, alias: this.decorations.alias() };
    this.bareArguments.set(coordinate, { args, rows: size });
    return { args, size, alias: undefined };
  }

  private valuesOf(
    parent: GraphQLObjectType,
    field: Definition,
    coordinate: string,
    rows: number,
  ): { values: Record<string, unknown>; size: number } {
    const { random, context, inputs, pools } = this.making;
    const way = parent.name === 'Query' || isModelled(parent.name) ? ways(parent.name)[field.name] : undefined;
    const values: Record<string, unknown> = {};
    let size = 1;
    if (way?.kind === 'one' && way.isLookup) {
      const scheme = getNamedType(field.args.find(({ name }) => name === 'scheme')?.type as GraphQLInputType);
      return { values: pools.exactNumber(isEnumType(scheme) ? scheme.getValues().map(({ name }) => name) : []), size };
    }
    if (way?.kind === 'one' && way.exactlyOne) {
      const code = way.exactlyOne.find((name) => name !== 'id') as string;
      const column = way.to === 'Customer' ? 'customer_number' : 'code';
      const byId = random.chance(0.5);
      if (byId || random.chance(0.01)) values.id = pools.id(way.idPrefix);
      if (!byId) values[code] = random.chance(0.95) ? pools.code(modelOf(way.to), column) : 'none';
      if (random.chance(0.1) && !('id' in values)) values.id = null;
      return { values: { ...values, ...this.timeOf(parent, field) }, size };
    }
    if (way?.kind === 'one' && way.to === 'PartyNetwork') {
      const walk = way.ids ? pools.path(way.idPrefix) : pools.walk();
      const size = Math.min(20, Number(walk.limit ?? 20));
      return { values: { ...walk, ...this.timeOf(parent, field) }, size };
    }
    if (field.args.some(({ name }) => name === 'first')) {
      const page = pageArguments(random, context, coordinate, Math.max(1, mostRows / rows));
      Object.assign(values, page.args);
      size = page.rows;
    }
    for (const { name, type } of field.args) {
      if (/^(first|last|after|before|asOf|recordedAsOf)$/.test(name) || name in values) continue;
      const required = String(type).endsWith('!');
      if (required || (!('after' in values) && !('before' in values) && random.chance(0.35))) {
        values[name] = inputs.make(type, this.meaningOf(parent, field, name));
      }
    }
    return { values: { ...values, ...this.timeOf(parent, field) }, size };
  }

  private timeOf(parent: GraphQLObjectType, field: Definition): Record<string, unknown> {
    const { random, inputs } = this.making;
    const named = field.args.filter(({ name }) => /sOf$/.test(name) && random.chance(0.15));
    return Object.fromEntries(
      named.map(({ name, type }) => [
        name,
        random.chance(0.1) ? null : inputs.make(type, this.meaningOf(parent, field, name)),
      ]),
    );
  }

  private meaningOf(parent: GraphQLObjectType, field: Definition, name: string): Meaning {
    const way: WayModel | undefined =
      parent.name === 'Query' || isModelled(parent.name) ? ways(parent.name)[field.name] : undefined;
    const idPrefix = way && 'idPrefix' in way ? way.idPrefix : undefined;
    const model = way && 'to' in way ? modelOf(way.to) : undefined;
    return { name, ...(model && { model }), ...(idPrefix && { idPrefix }) };
  }
}

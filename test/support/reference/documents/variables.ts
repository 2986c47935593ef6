import {
  type ConstValueNode,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parseType,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Inputs, Meaning } from './inputs';
import type { Random } from './random';

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly meaning: Meaning;
  readonly value: unknown;
  readonly byDefault?: ValueNode;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** Writes values into a document, now as literals, now as variables, and keeps the variables' values. */
export class Variables {
  private readonly made: Variable[] = [];

  constructor(
    private readonly random: Random,
    private readonly inputs: Inputs,
  ) {}

  /** The value as a literal or a variable, whole or in parts. */
  write(value: unknown, type: GraphQLInputType, meaning: Meaning, share = 0.3): ValueNode {
    return this.random.chance(share) ? this.variable(value, type, meaning) : this.literal(value, type, meaning);
  }

  private variable(value: unknown, type: GraphQLInputType, meaning: Meaning): ValueNode {
    const name = `v${this.made.length}`;
    const nullable = !isNonNullType(type);
    const byDefault = nullable && value !== null && this.random.chance(0.1);
    this.made.push({ name, type, meaning, value, ...(byDefault && { byDefault: this.plain(value, type) }) });
    return { kind: Kind.VARIABLE, name: nameNode(name) };
  }

  private plain(value: unknown, type: GraphQLInputType): ValueNode {
    return this.node(value, type, (part, partType) => this.plain(part, partType));
  }

  private literal(value: unknown, type: GraphQLInputType, meaning: Meaning): ValueNode {
    return this.node(value, type, (part, partType, name) =>
      this.write(part, partType, { ...meaning, name: name ?? meaning.name }, 0.12),
    );
  }

  private node(
    value: unknown,
    type: GraphQLInputType,
    inner: (value: unknown, type: GraphQLInputType, name?: string) => ValueNode,
  ): ValueNode {
    const bare = getNullableType(type);
    if (value === null) return { kind: Kind.NULL };
    if (isListType(bare))
      return { kind: Kind.LIST, values: (value as unknown[]).map((item) => inner(item, bare.ofType)) };
    if (isInputObjectType(bare)) {
      const types = bare.getFields();
      const fields = Object.entries(value as object).map(([name, part]) => ({
        kind: Kind.OBJECT_FIELD,
        name: nameNode(name),
        value: inner(part, types[name]?.type as GraphQLInputType, name),
      }));
      return { kind: Kind.OBJECT, fields } as ValueNode;
    }
    if (isEnumType(bare)) return { kind: Kind.ENUM, value: String(value) };
    if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
    if (typeof value === 'number') return { kind: Kind.INT, value: String(value) };
    return { kind: Kind.STRING, value: String(value) };
  }

  definitions(): VariableDefinitionNode[] {
    return this.made.map(
      ({ name, type, byDefault }): VariableDefinitionNode => ({
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: nameNode(name) },
        type: parseType(String(type)),
        ...(byDefault && { defaultValue: byDefault as ConstValueNode }),
      }),
    );
  }

  /** The values of one request; what has a default or may be absent is left out now and then. */
  values(): Record<string, unknown> {
    const given = this.made.filter(
      ({ byDefault, type }) => !((byDefault || !isNonNullType(type)) && this.random.chance(0.15)),
    );
    return Object.fromEntries(given.map(({ name, value }) => [name, value]));
  }

  /** Other values for a second request, most of them of the same form. */
  varied(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const varied = this.made
      .filter(({ name }) => name in values)
      .map(({ name, type, meaning }) => [name, this.inputs.vary(values[name], type, meaning)]);
    return Object.fromEntries(varied);
  }
}

import type { GraphQLSchema } from 'graphql';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  validate,
} from 'graphql';
import type { Context } from '../model/model';
import { Inputs } from './inputs';
import { Pools } from './pools';
import { Random } from './random';
import { Selections } from './selections';
import { Variables } from './variables';

/** A random document with the variables of two requests. */
export interface RandomDocument {
  readonly text: string;
  readonly document: DocumentNode;
  readonly requests: readonly Readonly<Record<string, unknown>>[];
}

/** A valid document over the schema that follows from the seed, the rows and the cursors met so far. */
export function randomDocument(schema: GraphQLSchema, context: Context, seed: number): RandomDocument {
  const random = new Random(seed);
  let made = attempt(schema, context, random);
  // Fields of one name and different types may meet under fragments on different types; such a draft is dropped.
  while (validate(schema, made.document).length > 0) made = attempt(schema, context, random);
  return made;
}

function attempt(schema: GraphQLSchema, context: Context, random: Random): RandomDocument {
  const pools = new Pools(random, context);
  const inputs = new Inputs(random, pools);
  const variables = new Variables(random, inputs);
  const fragments: FragmentDefinitionNode[] = [];
  const selections = new Selections({ schema, context, random, pools, inputs, variables, fragments });
  const selected = selections.ofQuery();
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: 'query' as never,
    ...(random.chance(0.3) && { name: { kind: Kind.NAME, value: 'Random' } as const }),
    variableDefinitions: variables.definitions(),
    selectionSet: { kind: Kind.SELECTION_SET, selections: selected as SelectionNode[] },
  };
  const text = print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] });
  const first = variables.values();
  return { text, document: parse(text), requests: [first, variables.varied(first)] };
}

import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLSchema,
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
  printSchema,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { applyMiddleware } from 'graphql-middleware';
import type { Bank } from './bank';
import type { CursorBook } from './cursors';
import { Inspection } from './inspect';
import type { Context, Item } from './model/model';
import { isModelled, modelOf, ways } from './model/models';
import { deniedCode, permissionsOf } from './permissions';
import { Reader } from './reader';
import { fieldValue, wayValue } from './resolve';
import type { Row } from './values';

/** The right answer: data with what is withheld, or the codes one of which refuses the operation. */
export interface RightAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly refused: ReadonlySet<string>;
  readonly access: readonly string[];
}

interface Question {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly staffNumber: string;
  readonly principal: string;
}

interface World {
  readonly bank: Bank;
  readonly today: string;
  /** The bank's day of a moment. */
  readonly dayOf: (moment: string) => string;
  readonly cursors: CursorBook;
  readonly unseal: (identifier: Row) => string;
}

/** Fields that tell no rows of the bank; each has tests of its own. */
const leftOut = new Set(['Viewer.access', 'Query.auditTrail']);

/** Gives every field of the printed schema a resolver of the reference's own; a field it does not know is an error. */
function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (item: Item) => item.model.name;
    if (!isObjectType(type) || type.name.startsWith('__') || !(type.name === 'Query' || isModelled(type.name)))
      continue;
    const fields = type.getFields();
    for (const field of Object.values(fields)) {
      if (leftOut.has(`${type.name}.${field.name}`)) {
        delete fields[field.name];
        continue;
      }
      const way = ways(type.name)[field.name];
      const own = type.name === 'Query' ? undefined : modelOf(type.name).fields[field.name];
      if (way) {
        const coordinate = `${type.name}.${field.name}`;
        field.resolve = (parent: Item | undefined, args, context: Context) =>
          wayValue(way, parent ?? null, coordinate, args, context);
      } else if (own) {
        field.resolve = (parent: Item, _args, context: Context) => fieldValue(parent, own, context);
      } else if (field.name === 'id') {
        field.resolve = (parent: Item) => parent.row.public_id;
      } else {
        throw new Error(`The reference does not know ${type.name}.${field.name}.`);
      }
    }
  }
  return schema;
}

/** An executor of the plainest kind over rows in memory, under a complete tree of shield rules. */
export class Reference {
  readonly schema: GraphQLSchema;
  private readonly guarded: GraphQLSchema;
  private readonly names = new Map<string, ReadonlySet<string>>();
  private readonly readers = new Map<string, Reader>();

  constructor(
    product: GraphQLSchema,
    readonly world: World,
  ) {
    this.schema = withResolvers(buildSchema(printSchema(product)));
    this.guarded = applyMiddleware(this.schema, permissionsOf(this.schema));
  }

  readerOf(staffNumber: string): Reader {
    let reader = this.readers.get(staffNumber);
    if (!reader) {
      reader = new Reader(this.world.bank, staffNumber, this.world.today, this.world.dayOf);
      this.readers.set(staffNumber, reader);
    }
    return reader;
  }

  async answer({ document, variables, staffNumber, principal }: Question): Promise<RightAnswer> {
    const context: Context = { ...this.world, principal, reader: this.readerOf(staffNumber) };
    const inspection = this.inspect(document, variables, context);
    const refused = inspection.refusals.codes;
    const access = [...inspection.notices].map(([key, effect]) => `${key} ${effect}`);
    if (refused.size > 0) return { data: null, refused, access: [] };
    const result = await execute({
      schema: this.guarded,
      document,
      variableValues: variables,
      contextValue: context,
    });
    const faults = (result.errors ?? []).filter((error) => error.extensions.code !== deniedCode);
    if (faults[0]) throw faults[0].originalError ?? faults[0];
    return { data: result.data ?? null, refused, access: access.sort() };
  }

  private inspect(document: DocumentNode, variables: Readonly<Record<string, unknown>>, context: Context): Inspection {
    const operation = getOperationAST(document);
    if (!operation) throw new Error('The document has no single operation.');
    const { coerced, errors } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables);
    const fragments = Object.fromEntries(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    const reading = { fragments, variables: coerced ?? {}, namesOf: (type: string) => this.namesOf(type) };
    const inspection = new Inspection(this.schema, reading, context);
    if (errors) inspection.refusals.add('BAD_USER_INPUT');
    else inspection.walk('Query', [operation.selectionSet], 1);
    return inspection;
  }

  private namesOf(type: string): ReadonlySet<string> {
    let names = this.names.get(type);
    if (!names) {
      const abstract = Object.values(this.schema.getTypeMap()).filter(
        (one) => isAbstractType(one) && this.schema.getPossibleTypes(one).some(({ name }) => name === type),
      );
      names = new Set([type, ...abstract.map(({ name }) => name)]);
      this.names.set(type, names);
    }
    return names;
  }
}

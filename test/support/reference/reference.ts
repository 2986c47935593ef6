import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLNamedType,
  type GraphQLObjectType,
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
import type { Watch } from './model/watch';
import { deniedCode, permissionsOf } from './permissions';
import { Reader } from './reader';
import { fieldValue, wayValue } from './resolve';
import type { Row } from './values';

/** The right answer: data with what is withheld, or the codes one of which refuses the operation. */
export interface RightAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly refused: ReadonlySet<string>;
  readonly access: readonly string[];
  /** The keys of the customers of whom something stands in the data. */
  readonly touched: readonly number[];
}

interface Question {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly staffNumber: string;
  readonly principal: string;
  readonly watch?: Watch;
}

interface World {
  readonly bank: Bank;
  readonly today: string;
  /** ISO 8601. */
  readonly now: string;
  /** The bank's day of a moment. */
  readonly dayOf: (moment: string) => string;
  readonly cursors: CursorBook;
  readonly unseal: (identifier: Row) => string;
}

/** Fields that tell no rows of the bank; each has tests of its own. */
const leftOut = new Set(['Viewer.access', 'Query.auditTrail', 'Query.breakGlass']);

/** Gives every field of the printed schema a resolver of the reference's own; a field it does not know is an error. */
function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (item: Item) => item.model.name;
    if (type.name === 'LinkedParty') asTouching(type, ({ customerId }: { customerId?: number }) => customerId);
    if (!isObjectType(type) || type.name.startsWith('__') || !(type.name === 'Query' || isModelled(type.name)))
      continue;
    if (isModelled(type.name)) asTouching(type, ownerOf);
    const fields = type.getFields();
    for (const field of Object.values(fields)) {
      if (leftOut.has(`${type.name}.${field.name}`)) {
        delete fields[field.name];
        continue;
      }
      const coordinate = `${type.name}.${field.name}`;
      const way = ways(type.name)[field.name];
      const own = type.name === 'Query' ? undefined : modelOf(type.name).fields[field.name];
      if (way) {
        field.resolve = (parent: Item | undefined, args, context: Context) => {
          context.told.add(coordinate);
          return wayValue(way, parent ?? null, coordinate, args, context);
        };
      } else if (own) {
        field.resolve = (parent: Item, _args, context: Context) => {
          context.told.add(coordinate);
          return fieldValue(parent, own, context);
        };
      } else if (field.name === 'id') {
        field.resolve = (parent: Item, _args, context: Context) => {
          context.told.add(coordinate);
          return parent.row.public_id;
        };
      } else {
        throw new Error(`The reference does not know ${type.name}.${field.name}.`);
      }
    }
  }
  return schema;
}

/** A row of the whole bank or of a group is nobody's own. */
const ownerOf = ({ model: { scope }, row }: Item) =>
  scope === 'everybody' || (typeof scope === 'object' && 'group' in scope) ? undefined : (row.customer_id as number);

/** The executor asks a type of every object that it completes: that is when a customer is touched. */
function asTouching<Value>(type: GraphQLNamedType, owner: (value: Value) => number | undefined): void {
  (type as GraphQLObjectType).isTypeOf = (value, context: Context) => {
    const customer = owner(value as Value);
    // What is summed up over many belongs to nobody.
    if (customer) context.touched.add(customer);
    return true;
  };
}

/** An executor of the plainest kind over rows in memory, under a complete tree of shield rules. */
export class Reference {
  readonly schema: GraphQLSchema;
  private readonly guarded: GraphQLSchema;
  private readonly names = new Map<string, ReadonlySet<string>>();
  private readonly readers = new Map<string, Reader>();

  /** `like` is a reference over the same schema whose rows or day are others. */
  constructor(
    product: GraphQLSchema,
    readonly world: World,
    like?: Reference,
  ) {
    this.schema = like?.schema ?? withResolvers(buildSchema(printSchema(product)));
    this.guarded = like?.guarded ?? applyMiddleware(this.schema, permissionsOf(this.schema));
  }

  readerOf(staffNumber: string): Reader {
    let reader = this.readers.get(staffNumber);
    if (!reader) {
      reader = new Reader(this.world.bank, staffNumber, this.world.today, this.world.dayOf, this.world.now);
      this.readers.set(staffNumber, reader);
    }
    return reader;
  }

  /** Fields of records that the answers so far have told. */
  readonly told = new Set<string>();

  /** The fields of Query and of all records. */
  coordinates(): string[] {
    return Object.values(this.schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && (type.name === 'Query' || isModelled(type.name))
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    );
  }

  contextOf(staffNumber: string, principal: string): Context {
    const { told } = this;
    return { ...this.world, principal, reader: this.readerOf(staffNumber), touched: new Set(), told };
  }

  async answer({ document, variables, staffNumber, principal, watch }: Question): Promise<RightAnswer> {
    const context: Context = { ...this.contextOf(staffNumber, principal), ...(watch && { watch }) };
    const inspection = this.inspect(document, variables, context);
    const refused = inspection.refusals.codes;
    const access = [...inspection.notices].map(([key, effect]) => `${key} ${effect}`);
    if (refused.size > 0) return { data: null, refused, access: [], touched: [] };
    const result = await execute({
      schema: this.guarded,
      document,
      variableValues: variables,
      contextValue: context,
    });
    const faults = (result.errors ?? []).filter((error) => error.extensions.code !== deniedCode);
    if (faults[0]) throw faults[0].originalError ?? faults[0];
    const touched = [...context.touched].sort((one, other) => one - other);
    return { data: result.data ?? null, refused, access: access.sort(), touched };
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

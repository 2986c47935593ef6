import { sql } from 'drizzle-orm';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import type { Decisions } from '../../access/decisions';
import { badInput } from '../../errors';
import type { EdgeField, OrderTerm } from '../declare/field';
import { entityOf } from '../declare/registry';
import { type ArgumentValues, RequestInputs } from './inputs';
import type { Operation } from './operation';
import type { ArgumentSource, FieldPlan, ObjectPlan, PagePlan, Plan } from './plan';
import { Planner } from './planner';
import {
  columnsOf,
  markedIn,
  type RowPath,
  type RowSelection,
  type RowShape,
  rowSelection,
  rowShapes,
} from './row-shape';

/** The field at the top of a document whose rows a report reads: of a connection over all its pages. */
export interface RowSource {
  readonly plan: Plan;
  /** What is no connection is read as a page without an end. */
  readonly page: PagePlan;
  readonly cardinality: EdgeField['cardinality'];
  readonly object: ObjectPlan;
  readonly shapes: readonly RowShape[];
  /** The keys that lead from the root to the rows. */
  readonly path: readonly [top: string, ...rows: RowPath];
  /** The operation with nothing but the rows. */
  readonly definition: OperationDefinitionNode;
}

const isTop = ({ coordinate }: ArgumentSource) => coordinate.startsWith('Query.');

/** A report goes over all pages from the start, or from behind a cursor, whatever page the document asks for. */
function overAllPages(source: ArgumentSource, values: ArgumentValues, after: string | undefined): ArgumentValues {
  if (!isTop(source)) return values;
  const { first: _first, after: _after, last, before, ...list } = values;
  if (last != null || before != null)
    throw badInput(`A report reads ${source.coordinate} forward: leave out last and before.`);
  return after === undefined ? list : { ...list, after };
}

class RowPlanner extends Planner {
  constructor(
    schema: GraphQLSchema,
    operation: Operation,
    decisions: Decisions,
    private readonly after: string | undefined,
  ) {
    super(schema, operation, decisions);
  }

  override values(source: ArgumentSource): ArgumentValues {
    return overAllPages(source, super.values(source), this.after);
  }
}

/** What a report's request brings to its plan. */
export class RowInputs extends RequestInputs {
  constructor(
    request: ConstructorParameters<typeof RequestInputs>,
    private readonly after: string | undefined,
  ) {
    super(...request);
  }

  override arguments(source: ArgumentSource): ArgumentValues {
    return overAllPages(source, super.arguments(source), this.after);
  }
}

/** Plans a document as a report; refuses one whose rows cannot be told. */
export function planRows(
  schema: GraphQLSchema,
  operation: Operation,
  decisions: Decisions,
  after: string | undefined,
): RowSource {
  const { definition, fragments, variables } = operation;
  if (definition.operation !== OperationTypeNode.QUERY) throw badInput('A report is made from a query.');
  const query = schema.getQueryType() as GraphQLObjectType;
  const planner = new RowPlanner(schema, operation, decisions, after);
  const plan = planner.plan();
  const [field] = plan.fields;
  if (!field || plan.fields.length > 1 || !isReadable(field)) {
    throw badInput(
      `A report has one field at its top, whose records are the rows; this document has ${plan.fields.length} fields there${
        field && !isReadable(field) ? `, and ${field.key} tells no records` : ''
      }.`,
    );
  }
  const page = field.kind === 'page' ? field : endless(field);
  if (field.kind !== 'page' && after !== undefined)
    throw badInput(`${field.key} is no connection and tells its records at once: leave out after.`);
  const top = collectFields(schema, fragments, variables, query, definition.selectionSet).get(page.key) ?? [];
  const definedAs = query.getFields()[(top[0] as FieldNode).name.value];
  if (!definedAs) throw new Error('A planned field is not in the schema.');
  const type = getNamedType(definedAs.type) as GraphQLObjectType;
  const selection =
    field.kind === 'page' ? rowSelection(planner, type, top) : { path: [] as const, levels: [top], type };
  const shapes = rowShapes(planner, selection.type, selection.levels.at(-1) ?? []);
  if (markedIn(shapes) > 1) throw badInput('Only one list of a document can be marked with @rows.');
  if (columnsOf(shapes).length === 0) throw badInput('The document selects no column.');
  return {
    plan,
    page,
    cardinality: field.kind,
    object: field.kind === 'page' ? objectAt(field, selection.path) : field.object,
    shapes,
    path: [page.key, ...selection.path],
    definition: {
      ...definition,
      selectionSet: field.kind === 'page' ? rowsOnly(top, selection) : { kind: Kind.SELECTION_SET, selections: top },
    },
  };
}

type ReadablePlan = Extract<FieldPlan, { kind: 'one' | 'list' | 'page' }>;

const isReadable = (field: FieldPlan): field is ReadablePlan =>
  field.kind === 'one' || field.kind === 'list' || field.kind === 'page';

/** A record or a list as a page: in the list's own order, and by the key where that leaves any choice. */
function endless({ key, edge, object }: Exclude<ReadablePlan, PagePlan>): PagePlan {
  const last: OrderTerm = {
    column: (row) => sql`${entityOf(edge.field.to).key.row(row)}`,
    sqlType: 'bigint',
    nullable: false,
    direction: 'ASC',
  };
  const size = { rows: 1, total: 1 };
  const selections = [{ kind: 'nodes', key, objects: [object] }] as const;
  return { kind: 'page', key, edge, order: [...edge.field.order, last], backward: false, size, selections };
}

function objectAt(page: PagePlan, path: RowPath): ObjectPlan {
  const selected = page.selections.find(({ key }) => key === path[0]);
  const objects =
    selected?.kind === 'nodes'
      ? selected.objects
      : selected?.kind === 'edges'
        ? selected.parts.flatMap((part) => (part.kind === 'node' && part.key === path[1] ? part.objects : []))
        : [];
  const [object] = objects;
  if (!object) throw new Error('The rows of a report were not planned.');
  return object;
}

/** The selections that lead to the rows, so that counts and page ends are not asked of rows read one after another. */
function rowsOnly(
  top: readonly FieldNode[],
  { levels }: Pick<RowSelection, 'levels'>,
): OperationDefinitionNode['selectionSet'] {
  const [inner = [], ...deeper] = [...levels].reverse();
  const outer = deeper.reduce<readonly FieldNode[]>((selections, nodes) => around(nodes, selections), inner);
  return { kind: Kind.SELECTION_SET, selections: around(top, outer) };
}

const around = (nodes: readonly FieldNode[], selections: readonly FieldNode[]): FieldNode[] =>
  nodes.slice(0, 1).map((node) => ({ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }));

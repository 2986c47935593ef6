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
import { type ArgumentValues, RequestInputs } from './inputs';
import type { Operation } from './operation';
import type { ArgumentSource, ObjectPlan, PagePlan, Plan } from './plan';
import { Planner } from './planner';
import { columnsOf, markedIn, type RowSelection, type RowShape, rowSelection, rowShapes } from './row-shape';

/** The connection of a document whose rows a report reads, over all its pages. */
export interface RowSource {
  readonly plan: Plan;
  readonly page: PagePlan;
  readonly object: ObjectPlan;
  readonly shapes: readonly RowShape[];
  /** The keys that lead from the root to the rows. */
  readonly path: readonly [connection: string, ...rows: RowSelection['path']];
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
  const [page] = plan.fields;
  if (page?.kind !== 'page' || plan.fields.length > 1) {
    throw badInput(
      `A report has one connection at its top, whose nodes are the rows; this document has ${plan.fields.length} fields there${
        page && page.kind !== 'page' ? `, and ${page.key} is no connection` : ''
      }.`,
    );
  }
  const top = collectFields(schema, fragments, variables, query, definition.selectionSet).get(page.key) ?? [];
  const field = query.getFields()[(top[0] as FieldNode).name.value];
  if (!field) throw new Error('A planned field is not in the schema.');
  const selection = rowSelection(planner, getNamedType(field.type) as GraphQLObjectType, top);
  const shapes = rowShapes(planner, selection.type, selection.levels.at(-1) ?? []);
  if (markedIn(shapes) > 1) throw badInput('Only one list of a document can be marked with @rows.');
  if (columnsOf(shapes).length === 0) throw badInput('The document selects no column.');
  return {
    plan,
    page,
    object: objectAt(page, selection),
    shapes,
    path: [page.key, ...selection.path],
    definition: { ...definition, selectionSet: rowsOnly(top, selection) },
  };
}

function objectAt(page: PagePlan, { path }: RowSelection): ObjectPlan {
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
function rowsOnly(top: readonly FieldNode[], { levels }: RowSelection): OperationDefinitionNode['selectionSet'] {
  const [inner = [], ...deeper] = [...levels].reverse();
  const outer = deeper.reduce<readonly FieldNode[]>((selections, nodes) => around(nodes, selections), inner);
  return { kind: Kind.SELECTION_SET, selections: around(top, outer) };
}

const around = (nodes: readonly FieldNode[], selections: readonly FieldNode[]): FieldNode[] =>
  nodes.slice(0, 1).map((node) => ({ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }));

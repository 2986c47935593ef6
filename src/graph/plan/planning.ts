import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import type { Decisions } from '../../access/decisions';
import type { EdgeField, TypeClass } from '../declare/field';
import type { ArgumentSource, EdgePlan, ObjectPlan, PageSize, Part, Plan } from './plan';
import type { RowBudget } from './size';

/** What the planning of a field of its own asks of the planning around it. */
export interface Planning {
  readonly decisions: Decisions;
  readonly budget: RowBudget;
  readonly counts: Set<string>;
  /** What each request's values must pass. */
  readonly checks: Plan['checks'][number][];
  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): ReadonlyMap<string, readonly FieldNode[]>;
  values(source: ArgumentSource): Readonly<Record<string, unknown>>;
  partsOf(definition: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Part[];
  objectOf(target: TypeClass, nodes: readonly FieldNode[], around: PageSize | null, abstract?: boolean): ObjectPlan;
  edgePlan(field: EdgeField, source: ArgumentSource): EdgePlan;
}

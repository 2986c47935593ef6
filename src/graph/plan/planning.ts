import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import type { Decisions } from '../../access/decisions';
import type { EdgeField, TypeClass } from '../declare/field';
import type { ArgumentSource, EdgePlan, ObjectPlan, PageSize, Part } from './plan';
import type { RowBudget } from './size';

/** What the planning of a page asks of the planning around it. */
export interface Planning {
  readonly decisions: Decisions;
  readonly budget: RowBudget;
  readonly counts: Set<string>;
  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): ReadonlyMap<string, readonly FieldNode[]>;
  values(source: ArgumentSource): Readonly<Record<string, unknown>>;
  partsOf(definition: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Part[];
  objectOf(target: TypeClass, nodes: readonly FieldNode[], around: PageSize | null, abstract?: boolean): ObjectPlan;
  edgePlan(field: EdgeField, source: ArgumentSource): EdgePlan;
}

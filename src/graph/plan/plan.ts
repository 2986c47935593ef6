import type { SQLWrapper } from 'drizzle-orm';
import type { FieldNode, GraphQLField } from 'graphql';
import type { DataClass, Effect, Relation } from '../../access/policy';
import type { Right } from '../../access/shape';
import type { Viewer } from '../../access/viewer';
import type { Row } from '../declare/entity-scope';
import type {
  ComputedField,
  EdgeField,
  EmbeddedField,
  LinkedField,
  MutationField,
  NodeField,
  OrderTerm,
  RelationField,
  StoredField,
  UnionField,
} from '../declare/field';
import type { FilterOperator } from '../declare/filter';
import type { Entity } from '../declare/registry';

/** Where the arguments of one selected field come from; their values are read for each request. */
export interface ArgumentSource {
  readonly id: number;
  readonly coordinate: string;
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
}

export type FieldPlan =
  | { readonly kind: 'constant'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'value'; readonly key: string; readonly field: StoredField | RelationField | ComputedField }
  | { readonly kind: 'embedded'; readonly key: string; readonly field: EmbeddedField; readonly parts: readonly Part[] }
  | { readonly kind: 'linked'; readonly key: string; readonly field: LinkedField; readonly parts: readonly Part[] }
  | { readonly kind: 'one' | 'list'; readonly key: string; readonly edge: EdgePlan; readonly object: ObjectPlan }
  | PagePlan
  | {
      readonly kind: 'node';
      readonly key: string;
      readonly field: NodeField;
      readonly arms: readonly NodeArm[];
      readonly source: ArgumentSource;
      readonly present: ReadonlySet<string>;
    };

/** One selected key of an object made of its parent's own row; a constant where `name` is __typename. */
export interface Part {
  readonly key: string;
  readonly name: string;
  readonly typeName: string;
}

export interface ObjectPlan {
  readonly entity: Entity | null;
  readonly typeName: string;
  readonly fields: readonly FieldPlan[];
  /** The concrete type must be told, since the field's own type is an interface or a union. */
  readonly abstract: boolean;
}

export interface EdgePlan {
  readonly field: EdgeField;
  readonly source: ArgumentSource;
  /** The arguments that are present, which is part of the plan's shape. */
  readonly present: ReadonlySet<string>;
  /** What was chosen by arguments that declare choices; part of the plan's shape too. */
  readonly choices?: ReadonlyMap<string, string>;
  readonly filter?: FilterPlan;
  readonly among?: FilterPlan;
  /** The rights that lead further, where they are not those of any way of its kind. */
  readonly rights?: readonly Right[];
}

export type FilterPlan =
  | { readonly kind: 'and' | 'or'; readonly items: readonly FilterPlan[] }
  | { readonly kind: 'not'; readonly item: FilterPlan }
  | {
      readonly kind: 'test';
      readonly left: (row: Row) => SQLWrapper;
      readonly operator: FilterOperator;
      readonly narrows: boolean;
      readonly path: readonly (string | number)[];
    };

export interface PagePlan {
  readonly kind: 'page';
  readonly key: string;
  readonly edge: EdgePlan | UnionPlan;
  readonly order: readonly OrderTerm[];
  readonly backward: boolean;
  readonly size: PageSize;
  readonly selections: readonly PageSelection[];
}

export interface UnionPlan {
  readonly field: UnionField;
  readonly source: ArgumentSource;
  readonly present: ReadonlySet<string>;
}

export type PageSelection =
  | { readonly kind: 'constant'; readonly key: string; readonly value: string }
  | { readonly kind: 'nodes'; readonly key: string; readonly objects: readonly ObjectPlan[] }
  | { readonly kind: 'edges'; readonly key: string; readonly parts: readonly EdgePart[] }
  | { readonly kind: 'pageInfo'; readonly key: string; readonly parts: readonly Part[] }
  | { readonly kind: 'totalCount' | 'restrictedCount'; readonly key: string };

export type EdgePart =
  | { readonly kind: 'constant'; readonly key: string; readonly value: string }
  | { readonly kind: 'cursor'; readonly key: string }
  | { readonly kind: 'node'; readonly key: string; readonly objects: readonly ObjectPlan[] };

export interface NodeArm {
  readonly entity: Entity;
  readonly object: ObjectPlan;
}

/** How many rows one page may have, and how many all its repetitions in outer pages. */
export interface PageSize {
  readonly rows: number;
  readonly total: number;
}

export interface AccessNotice {
  readonly field: string;
  readonly relation: Relation;
  readonly effect: Effect;
}

export interface ReadClass {
  readonly dataClass: DataClass;
  readonly effect: Effect;
}

type Values = Readonly<Record<string, unknown>>;

export interface Plan {
  readonly fields: readonly FieldPlan[];
  readonly notices: readonly AccessNotice[];
  /** Which data classes the document reads, and with what effects. */
  readonly classes: readonly ReadClass[];
  /** The coordinates of which only rows are counted. */
  readonly counts: readonly string[];
  /** The look-ups asked for, by the key under which each is answered. */
  readonly lookups: readonly { readonly key: string; readonly by: string; readonly source: ArgumentSource }[];
  /** What each request's values must pass before the statement runs. */
  readonly checks: readonly {
    readonly source: ArgumentSource;
    readonly check: (values: Values, viewer: Viewer) => void;
  }[];
  /** The arguments that name records by their ids. */
  readonly named: readonly ArgumentSource[];
  /** How many rows the answer may have at most, over all its nested pages. */
  readonly rows: number;
  /** True where code has a part in the answer, so that graphql-js walks the fetched tree. */
  readonly executes: boolean;
}

/** One change: what it is given, and the plan of what answers it. */
export interface ChangePlan {
  readonly field: MutationField;
  readonly source: ArgumentSource;
  readonly answer: Plan;
}

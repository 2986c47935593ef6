import type { identifierSchemes } from '../entities/party/party-identifier.table';
import type { Entity, EntityField } from './entity';
import type { FormName } from './source/form-names';
import type { Template } from './template';

/** A checked mapping: every name resolved, every expression of the right type. */
export interface ImportPlan {
  readonly name: string;
  readonly timeZone: string;
  readonly constants: ReadonlyMap<string, string | null>;
  readonly sources: readonly SourcePlan[];
  readonly stages: readonly StagePlan[];
  readonly loads: readonly LoadPlan[];
}

export interface SourcePlan {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Null where the rows stand in the mapping. */
  readonly file: string | null;
  /** The standard its file is published under; null: rows of delimited fields. */
  readonly form: FormName | null;
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly header: boolean;
  readonly quote: string | null;
  readonly encoding: string;
}

/** Values that a column must have one of. */
export type Condition = ReadonlyMap<string, ReadonlySet<string>>;

/** Rows of a source kept in a temporary table, to be found by some of their columns. */
export interface StagePlan {
  readonly table: string;
  readonly source: SourcePlan;
  readonly by: readonly string[];
  readonly where: Condition;
}

export interface SourceJoin {
  readonly kind: 'source';
  readonly name: string;
  readonly optional: boolean;
  readonly stage: StagePlan;
  /** The sought values, in the order of the stage's `by`. */
  readonly values: readonly Template[];
}

export interface LoadedJoin {
  readonly kind: 'loaded';
  readonly name: string;
  readonly optional: boolean;
  readonly entity: Entity;
  readonly key: Template;
}

/** Finds the party known by a number, whoever brought it into the bank. */
export interface IdentifiedJoin {
  readonly kind: 'identified';
  readonly name: string;
  readonly optional: boolean;
  readonly scheme: IdentifierScheme;
  readonly value: Template;
}

export type JoinPlan = SourceJoin | LoadedJoin | IdentifiedJoin;

export type Expression =
  | { readonly kind: 'constant'; readonly value: string | null }
  | { readonly kind: 'text'; readonly text: Template }
  | {
      readonly kind: 'map';
      readonly text: Template;
      readonly name: string;
      readonly map: ReadonlyMap<string, string | null>;
    }
  | { readonly kind: 'day'; readonly text: Template; readonly months: Template };

export type IdentifierScheme = (typeof identifierSchemes)[number];

export interface FieldPlan {
  readonly field: EntityField;
  readonly expression: Expression;
}

export interface TargetPlan {
  readonly name: string;
  readonly entity: Entity;
  readonly key: Template;
  readonly repeats: boolean;
  /** Columns whose values find a row that is there already. */
  readonly adopt: readonly string[];
  /** Joins that find it. */
  readonly adoptFound: readonly Template[];
  readonly fields: readonly FieldPlan[];
}

export interface LoadPlan {
  readonly source: SourcePlan;
  readonly where: Condition;
  readonly together: Template | null;
  readonly joins: readonly JoinPlan[];
  readonly targets: readonly TargetPlan[];
}

/** The system a record belongs to: what stands before the first colon of its key. */
export const systemOf = (key: string): string => key.slice(0, key.indexOf(':'));

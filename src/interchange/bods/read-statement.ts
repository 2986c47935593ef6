import type { z } from 'zod';
import { FieldFault } from '../field-fault';
import { recordTypes } from './codes';
import { type EntityStatement, type PersonStatement, type RelationshipStatement, statementShapes } from './statement';

export type RecordType = (typeof recordTypes)[number];

/** What of a statement tells which record it is about and when, as far as it can be made out. */
export interface StatementHead {
  readonly recordId: string | null;
  readonly recordType: RecordType | null;
  readonly day: string;
}

export function headOf(json: unknown): StatementHead {
  const { recordId, recordType, statementDate } = (json ?? {}) as Record<string, unknown>;
  return {
    recordId: typeof recordId === 'string' ? recordId : null,
    recordType: recordTypes.find((known) => known === recordType) ?? null,
    day: typeof statementDate === 'string' ? statementDate.slice(0, 10) : '',
  };
}

export const readEntity = (json: unknown): EntityStatement => read(statementShapes.entity, json);
export const readPerson = (json: unknown): PersonStatement => read(statementShapes.person, json);
export const readRelationship = (json: unknown): RelationshipStatement => read(statementShapes.relationship, json);

function read<Shape extends z.ZodType>(shape: Shape, json: unknown): z.infer<Shape> {
  const { success, data, error } = shape.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  throw new FieldFault(path.map(String).join('.'), valueAt(json, path), issue?.message ?? 'cannot be read');
}

function valueAt(json: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((holder, step) => (holder as Record<PropertyKey, unknown> | null)?.[step], json);
  if (value === undefined || path.length === 0) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

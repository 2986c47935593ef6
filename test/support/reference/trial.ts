import { type DocumentNode, GraphQLError } from 'graphql';
import type { Graph } from '../../../src/graph/graph';
import type { AccessNotice } from '../../../src/graph/plan/plan';
import { firstMismatch, type Mismatch } from './compare';
import type { Watch } from './model/watch';
import { principalOf, type World } from './world';

export interface Question {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The reader, by his name in `way-in.ts`. */
  readonly staffNumber: string;
  readonly watch?: Watch;
}

/** What the product answers. */
export interface Answered {
  readonly data: unknown;
  /** The code of what refused the operation, or of an error within it. */
  readonly code: string | null;
  readonly access: readonly string[];
  /** The customers whom the answer says it has touched. */
  readonly touched: readonly number[];
}

export type Compared =
  | { readonly kind: 'equal'; readonly isEmpty: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'differs'; readonly mismatch: Mismatch };

export async function answered(world: World, question: Question, graph: Graph = world.graph): Promise<Answered> {
  const { document, variables, staffNumber } = question;
  const viewer = await world.viewerOf(staffNumber);
  if (!viewer) throw new Error(`${staffNumber} is not at work.`);
  try {
    const answer = await graph.answer({ document, operationName: null, variables: { ...variables }, viewer });
    const [error] = answer.errors ?? [];
    const notices = (answer.extensions?.access ?? []) as readonly AccessNotice[];
    return {
      data: JSON.parse(answer.text ?? JSON.stringify(answer.data)),
      code: error ? `${error.extensions.code ?? 'INTERNAL'} ${error.message}` : null,
      access: notices.map(({ field, relation, effect }) => `${field} ${relation} ${effect}`).sort(),
      touched: (answer.reads?.customers ?? []).map(Number).sort((a, b) => a - b),
    };
  } catch (cause) {
    const isRefusal = cause instanceof GraphQLError && cause.extensions.code !== undefined;
    const code = isRefusal
      ? String(cause.extensions.code)
      : `INTERNAL ${cause instanceof Error ? cause.message : cause}`;
    return { data: null, code, access: [], touched: [] };
  }
}

/** Sets the reference's answer beside the product's. */
export async function compared(world: World, question: Question, got: Answered): Promise<Compared> {
  const { cursors } = world.reference.world;
  const principal = principalOf(question.staffNumber);
  const right = await world.reference.answer({ ...question, principal });
  const differs = (mismatch: Mismatch): Compared => ({ kind: 'differs', mismatch });
  if (right.refused.size > 0) {
    if (got.code !== null && right.refused.has(got.code)) return { kind: 'refused' };
    return differs({ path: 'errors', expected: [...right.refused].join(' or '), got: got.code });
  }
  if (got.code !== null) return differs({ path: 'errors', expected: null, got: got.code });
  const mismatch =
    firstMismatch(right.data, got.data, cursors) ??
    firstMismatch(right.access, got.access, cursors, 'extensions.access') ??
    firstMismatch(right.touched.join(), got.touched.join(), cursors, 'customers touched');
  return mismatch ? differs(mismatch) : { kind: 'equal', isEmpty: !tells(right.data) };
}

/** Asks both and tells the first difference; null where there is none. */
export async function differs(world: World, question: Question, graph?: Graph): Promise<Mismatch | null> {
  const result = await compared(world, question, await answered(world, question, graph));
  return result.kind === 'differs' ? result.mismatch : null;
}

/** Whether an answer holds any value beside empty lists, nulls and counts of nothing. */
function tells(value: unknown): boolean {
  if (value === null || value === 0 || value === false) return false;
  return typeof value === 'object' ? Object.values(value).some(tells) : true;
}

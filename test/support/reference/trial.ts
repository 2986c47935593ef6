import { type DocumentNode, GraphQLError } from 'graphql';
import type { Graph } from '../../../src/graph/graph';
import type { AccessNotice } from '../../../src/graph/plan/plan';
import { firstMismatch, type Mismatch } from './compare';
import { clientId, type World } from './world';

export interface Question {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly staffNumber: string;
}

interface Served {
  readonly data: unknown;
  /** The code of what refused the operation, or of an error within it. */
  readonly code: string | null;
  readonly access: readonly string[];
}

/** What the product answers. */
async function served(world: World, graph: Graph, { document, variables, staffNumber }: Question): Promise<Served> {
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
    };
  } catch (cause) {
    const isRefusal = cause instanceof GraphQLError && cause.extensions.code !== undefined;
    const code = isRefusal
      ? String(cause.extensions.code)
      : `INTERNAL ${cause instanceof Error ? cause.message : cause}`;
    return { data: null, code, access: [] };
  }
}

/** Asks both and tells the first difference; null where there is none. */
export async function differs(world: World, question: Question, graph = world.graph): Promise<Mismatch | null> {
  const principal = `${clientId}/${question.staffNumber}`;
  const right = await world.reference.answer({ ...question, principal });
  const got = await served(world, graph, question);
  if (right.refused.size > 0) {
    const agrees = got.code !== null && right.refused.has(got.code);
    return agrees ? null : { path: 'errors', expected: [...right.refused].join(' or '), got: got.code };
  }
  if (got.code !== null) return { path: 'errors', expected: null, got: got.code };
  const mismatch = firstMismatch(right.data, got.data, world.reference.world.cursors);
  return mismatch ?? firstMismatch(right.access, got.access, world.reference.world.cursors, 'extensions.access');
}

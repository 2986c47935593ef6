import { print } from 'graphql';
import { shrink } from '../reference/shrink';
import { type Answered, answered, compared, type Question } from '../reference/trial';
import type { AccessWorld } from './access-world';

/** An answer that is not the right one, with all that is needed to see it again. */
export interface Leak {
  readonly staffNumber: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export type Judged =
  | { readonly kind: 'equal'; readonly isEmpty: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'leak'; readonly leak: Leak };

// A statement that ran out of time says nothing of access.
const isLate = ({ code }: Answered) => code?.includes('statement timeout') === true;

/** Holds an answer against the reference, and its text against the canaries that the reader must not see. */
export async function judged(world: AccessWorld, question: Question, first: Answered, small = true): Promise<Judged> {
  const got = isLate(first) ? await answered(world, question) : first;
  if (isLate(got)) throw new Error(`The machine is too busy to answer ${print(question.document)}`);
  const result = await compared(world, question, got);
  const { staffNumber, document, variables } = question;
  if (result.kind === 'differs') {
    const { watch: _watch, ...bare } = question;
    const found = small
      ? await shrink(world, bare, result.mismatch)
      : { text: print(document), variables, mismatch: result.mismatch };
    return { kind: 'leak', leak: { staffNumber, text: found.text, variables: found.variables, ...found.mismatch } };
  }
  const foreign = world.canaries.foreign(JSON.stringify([got.data, got.code]), world.reference.readerOf(staffNumber));
  if (foreign === null) return result;
  const leak = { staffNumber, text: print(document), variables, path: 'canary', expected: null, got: foreign };
  return { kind: 'leak', leak };
}

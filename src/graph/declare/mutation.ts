import type { Role } from '../../access/policy';
import type { MutationField, TypeClass } from './field';
import { addField } from './registry';
import type { Changed, Writing } from './writing';

/** The class on which the fields of Mutation are declared. */
export class MutationRoot {}

const payloads = new Set<TypeClass>();

/** A type that answers a mutation: its edges begin at what the mutation changed. */
export function payload(type: TypeClass): void {
  payloads.add(type);
}

export const isPayload = (type: TypeClass): boolean => payloads.has(type);

interface MutationOptions<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: new () => Input;
  readonly payload: TypeClass;
  readonly onlyRoles: readonly Role[];
  /** Counted among the look-ups under this name: whoever tries numbers is stopped. */
  readonly counted?: string;
  /** Refuses an input by its form, before anything is looked for. */
  readonly check?: (input: Input) => void;
  /** Does the work; null where what the input names is not there for the reader, whatever the cause. */
  readonly run: (input: Input, writing: Writing) => Promise<Changed | null>;
}

/** Declares a change: who may ask for it, its one input, its work in one transaction, and what answers it. */
export function mutation<Input>(options: MutationOptions<Input>): void {
  const { name, description, input, payload: answered, onlyRoles, counted, check, run } = options;
  const declaration: MutationField = {
    kind: 'mutation',
    name,
    description,
    dataClass: 'C1',
    nullable: true,
    arguments: { input: { type: () => input as unknown as TypeClass, description: 'What is asked for.' } },
    onlyRoles,
    payload: answered,
    ...(counted && { counted }),
    ...(check && { check: (values) => check(values.input as Input) }),
    run: (values, writing) => run(values.input as Input, writing),
  };
  addField({ target: MutationRoot, name, type: () => answered, nullable: true, description, declaration });
}

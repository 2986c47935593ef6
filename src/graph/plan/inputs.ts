import { GraphQLError } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values';
import type { Viewer } from '../../access/viewer';
import { badInput } from '../../errors';
import type { KeyedHashes } from '../declare/lookup';
import { Refusal } from '../declare/refusal';
import type { Changed } from '../declare/writing';
import type { NodeIds } from '../node-id';
import type { ArgumentSource } from './plan';

export type ArgumentValues = Readonly<Record<string, unknown>>;

/** The arguments of a field with the request's variables; faults are the client's. */
export function argumentValues(source: ArgumentSource, variables: Record<string, unknown>): ArgumentValues {
  try {
    return getArgumentValues(source.definition, source.node, variables);
  } catch (error) {
    if (error instanceof GraphQLError) throw badInput(error.message);
    throw error;
  }
}

/** The arguments that say something, which is part of a plan's form. */
export const presentIn = (values: ArgumentValues): ReadonlySet<string> =>
  new Set(Object.keys(values).filter((name) => values[name] !== undefined && values[name] !== null));

/** Arguments, and fields of inputs, that name records. */
export const namesRecords = new Set(['id', 'ids', 'from', 'to', 'customerId', 'customerNumber', 'code']);

/** The keys that seal cursors and bind them to their reader. */
export interface CursorKeys {
  readonly cipher: Buffer;
  readonly mac: Buffer;
}

/** The newest first: it seals, and each of them opens, so that a page goes on after the bank's secret was changed. */
export type CursorKeyRing = readonly [CursorKeys, ...CursorKeys[]];

/** What one request brings to a cached plan: its reader, its variables, and the keys its cursors are bound with. */
export class RequestInputs {
  private readonly known = new Map<number, ArgumentValues>();

  constructor(
    readonly viewer: Viewer,
    readonly variables: Record<string, unknown>,
    readonly cursorKeys: CursorKeyRing,
    readonly ids: NodeIds,
    readonly hashes: KeyedHashes,
    /** The moment of the request. */
    readonly now: Date,
    private readonly changes: Changed | Refusal = {},
  ) {}

  /** The key of what a mutation has changed; null where it was refused. */
  changed(name: string): string | null {
    if (this.changes instanceof Refusal) return null;
    const key = this.changes[name];
    if (key === undefined) throw new Error(`A payload asks for ${name}, which its mutation does not tell.`);
    return key.toString();
  }

  /** Why a mutation was refused, as JSON. */
  refusals(): string {
    return JSON.stringify(this.changes instanceof Refusal ? this.changes.errors : []);
  }

  arguments(source: ArgumentSource): ArgumentValues {
    let values = this.known.get(source.id);
    if (!values) {
      values = argumentValues(source, this.variables);
      this.known.set(source.id, values);
    }
    return values;
  }
}

/** The ids and numbers that fields ask for, as they were given. */
export const idsGiven = (named: readonly ArgumentSource[], inputs: RequestInputs): string[] =>
  named.flatMap((source) =>
    Object.entries(inputs.arguments(source)).flatMap(([name, value]) =>
      namesRecords.has(name) || name === 'input' ? idsIn(value) : [],
    ),
  );

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (namesRecords.has(name) ? idsIn(part) : []));
}

import { GraphQLError } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values';
import type { Viewer } from '../../access/viewer';
import { badInput } from '../../errors';
import type { KeyedHashes } from '../declare/field';
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
  ) {}

  arguments(source: ArgumentSource): ArgumentValues {
    let values = this.known.get(source.id);
    if (!values) {
      values = argumentValues(source, this.variables);
      this.known.set(source.id, values);
    }
    return values;
  }
}

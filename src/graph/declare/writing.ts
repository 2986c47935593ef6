import type { ISql } from 'postgres';
import type { Viewer } from '../../access/viewer';

/** What a mutation works with: one transaction on the serving login, in which the viewer is set. */
export interface Writing {
  readonly sql: ISql<{ bigint: bigint }>;
  readonly viewer: Viewer;
  readonly now: Date;
}

/** The keys of what a mutation changed, by the names that its payload's edges ask for. */
export type Changed = Readonly<Record<string, bigint>>;

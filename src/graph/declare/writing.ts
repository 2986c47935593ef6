import type { Viewer } from '../../access/viewer';
import type { Statements } from '../../database/connect';

/** What a mutation works with: one transaction on the serving login, in which the viewer is set. */
export interface Writing {
  readonly sql: Statements;
  readonly viewer: Viewer;
  readonly now: Date;
}

/** The keys of what a mutation changed, by the names that its payload's edges ask for. */
export type Changed = Readonly<Record<string, bigint>>;

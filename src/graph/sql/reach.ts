import { type SQL, sql } from 'drizzle-orm';
import type { Right } from '../../access/shape';
import type { EntityScope, Row } from '../declare/entity-scope';
import type { Rendering, RowContext } from './render';

/** By which of the reader's rights the rows of a way may be reached. */
export interface Reach {
  readonly rights: readonly Right[];
  /** True for a row where one of these rights reaches it; undefined where they always do. */
  readonly by: RowContext['reachedBy'];
  /** True for a row where any of the rights reaches it. */
  readonly scope: SQL | undefined;
}

/** The reach of rows that belong to other customers, and where `stays` holds to the parent's own. */
export function reachAcross(
  rendering: Rendering,
  scope: EntityScope,
  row: Row,
  parent: RowContext | null,
  stays: SQL | undefined,
): Reach {
  const across = rendering.rightsOn('ACROSS', parent);
  if (!parent || !stays || areSame(parent.rights, across)) return plainReach(rendering, scope, row, across);
  const rights = [...new Set([...parent.rights, ...across])];
  const by = (some: readonly Right[]) => {
    const among = (these: readonly Right[]) =>
      rendering.inScope(
        scope,
        row,
        these.filter((right) => some.includes(right)),
      );
    const [own, others] = [among(parent.rights), among(across)];
    return own || others ? sql`case when ${stays} then ${own ?? sql`true`} else ${others ?? sql`true`} end` : undefined;
  };
  return { rights, by, scope: by(rights) };
}

/** The reach of rows over some rights alike. */
export function plainReach(rendering: Rendering, scope: EntityScope, row: Row, rights: readonly Right[]): Reach {
  const by = (some: readonly Right[]) => rendering.inScope(scope, row, some);
  return { rights, by, scope: by(rights) };
}

const areSame = (some: readonly Right[], others: readonly Right[]) =>
  some.length === others.length && some.every((right) => others.includes(right));

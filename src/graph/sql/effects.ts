import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { rightsWith } from '../../access/decisions';
import { type DataClass, type Relation, relations } from '../../access/policy';
import { textLiteral } from '../../database/parameters';
import type { OnlyFor } from '../declare/field';
import type { Rendering, RowContext } from './render';

/**
 * A value as the reader may see it. One effect for all of the reader's rights is settled here; where rights differ,
 * the row decides by the most permissive one that reaches it. What is hidden is not selected at all.
 */
export function withEffect(
  rendering: Rendering,
  context: RowContext,
  dataClass: DataClass,
  full: SQLWrapper,
  mask?: SQLWrapper,
): SQL {
  const { decisions } = rendering;
  const { rights } = context;
  if (rights.length === 0) return dataClass === 'C1' ? sql`${full}` : sql`null`;
  const seesFull = rightsWith(decisions, dataClass, 'FULL', rights);
  const seesMask = mask ? rightsWith(decisions, dataClass, 'MASKED', rights) : [];
  if (seesFull.length === rights.length) return sql`${full}`;
  if (seesMask.length === rights.length) return sql`${mask}`;
  const cases: SQL[] = [];
  for (const [seeing, value] of [
    [seesFull, full],
    [seesMask, mask],
  ] as const) {
    if (seeing.length === 0) continue;
    const reached = context.reachedBy(seeing);
    cases.push(sql` when ${reached ?? sql`true`} then ${value}`);
  }
  return cases.length === 0 ? sql`null` : sql`case${sql.join(cases)} end`;
}

/** A value that rows may keep to their author and to some roles; null for everybody else. */
export function openValue(rendering: Rendering, context: RowContext, onlyFor: OnlyFor, value: SQL): SQL {
  const { row } = context;
  // By the right’s own name: what a role opens by break-glass is no customer of its holder.
  const rights = context.rights.filter(({ name }) => (onlyFor.roles as readonly string[]).includes(name));
  const author = sql`${onlyFor.author(row)} = ${rendering.viewer('employeeId')}`;
  const reached = rights.length > 0 ? (context.reachedBy(rights) ?? sql`true`) : sql`false`;
  return sql`case when ${onlyFor.closed(row)} is not true or ${author} or ${reached} then ${value} end`;
}

/** The reader's relation to the row; `otherwise` where no right reaches it. */
export function relationOf(context: RowContext, otherwise?: Relation): SQL {
  const { rights } = context;
  const present = relations.filter((relation) => rights.some((right) => right.relation === relation));
  const cases = present.map((relation) => {
    const reached = context.reachedBy(rights.filter((right) => right.relation === relation));
    return sql` when ${reached ?? sql`true`} then ${textLiteral(relation)}`;
  });
  if (cases.length === 0) return otherwise ? textLiteral(otherwise) : sql`null::text`;
  return sql`case${sql.join(cases)} else ${otherwise ? textLiteral(otherwise) : sql`null`} end`;
}

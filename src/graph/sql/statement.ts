import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Decisions } from '../../access/decisions';
import { viewerSetting } from '../../access/scope';
import type { ParameterValue } from '../../database/parameters';
import type { RequestInputs } from '../plan/inputs';
import type { Plan } from '../plan/plan';
import { jsonObject } from './json';
import { fieldMembers, objectMembers } from './object';
import { Rendering } from './render';

/** One statement, rendered once; each request brings its values. */
export interface Statement {
  readonly text: string;
  values(inputs: RequestInputs): ParameterValue[];
}

const dialect = new PgDialect();

/**
 * The statement of a plan. `v` sets the viewer before anything is read: the whole tree is a scalar sub-select in the
 * select list over `v`, and never a FROM item, which PostgreSQL might read first. One transaction serves one viewer.
 */
export function statementOf(plan: Plan, decisions: Decisions): Statement {
  const rendering = new Rendering(decisions, plan.executes, objectMembers);
  const viewer = rendering.parameters.slot('viewer', 'text', (inputs) => viewerSetting(inputs.viewer));
  const tree = jsonObject(fieldMembers(rendering, plan.fields, null));
  // What was laid out but is not selected keeps its placeholders, so that a bad cursor is refused wherever it stands.
  const idle = rendering.parameters.absentFrom(`$1 ${dialect.sqlToQuery(tree).sql}`).map((one) => sql`, ${one}`);
  const statement = sql`with v as materialized (select set_viewer(${viewer}) as "set"${sql.join(idle)})
select ${tree}::text as "json" from v where v."set" is not null`;
  const { sql: text, params } = dialect.sqlToQuery(statement);
  if (params.length > 0) throw new Error('A compiled statement takes its values through its parameters only.');
  return { text, values: (inputs) => rendering.parameters.values(inputs) };
}

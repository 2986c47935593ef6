import { type SQL, sql } from 'drizzle-orm';
import type { ParameterValue } from '../../database/parameters';
import { badInput, ClientError } from '../../errors';
import type { Row } from '../declare/field';
import type { RequestInputs } from '../plan/inputs';
import type { ArgumentSource, FilterPlan } from '../plan/plan';
import type { Rendering } from './render';

const longestList = 500;

type Test = Extract<FilterPlan, { kind: 'test' }>;

/** The condition of a filter; its values stay placeholders, read from each request by their path. */
export function filterCondition(rendering: Rendering, filter: FilterPlan, source: ArgumentSource, row: Row): SQL {
  switch (filter.kind) {
    case 'test':
      return testCondition(rendering, filter, source, row);
    case 'not':
      return sql`(${filterCondition(rendering, filter.item, source, row)}) is not true`;
    case 'and':
    case 'or': {
      const items = filter.items.map((item) => sql`(${filterCondition(rendering, item, source, row)})`);
      if (items.length === 0) return filter.kind === 'and' ? sql`true` : sql`false`;
      return sql.join(items, filter.kind === 'and' ? sql` and ` : sql` or `);
    }
  }
}

/** Whether a filter leaves few rows, whatever else it asks. */
export const narrows = (filter: FilterPlan): boolean =>
  filter.kind === 'and' ? filter.items.some(narrows) : filter.kind === 'test' && filter.narrows;

function testCondition(rendering: Rendering, { left, operator, path }: Test, source: ArgumentSource, row: Row): SQL {
  const where = path.join('.');
  const value = rendering.parameters.slot(`filter:${source.id}:${where}`, operator.sqlType, (inputs) => {
    const siblings = valueAt(inputs, source, path.slice(0, -1)) as Record<string, unknown>;
    const operand = siblings[path.at(-1) as string];
    const toSql = (item: unknown): ParameterValue =>
      operator.toSql ? operator.toSql(item, siblings) : (item as boolean);
    if (!operator.list) return toSql(checkedText(operand, where));
    const items = operand as unknown[];
    if (items.length > longestList)
      throw new ClientError('LIMIT_EXCEEDED', `${where} takes at most ${longestList} values.`);
    return items.map((item) => toSql(checkedText(item, where)) as string);
  });
  return operator.condition(left(row), value);
}

/** PostgreSQL keeps no NUL in text. */
function checkedText(value: unknown, where: string): unknown {
  if (typeof value === 'string' && value.includes('\0')) throw badInput(`${where} holds a NUL character.`);
  return value;
}

function valueAt(inputs: RequestInputs, source: ArgumentSource, path: readonly (string | number)[]): unknown {
  let value: unknown = inputs.arguments(source);
  for (const step of path) value = (value as Record<string | number, unknown>)[step];
  return value;
}

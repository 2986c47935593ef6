import { type Decisions, readsInFull } from '../../access/decisions';
import type { DataClass } from '../../access/policy';
import type { Right } from '../../access/shape';
import { badInput, ClientError } from '../../errors';
import type { ArgumentDeclaration, OrderTerm } from '../declare/field';
import type { Lookup } from '../declare/lookup';
import type { Entity } from '../declare/registry';
import type { FilterPlan } from './plan';

// Deeper, and the statement would be too nested to be written.
const deepestFilter = 32;

type Path = readonly (string | number)[];

/** Choosing or ordering by a field is reading it: refused unless it is read in full under every right of the reader. */
export function checkInput(decisions: Decisions, dataClass: DataClass, what: string): void {
  if (!readsInFull(decisions, dataClass)) {
    throw new ClientError('FORBIDDEN_INPUT', `${what} is not open to you.`);
  }
}

/** The rights by which a number of a protected kind finds anybody; refused where there is none. */
export function lookupRights(decisions: Decisions, lookup: Lookup, kind: unknown): readonly Right[] | undefined {
  if (kind === lookup.open) return undefined;
  const { rights } = decisions.shape;
  const finding = rights.filter((right) => right.lookup || decisions.effect(right, lookup.dataClass) === 'FULL');
  if (finding.length === 0) throw new ClientError('FORBIDDEN_INPUT', `Looking up by ${kind} is not open to you.`);
  return finding;
}

/** What the request has chosen by arguments that declare choices; to choose a value is to read what it tells of. */
export function planChoices(
  declared: Readonly<Record<string, ArgumentDeclaration>>,
  values: Readonly<Record<string, unknown>>,
  where: string,
  decisions: Decisions,
): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const [name, { choices }] of Object.entries(declared)) {
    const value = values[name];
    if (!choices || value === undefined || value === null) continue;
    checkInput(decisions, choices[String(value)] as DataClass, `${where}(${name}: ${value})`);
    chosen.set(name, String(value));
  }
  return chosen;
}

function asObject(value: unknown, where: string): Record<string, unknown> {
  if (value === null) throw badInput(`${where} is null; leave it out, or ask with isNull.`);
  return value as Record<string, unknown>;
}

/** Turns a filter value into a plan of tests; the values themselves are read for each request. */
export function planFilter(entity: Entity, value: unknown, path: Path, decisions: Decisions): FilterPlan {
  const where = path.join('.');
  if (path.length > deepestFilter) {
    throw new ClientError('LIMIT_EXCEEDED', `A filter nests at most ${deepestFilter} levels.`);
  }
  const items = Object.entries(asObject(value, where)).map(([name, part]): FilterPlan => {
    const inner = [...path, name];
    if (name === 'and' || name === 'or') return planJoined(entity, name, part, inner, decisions);
    if (name === 'not') return { kind: 'not', item: planFilter(entity, part, inner, decisions) };
    return planTests(entity, name, part, inner, decisions);
  });
  return { kind: 'and', items };
}

function planJoined(entity: Entity, kind: 'and' | 'or', value: unknown, path: Path, decisions: Decisions): FilterPlan {
  const values = asObject(value, path.join('.')) as unknown as unknown[];
  const items = values.map((item, index) => planFilter(entity, item, [...path, index], decisions));
  return { kind, items };
}

function planTests(entity: Entity, name: string, value: unknown, path: Path, decisions: Decisions): FilterPlan {
  const filter = entity.filters.get(name);
  if (!filter) throw badInput(`${path.join('.')} is no filter of ${entity.name}.`);
  checkInput(decisions, filter.dataClass, `Filtering ${entity.name} by ${name}`);
  const items = Object.entries(asObject(value, path.join('.'))).map(([operatorName, operand]): FilterPlan => {
    const operator = filter.form.operators[operatorName];
    if (!operator) throw badInput(`${[...path, operatorName].join('.')} is no operator.`);
    if (operand === null)
      throw badInput(`${[...path, operatorName].join('.')} is null; to ask for absent values use isNull.`);
    const narrows = filter.narrows === true && operatorName === 'eq';
    return { kind: 'test', left: filter.left, operator, narrows, path: [...path, operatorName] };
  });
  return { kind: 'and', items };
}

interface OrderValue {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** The order asked for, or the edge's own; the row's key comes last, so that no two rows stand alike. */
export function planOrder(
  entity: Entity,
  asked: unknown,
  usual: readonly OrderTerm[],
  decisions: Decisions,
): OrderTerm[] {
  const terms = ((asked ?? []) as OrderValue[]).map(({ field, direction }) => {
    const order = entity.orders.get(field);
    if (!order) throw badInput(`${field} is no order of ${entity.name}.`);
    checkInput(decisions, order.dataClass, `Ordering ${entity.name} by ${field}`);
    return { ...order, direction };
  });
  const chosen = terms.length > 0 ? terms : usual;
  const last = chosen.at(-1)?.direction ?? 'ASC';
  return [...chosen, { column: entity.key.row, sqlType: entity.key.rowType, nullable: false, direction: last }];
}

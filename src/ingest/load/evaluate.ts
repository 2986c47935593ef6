import type { Expression, FieldPlan, TargetPlan } from '../plan';
import type { RowFault } from '../rejects';
import { type Reference, references, referenceText, render, type Scopes, type Template } from '../template';
import { addMonths, fitField } from '../value';

/** A fault of one row; thrown while it is made ready and turned into a line of the rejects. */
export class RowRefused extends Error {
  constructor(
    readonly column: string,
    readonly value: string,
    readonly reason: string,
  ) {
    super(reason);
  }

  at(line: number): RowFault {
    return { line, column: this.column, value: this.value, reason: this.reason };
  }
}

const named = (list: readonly Reference[]) => list.map(referenceText).join(', ');

/** What an expression reads, for the rejects. */
function readsOf(expression: Expression): { column: string; templates: Template[] } {
  if (expression.kind === 'constant') return { column: '', templates: [] };
  const templates = expression.kind === 'day' ? [expression.text, expression.months] : [expression.text];
  return { column: named(templates.flatMap(references)), templates };
}

function evaluate(expression: Expression, scopes: Scopes): string | null {
  if (expression.kind === 'constant') return expression.value;
  const text = render(expression.text, scopes);
  if (expression.kind === 'text' || text === null) return text;
  if (expression.kind === 'map') {
    const value = expression.map.get(text);
    if (value !== undefined) return value;
    throw new RowRefused(named(references(expression.text)), text, `is not in the map "${expression.name}"`);
  }
  const months = render(expression.months, scopes);
  if (months === null) return null;
  const day = addMonths(text, months);
  if (day !== null) return day;
  throw new RowRefused(readsOf(expression).column, `${text}, ${months}`, 'gives no day');
}

/** The values of a target's fields for a row; throws RowRefused for one that does not fit its column. */
export function evaluateFields(target: TargetPlan, scopes: Scopes): Map<string, string | null> {
  const values = new Map(target.fields.map((plan) => [plan.field.name, evaluate(plan.expression, scopes)]));
  const currency = values.get('currency') ?? null;
  for (const plan of target.fields) values.set(plan.field.name, fitted(target, plan, values, scopes, currency));
  return values;
}

function fitted(
  target: TargetPlan,
  { field, expression }: FieldPlan,
  values: ReadonlyMap<string, string | null>,
  scopes: Scopes,
  currency: string | null,
): string | null {
  const value = values.get(field.name) ?? null;
  const read = fitField(field, value, currency);
  if ('value' in read) return read.value;
  const { column, templates } = readsOf(expression);
  const given = templates.map((template) => render(template, scopes) ?? '').join(', ');
  throw new RowRefused(column, given || (value ?? ''), `${target.name}: ${field.name} ${read.fault}`);
}

/** The name of a row's record; throws RowRefused where a part of it is empty. */
export function evaluateKey(name: string, key: Template, scopes: Scopes): string {
  const text = render(key, scopes);
  if (text !== null) return text;
  throw new RowRefused(named(references(key)), '', `${name}: its key has an empty part`);
}

import type { Bank } from './bank';
import type { FilterModel, TypeModel } from './model/model';
import { compare, minorUnits, type Row, type Value } from './values';

export type FilterValue = Readonly<Record<string, unknown>>;

/** Whether a row is chosen: all that the filter says must hold; what compares with nothing does not hold. */
export function isChosen(model: TypeModel, filter: FilterValue, row: Row, bank: Bank): boolean {
  return Object.entries(filter).every(([name, part]) => {
    if (name === 'and') return (part as FilterValue[]).every((one) => isChosen(model, one, row, bank));
    if (name === 'or') return (part as FilterValue[]).some((one) => isChosen(model, one, row, bank));
    if (name === 'not') return !isChosen(model, part as FilterValue, row, bank);
    return passes(model, filterOf(model, name), part as FilterValue, row, bank);
  });
}

export function filterOf(model: TypeModel, name: string): FilterModel {
  const filter = model.filters[name];
  if (!filter) throw new Error(`The reference has no filter ${name} of ${model.name}.`);
  return filter;
}

function passes(model: TypeModel, filter: FilterModel, operators: FilterValue, row: Row, bank: Bank): boolean {
  return Object.entries(operators).every(([name, operand]) => test(model, filter, name, operand, operators, row, bank));
}

function test(
  model: TypeModel,
  filter: FilterModel,
  operator: string,
  operand: unknown,
  siblings: FilterValue,
  row: Row,
  bank: Bank,
): boolean {
  const value = row[filter.column] as Value;
  const typeOf = () => {
    if (!model.isMade) return bank.typeOf(model.table, filter.column);
    return model.decimals?.includes(filter.column) ? 'numeric' : typeof value;
  };
  if (filter.kind === 'value' && filter.read) return holds(filter.read(row), operator, operand as Value, 'text');
  if (filter.kind === 'value') return holds(value, operator, operand as Value, typeOf());
  if (filter.kind === 'money') return comparesAmount(row, value, operator, String(operand), String(siblings.currency));
  const wanted = Array.isArray(operand) ? operand : [operand];
  if (filter.kind === 'list') return Array.isArray(value) && wanted.some((one) => value.includes(one));
  return bank.rows(filter.table).some((target) => target.id === value && wanted.includes(target[filter.code]));
}

/** An amount is compared with others of its currency only. */
function comparesAmount(row: Row, value: Value, operator: string, operand: string, currency: string): boolean {
  if (row.currency !== currency) return false;
  if (operator === 'currency') return true;
  const minor = minorUnits(operand, currency);
  return value !== null && minor !== null && compares(operator, Number(value) - Number(minor));
}

function holds(value: Value, operator: string, operand: Value, type: string): boolean {
  if (operator === 'isNull') return (value === null) === operand;
  if (operator === 'in') return (operand as readonly Value[]).some((one) => holds(value, 'eq', one, type));
  if (value === null) return operator === 'ne';
  const wanted = type.startsWith('timestamp') ? new Date(String(operand)).toISOString() : operand;
  return compares(operator, compare(value, wanted, type.startsWith('numeric')));
}

function compares(operator: string, difference: number): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0;
    case 'ne':
      return difference !== 0;
    case 'lt':
      return difference < 0;
    case 'lte':
      return difference <= 0;
    case 'gt':
      return difference > 0;
    case 'gte':
      return difference >= 0;
    default:
      throw new Error(`The reference has no operator ${operator}.`);
  }
}

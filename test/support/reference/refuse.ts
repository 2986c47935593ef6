import { type FilterValue, filterOf } from './filter';
import type { Context, EdgeModel, TypeModel, WayModel } from './model/model';
import { modelOf, modelWithPrefix } from './model/models';
import { mayChooseBy, standingsThatLookUp } from './model/standings';
import { type Arguments, largestSize, listName, usualSizeOf } from './paging';
import { minorUnits } from './values';

const rowBudget = 50_000;
const longestList = 500;
const longestSearch = 100;
export const mostIds = 100;

/** The codes with which an operation may be refused; any of them will do. */
export class Refusals {
  readonly codes = new Set<string>();
  private rows = 0;

  add(code: string): void {
    this.codes.add(code);
  }

  count(rows: number): void {
    this.rows += rows;
    if (this.rows > rowBudget) this.add('LIMIT_EXCEEDED');
  }
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

export function pageSize({ first, last, before }: Arguments, coordinate: string): number {
  return Number((isGiven(last) || isGiven(before) ? last : first) ?? usualSizeOf(coordinate));
}

const idForm = /^([a-z]{3})_[A-Za-z0-9_-]{21}[AQgw]$/;

/** The prefix of an id; empty where it has not the form of one: 16 bytes in base64url. */
export const idPrefixOf = (id: string): string => idForm.exec(id)?.[1] ?? '';

export function refusalsOfWay(
  way: WayModel,
  coordinate: string,
  args: Arguments,
  context: Context,
  refusals: Refusals,
): void {
  if (way.kind === 'node' || way.kind === 'nodes') {
    const ids = (way.kind === 'node' ? [args.id] : args.ids) as string[];
    if (ids.length > mostIds) refusals.add('LIMIT_EXCEEDED');
    if (ids.some((id) => !modelWithPrefix(idPrefixOf(id)))) refusals.add('BAD_USER_INPUT');
    return;
  }
  if (way.kind === 'linked') return;
  if (way.kind !== 'timeline') refusalsOfEdge(way as EdgeModel, args, context, refusals);
  if (way.kind === 'one' || way.kind === 'list') return;
  const given = (name: string) => isGiven(args[name]);
  const contradicts = (given('first') || given('after')) && (given('last') || given('before'));
  if (contradicts) refusals.add('BAD_USER_INPUT');
  for (const size of [args.first, args.last].filter(isGiven).map(Number)) {
    if (size < 0) refusals.add('BAD_USER_INPUT');
    if (size > largestSize) refusals.add('LIMIT_EXCEEDED');
  }
  for (const cursor of [args.after, args.before].filter(isGiven)) {
    const place = context.cursors.placeOf(String(cursor));
    if (place?.list !== listName(context.principal, coordinate, args)) refusals.add('BAD_USER_INPUT');
  }
}

function refusalsOfEdge(edge: EdgeModel, args: Arguments, { reader }: Context, refusals: Refusals): void {
  const { exactlyOne, idPrefix, ids = ['id'], ranges, to } = edge;
  if (exactlyOne && exactlyOne.filter((name) => isGiven(args[name])).length !== 1) refusals.add('BAD_USER_INPUT');
  for (const [name, [least, most]] of Object.entries(ranges ?? {})) {
    if (Number(args[name]) < least) refusals.add('BAD_USER_INPUT');
    if (Number(args[name]) > most) refusals.add('LIMIT_EXCEEDED');
  }
  const isOdd = (id: unknown) => isGiven(id) && idPrefixOf(String(id)) !== idPrefix;
  if (idPrefix && ids.some((name) => isOdd(args[name]))) refusals.add('BAD_USER_INPUT');
  const searchedBy = edge.kind === 'search' ? 'text' : edge.searchedBy;
  if (searchedBy && isGiven(args[searchedBy])) {
    const text = String(args[searchedBy]);
    if (text.trim() === '' || text.length > longestSearch || text.includes('\0')) refusals.add('BAD_USER_INPUT');
  }
  if (edge.isLookup && args.scheme !== 'CUSTOMER_NUMBER' && standingsThatLookUp(reader).length === 0) {
    refusals.add('FORBIDDEN_INPUT');
  }
  const [from, until] = (edge.period ?? []).map((name) => args[name] && Date.parse(String(args[name])));
  if (from && until && from > until) refusals.add('BAD_USER_INPUT');
  const model = modelOf(to);
  for (const { field } of (args.orderBy ?? []) as { field: string }[]) {
    const order = model.orders[field];
    if (!order) throw new Error(`The reference has no order ${field} of ${to}.`);
    if (!mayChooseBy(reader, order.dataClass)) refusals.add('FORBIDDEN_INPUT');
  }
  for (const [name, classes] of Object.entries(edge.choices ?? {})) {
    const dataClass = classes[String(args[name])];
    if (isGiven(args[name]) && !(dataClass && mayChooseBy(reader, dataClass))) refusals.add('FORBIDDEN_INPUT');
  }
  if (edge.among && isGiven(args.among))
    refusalsOfFilter(modelOf(edge.among), args.among as FilterValue, reader, refusals);
  if (isGiven(args.filter)) refusalsOfFilter(model, args.filter as FilterValue, reader, refusals);
}

function refusalsOfFilter(model: TypeModel, filter: FilterValue, reader: Context['reader'], refusals: Refusals): void {
  for (const [name, part] of Object.entries(filter)) {
    if (part === null) {
      refusals.add('BAD_USER_INPUT');
      if (name === 'and' || name === 'or' || name === 'not') continue;
    }
    if (name === 'and' || name === 'or') {
      for (const one of part as FilterValue[]) refusalsOfFilter(model, one, reader, refusals);
    } else if (name === 'not') {
      refusalsOfFilter(model, part as FilterValue, reader, refusals);
    } else {
      const { dataClass, kind } = filterOf(model, name);
      if (!mayChooseBy(reader, dataClass)) refusals.add('FORBIDDEN_INPUT');
      if (part !== null) refusalsOfOperators(part as FilterValue, kind === 'money', refusals);
    }
  }
}

function refusalsOfOperators(operators: FilterValue, isMoney: boolean, refusals: Refusals): void {
  for (const [operator, operand] of Object.entries(operators)) {
    if (operand === null) refusals.add('BAD_USER_INPUT');
    if (Array.isArray(operand) && operand.length > longestList) refusals.add('LIMIT_EXCEEDED');
    if ([operand].flat().some((one) => typeof one === 'string' && one.includes('\0'))) refusals.add('BAD_USER_INPUT');
    if (!isMoney || operator === 'currency' || operand === null) continue;
    if (minorUnits(String(operand), String(operators.currency)) === null) refusals.add('BAD_USER_INPUT');
  }
}

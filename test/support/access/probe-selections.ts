import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  print,
} from 'graphql';
import type { Inputs } from '../reference/documents/inputs';
import { pageArguments } from '../reference/documents/paging';
import type { Pools } from '../reference/documents/pools';
import type { Random } from '../reference/documents/random';
import type { Variables } from '../reference/documents/variables';
import { filterOf } from '../reference/filter';
import type { Context, TypeModel, WayModel } from '../reference/model/model';
import { isModelled, modelOf, ways } from '../reference/model/models';
import { mayChooseBy } from '../reference/model/standings';
import { lookupOf, takes } from './routes';

export interface Making {
  readonly schema: GraphQLSchema;
  readonly context: Context;
  readonly random: Random;
  readonly pools: Pools;
  readonly inputs: Inputs;
  readonly variables: Variables;
  /** How often a way was followed, a filter or an order asked: the seldom ones are asked rather. */
  readonly count: (name: string) => number;
}

/** What a page must be asked by. */
export interface Wanted {
  readonly filter?: string;
  readonly order?: string;
}

const deepest = 4;
const mostRows = 400;
/** Arguments that are chosen for themselves. */
const ownArguments = /^(first|last|after|before|asOf|recordedAsOf|filter|orderBy|lookThrough)$/;

/** Writes selections that show all that access decides: every field of a record, and ways out of it. */
export class ProbeSelections {
  private keys = 0;

  constructor(private readonly making: Making) {}

  private key(): string {
    this.keys += 1;
    return `k${this.keys}`;
  }

  private typeOf(name: string): GraphQLObjectType {
    const type = this.making.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no object type.`);
    return type;
  }

  /** The record's own fields and some ways on; `next` stands first where it is given. */
  ofRecord(name: string, depth: number, rows: number, next = '', apart = false): string {
    const { random } = this.making;
    const known = isModelled(name) ? ways(name) : {};
    const share = random.pick([1, 1, 0.6]);
    const own = Object.values(this.typeOf(name).getFields())
      .filter((field) => !(field.name in known) && random.chance(share))
      .map((field) => {
        const key = apart || random.chance(0.05) ? `${this.key()}: ` : '';
        return `${key}${field.name}${this.leavesBelow(getNamedType(field.type).name)}`;
      });
    const more = depth < deepest && rows <= mostRows ? random.pick(depth === 0 ? [1, 2, 3] : [0, 0, 1]) : 0;
    const on = Array.from({ length: more }, () => this.way(name, this.seldomWay(name), depth, rows));
    return `{ ${[next, ...own, ...on, '__typename'].join(' ')} }`;
  }

  private leavesBelow(name: string): string {
    const type = this.making.schema.getType(name);
    if (!isObjectType(type)) return '';
    const leaves = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
    return ` { ${leaves.map((field) => field.name).join(' ')} }`;
  }

  private seldomWay(type: string): string {
    const { random, count } = this.making;
    const names = Object.keys(ways(type));
    if (names.length === 0) return '';
    const some = random.some(names, 3);
    return some.reduce((best, one) => (count(`edge ${type}.${one}`) < count(`edge ${type}.${best}`) ? one : best));
  }

  /** A field that leads on, with arguments and what lies behind. */
  way(type: string, name: string, depth: number, rows: number, wanted: Wanted = {}): string {
    if (name === '') return '';
    const way = ways(type)[name] as WayModel;
    const { args, size } = this.argumentsOf(type, name, way, rows, wanted);
    return `${this.key()}: ${this.written(type, name, args)} ${this.behind(type, name, way, depth + 1, rows * size)}`;
  }

  /** A field with its arguments, as literals or variables. */
  written(type: string, name: string, args: Readonly<Record<string, unknown>>): string {
    const { variables } = this.making;
    const definitions = this.typeOf(type).getFields()[name]?.args ?? [];
    const parts = Object.entries(args).map(([argument, value]) => {
      const inputType = definitions.find((one) => one.name === argument)?.type as GraphQLInputType;
      const way = ways(type)[name];
      const model = way && 'to' in way ? modelOf(way.to) : undefined;
      const meaning = { name: argument, ...(model && { model }) };
      return `${argument}: ${print(variables.write(value, inputType, meaning))}`;
    });
    return parts.length > 0 ? `${name}(${parts.join(', ')})` : name;
  }

  private behind(type: string, name: string, way: WayModel, depth: number, rows: number): string {
    if (way.kind === 'one' || way.kind === 'list') return this.ofRecord(way.to, depth, rows);
    if (way.kind === 'linked') return '{ kind displayName access __typename }';
    if (way.kind === 'page' || way.kind === 'search')
      return this.ofPage(type, name, this.ofRecord(way.to, depth, rows));
    const arms =
      way.kind === 'timeline'
        ? way.arms.map(({ to }) => to)
        : ['Customer', 'Account', 'Interaction', 'Identifier', 'AmlCase'];
    const parts = arms.map((to) => `... on ${to} ${this.ofRecord(to, depth, rows, '', true)}`);
    return way.kind === 'timeline' ? this.ofPage(type, name, `{ ${parts.join(' ')} }`) : `{ ${parts.join(' ')} }`;
  }

  /** A page of records that are selected so. */
  ofPage(type: string, name: string, record: string): string {
    const { random } = this.making;
    const page = this.typeOf(getNamedType(this.typeOf(type).getFields()[name]?.type as never)['name' as never]);
    const parts = random.chance(0.8) ? [`nodes ${record}`] : [`edges { cursor node ${record} }`];
    if (random.chance(0.5)) parts.push('totalCount');
    if ('restrictedCount' in page.getFields() && random.chance(0.7)) parts.push('restrictedCount');
    if (random.chance(0.35)) parts.push('pageInfo { hasNextPage hasPreviousPage startCursor endCursor }');
    return `{ ${parts.join(' ')} }`;
  }

  argumentsOf(type: string, name: string, way: WayModel, rows: number, wanted: Wanted) {
    const { random, context, pools, schema } = this.making;
    const coordinate = `${type}.${name}`;
    if (way.kind === 'node') return { args: { id: pools.id(undefined) }, size: 1 };
    if (way.kind === 'nodes') return { args: { ids: Array.from({ length: 3 }, () => pools.id(undefined)) }, size: 3 };
    if (way.kind === 'linked') return { args: {}, size: 1 };
    if (way.kind === 'one' && way.to === 'PartyNetwork')
      return { args: way.ids ? pools.path(way.idPrefix) : pools.walk(), size: 4 };
    if (way.kind === 'one' && takes(schema, type, name, way.isLookup ? 'scheme' : 'id'))
      return { args: this.naming(name, way.to, way.isLookup === true), size: 1 };
    if (way.kind === 'one' || way.kind === 'list') return { args: this.others(type, name, {}), size: 3 };
    const page = pageArguments(random, context, coordinate, Math.max(1, Math.min(6, mostRows / rows)));
    const args: Record<string, unknown> = { ...page.args };
    if (way.kind === 'search') args.text = args.text ?? pools.searchText();
    if (takes(schema, type, name, 'lookThrough') && random.chance(0.7)) args.lookThrough = true;
    if (way.kind === 'page') this.choose(args, type, name, modelOf(way.to), wanted, schema);
    return { args: this.others(type, name, args), size: Math.max(1, page.rows) };
  }

  /** With what the field must have besides, and now and then with what it may; a page that goes on keeps to what it was. */
  others(type: string, name: string, args: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { random, inputs } = this.making;
    const goesOn = 'after' in args || 'before' in args;
    const more = (this.typeOf(type).getFields()[name]?.args ?? []).filter((one) => {
      if (one.name in args || ownArguments.test(one.name)) return false;
      return isRequiredArgument(one) || (!goesOn && random.chance(0.3));
    });
    const way = ways(type)[name];
    const model = way && 'to' in way ? modelOf(way.to) : undefined;
    const made = more.map((one) => [one.name, inputs.make(one.type, { name: one.name, ...(model && { model }) })]);
    return { ...args, ...Object.fromEntries(made) };
  }

  private naming(name: string, to: string, isLookup: boolean): Record<string, unknown> {
    const { random, pools, context } = this.making;
    const model = modelOf(to);
    if (isLookup) {
      const customer = pools.row(model, 0.6);
      return customer ? lookupOf(customer, random, context) : { scheme: 'OTHER', value: 'none' };
    }
    const column = to === 'Customer' ? 'customer_number' : 'code';
    const byId = name === 'account' || random.chance(0.6);
    if (byId) return { id: pools.id(model.prefix) };
    return { [to === 'Customer' ? 'customerNumber' : 'code']: pools.code(model, column) };
  }

  /** Filter and order: those wanted, else now and then seldom ones that the reader may use. */
  private choose(
    args: Record<string, unknown>,
    type: string,
    name: string,
    model: TypeModel,
    wanted: Wanted,
    schema: GraphQLSchema,
  ): void {
    const { random } = this.making;
    const going = 'after' in args || 'before' in args;
    if (going && !wanted.filter && !wanted.order) return;
    if (going) for (const cursor of ['after', 'before']) delete args[cursor];
    const filter = wanted.filter ?? (random.chance(0.25) ? this.seldom('filter', model) : undefined);
    const order = wanted.order ?? (random.chance(0.25) ? this.seldom('order', model) : undefined);
    if (filter && takes(schema, type, name, 'filter'))
      args.filter = this.nested(this.filter(type, name, model, filter));
    if (order && takes(schema, type, name, 'orderBy')) {
      args.orderBy = [{ field: order, ...(random.chance(0.6) && { direction: random.pick(['ASC', 'DESC']) }) }];
    }
  }

  private seldom(kind: 'filter' | 'order', model: TypeModel): string | undefined {
    const { random, context, count } = this.making;
    const among = kind === 'filter' ? model.filters : model.orders;
    const open = Object.keys(among).filter((one) => {
      return random.chance(0.02) || mayChooseBy(context.reader, among[one]?.dataClass ?? 'AML');
    });
    const some = random.some(open, 2);
    return some.sort(
      (one, other) => count(`${kind} ${model.name}.${one}`) - count(`${kind} ${model.name}.${other}`),
    )[0];
  }

  private filter(type: string, name: string, model: TypeModel, filter: string): Record<string, unknown> {
    const argument = this.typeOf(type)
      .getFields()
      [name]?.args.find((one) => one.name === 'filter');
    const input = argument && getNamedType(argument.type);
    if (!input || !('getFields' in input)) throw new Error(`${type}.${name} takes no filter.`);
    const field = input.getFields()[filter];
    const meaning = { name: filter, model, filter: filterOf(model, filter) };
    return { [filter]: this.making.inputs.make(field?.type as GraphQLInputType, meaning, 3) };
  }

  private nested(filter: Record<string, unknown>): Record<string, unknown> {
    const { random } = this.making;
    switch (random.below(7)) {
      case 0:
        return { and: [filter] };
      case 1:
        return { or: [filter, filter] };
      case 2:
        return { not: filter };
      case 3:
        return { or: [{ and: [{ not: filter }] }, filter] };
      default:
        return filter;
    }
  }
}

import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { filterOf } from '../filter';
import type { FilterModel, TypeModel } from '../model/model';
import { isModelled, modelOf } from '../model/models';
import type { Pools } from './pools';
import type { Random } from './random';

/** What an input stands for, so that its values can be such as the bank holds. */
export interface Meaning {
  readonly name: string;
  readonly model?: TypeModel;
  readonly filter?: FilterModel;
  readonly idPrefix?: string;
}

const deepestFilter = 3;

/** Before, around and after the day of the world, and the moments at which its bank was filled and changed. */
export const days = ['2015-01-01', '2022-06-30', '2026-03-01', '2026-06-15', '2026-06-16', '2026-06-17', '2030-01-01'];
export const moments = [
  '2015-01-01T00:00:00.000Z',
  '2026-06-01T00:00:00.000Z',
  '2026-06-20T00:00:00.000Z',
  '2099-01-01T00:00:00.000Z',
];

/** Makes values of input types, and others of the same form. */
export class Inputs {
  constructor(
    private readonly random: Random,
    private readonly pools: Pools,
  ) {}

  make(type: GraphQLInputType, meaning: Meaning, depth = 0): unknown {
    const { random } = this;
    const bare = getNullableType(type);
    if (isListType(bare)) {
      const length = meaning.name === 'orderBy' ? random.below(3) : random.pick([0, 1, 1, 2, 3]);
      return Array.from({ length }, () => this.make(bare.ofType, meaning, depth));
    }
    if (isEnumType(bare))
      return this.enumValue(
        bare.getValues().map(({ name }) => name),
        meaning,
      );
    if (!isInputObjectType(bare)) return this.scalar(bare.name, meaning);
    if (bare.name.endsWith('Order')) return this.order(bare.getFields());
    const fields = Object.values(bare.getFields());
    const ownModel = bare.name.replace(/Filter$/, '');
    if (fields.some(({ name }) => name === 'not') && isModelled(ownModel))
      return this.filter(modelOf(ownModel), fields, depth);
    const required = fields.filter((field) => isNonNullType(field.type));
    const optional = random.some(
      fields.filter((field) => !isNonNullType(field.type)),
      random.pick([0, 1, 1, 1, 2]),
    );
    return this.object([...required, ...optional], (field) => ({ ...meaning, name: field }), depth);
  }

  private filter(
    model: TypeModel,
    fields: readonly { name: string; type: GraphQLInputType }[],
    depth: number,
  ): unknown {
    const { random } = this;
    const joins = fields.filter(({ name }) => name === 'and' || name === 'or' || name === 'not');
    const tests = fields.filter(({ name }) => name in model.filters);
    const chosen = random.some(tests, random.pick([0, 1, 1, 1, 2]));
    if (depth < deepestFilter && random.chance(0.3)) chosen.push(random.pick(joins));
    return this.object(
      chosen,
      (name) => (name in model.filters ? { name, model, filter: filterOf(model, name) } : { name, model }),
      depth + 1,
    );
  }

  private object(
    fields: readonly { name: string; type: GraphQLInputType }[],
    meaningOf: (name: string) => Meaning,
    depth: number,
  ): Record<string, unknown> {
    const made = fields.map(({ name, type }): [string, unknown] => {
      if (!isNonNullType(type) && this.random.chance(0.004)) return [name, null];
      return [name, this.make(type, meaningOf(name), depth)];
    });
    return Object.fromEntries(made);
  }

  private order(fields: Readonly<Record<string, { type: GraphQLInputType }>>): unknown {
    const field = this.make(fields.field?.type as GraphQLInputType, { name: 'field' });
    return this.random.chance(0.3) ? { field } : { field, direction: this.random.pick(['ASC', 'DESC']) };
  }

  private enumValue(values: readonly string[], { model, filter, name }: Meaning): unknown {
    const usual = model && filter ? this.pools.operand(model, filter, name) : null;
    return typeof usual === 'string' && values.includes(usual) && this.random.chance(0.8)
      ? usual
      : this.random.pick(values);
  }

  private scalar(type: string, { name, model, filter, idPrefix }: Meaning): unknown {
    const { random, pools } = this;
    if (type === 'ID') return pools.id(idPrefix);
    if (name === 'text') return pools.searchText();
    if (!filter && name === 'search') return pools.articleText();
    if (model && !filter && name === 'value') return pools.exactNumber(['OTHER']).value;
    if (model && !filter && name === 'customerNumber') return pools.code(model, 'customer_number');
    if (model && !filter && name === 'code') return pools.code(model, 'code');
    if (!filter && name === 'orgUnit') return pools.code(modelOf('OrgUnit'), 'code');
    const operand = model && filter ? pools.operand(model, filter, name) : null;
    if (operand !== null) return operand;
    switch (type) {
      case 'Boolean':
        return random.chance(0.5);
      case 'Int':
        return random.below(10);
      case 'Date':
        return name === 'asOf' ? random.pick(days) : '2026-01-31';
      case 'DateTime':
        return name === 'recordedAsOf' ? random.pick(moments) : '2026-01-31T16:00:00.000Z';
      case 'Decimal':
        return random.pick(['0', '12.5', '100', '-3.25']);
      case 'Currency':
        return 'CNY';
      default:
        return 'none';
    }
  }

  /** Another value of the same form, most times: other texts and numbers, the same fields. */
  vary(value: unknown, type: GraphQLInputType, meaning: Meaning): unknown {
    const { random } = this;
    const bare = getNullableType(type);
    if (value === null || value === undefined || meaning.name === 'after' || meaning.name === 'before') return value;
    if (isListType(bare)) {
      const items = value as readonly unknown[];
      if (isInputObjectType(getNullableType(bare.ofType)))
        return items.map((item) => this.vary(item, bare.ofType, meaning));
      return this.make(type, meaning);
    }
    if (isInputObjectType(bare)) {
      const fields = bare.getFields();
      const ownModel = bare.name.replace(/Filter$/, '');
      const model = isModelled(ownModel) ? modelOf(ownModel) : meaning.model;
      const entries = Object.entries(value).map(([name, part]): [string, unknown] => {
        const filter = model && name in model.filters ? filterOf(model, name) : meaning.filter;
        const inner: Meaning = { name, ...(model && { model }), ...(filter && { filter }) };
        return [name, this.vary(part, fields[name]?.type as GraphQLInputType, inner)];
      });
      return Object.fromEntries(entries);
    }
    if (isEnumType(bare) || bare.name === 'Boolean') return random.chance(0.6) ? value : this.make(type, meaning);
    return bare.name === 'Int' && !meaning.filter ? value : this.make(type, meaning);
  }
}

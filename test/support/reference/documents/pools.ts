import type { Bank, Table } from '../bank';
import { type Context, type FilterModel, isInScope, type TypeModel } from '../model/model';
import { allModels, modelOf } from '../model/models';
import { amountText, type Row } from '../values';
import type { Random } from './random';

const tries = 12;

/** Picks values that the bank really holds, mostly such as the reader may see. */
export class Pools {
  constructor(
    private readonly random: Random,
    private readonly context: Context,
  ) {}

  private get bank(): Bank {
    return this.context.bank;
  }

  /** A row of a type; most times one within the reader's scope, if a few tries find it. */
  row(model: TypeModel, own = 0.8): Row | undefined {
    const rows = this.bank.rows(model.table);
    if (rows.length === 0) return undefined;
    const wanted = this.random.chance(own);
    let row = this.random.pick(rows);
    for (let left = tries; left > 0 && wanted && !this.isOwn(model, row); left -= 1) row = this.random.pick(rows);
    return row;
  }

  private isOwn(model: TypeModel, row: Row): boolean {
    return isInScope({ model, row, standings: this.context.reader.standings, view: {} }, this.context);
  }

  /** An id: real, of somebody else, of nobody, of another type, or no id at all. */
  id(prefix: string | undefined): string {
    const { random } = this;
    const named = allModels().filter((model) => model.prefix !== undefined);
    const model = named.find((one) => one.prefix === prefix && random.chance(0.98)) ?? random.pick(named);
    const known = this.row(model)?.public_id;
    if (known !== undefined && random.chance(0.93)) return String(known);
    const unknown = random.bytes(16).toString('base64url');
    if (random.chance(0.8)) return `${model.prefix}_${unknown}`;
    return random.pick([
      '',
      'x',
      `${model.prefix}_`,
      `zzz_${unknown}`,
      `${model.prefix}_${unknown.slice(0, 21)}B`,
      `${model.prefix}_${unknown}=`,
    ]);
  }

  /** An operand for a filter. */
  operand(model: TypeModel, filter: FilterModel, operator: string): unknown {
    const { random } = this;
    if (operator === 'isNull') return random.chance(0.5);
    const row = this.row(model);
    const value = row?.[filter.column] ?? null;
    switch (filter.kind) {
      case 'list':
        return Array.isArray(value) && value.length > 0 ? random.pick(value) : 'VIP';
      case 'code': {
        const target = value === null ? undefined : this.bank.one(filter.table, 'id', value);
        return String(target?.[filter.code] ?? this.column(filter.table, filter.code));
      }
      case 'money': {
        const currency = String(row?.currency ?? 'CNY');
        if (operator === 'currency') return currency;
        return value === null ? '0' : amountText(value as number, currency);
      }
      case 'value':
        return value ?? this.column(model.table, filter.column) ?? null;
    }
  }

  private column(table: Table, column: string): unknown {
    const present = this.bank.rows(table).filter((row) => row[column] !== null);
    return present.length > 0 ? this.random.pick(present)[column] : null;
  }

  /** Something to look for in articles: a piece of one, or what none of them holds. */
  articleText(): string {
    const { random } = this;
    const [article] = random.some(this.bank.rows('knowledge_article'), 1);
    if (!article || random.chance(0.1))
      return random.pick(['', ' ', 'zzzz', '!', 'x'.repeat(101), '银', 'card 银', '%']);
    const text = [...String(random.pick([article.title, article.title_zh, article.body, article.code]))];
    const from = random.below(text.length);
    return text.slice(from, from + 1 + random.below(6)).join('');
  }

  /** Something to search for: a piece of a name, a number, a phone, an identifier. */
  searchText(): string {
    const { random } = this;
    const customer = this.row(modelOf('Customer'));
    if (!customer || random.chance(0.03))
      return random.pick(['', ' ', 'zzzz', '!', 'x'.repeat(101), '王', 'a', '%', "'"]);
    const id = customer.customer_id as number;
    if (random.chance(0.4)) return this.identifierText() ?? 'none';
    const phones = this.bank.where('contact_point', 'customer_id', id).filter(({ kind }) => kind === 'PHONE');
    if (random.chance(0.15)) return String(customer.customer_number);
    if (phones[0] && random.chance(0.2)) return String(random.pick(phones).value);
    const name = [...String(customer.display_name ?? 'Adam')];
    const from = random.below(name.length);
    return name.slice(from, from + 1 + random.below(5)).join('');
  }

  /** An identifier of somebody whom the reader mostly sees, as it stands on paper. */
  private identifierText(): string | undefined {
    const { random } = this;
    const customer = this.row(modelOf('Customer'), 0.9);
    const known = customer && this.bank.where('party_identifier', 'customer_id', customer.customer_id as number);
    return known?.[0] && this.context.unseal(random.pick(known));
  }

  /** An exact number of a customer with its scheme, seldom with another. */
  exactNumber(schemes: readonly string[]): { scheme: string; value: string } {
    const { random } = this;
    const customer = this.row(modelOf('Customer'));
    if (customer && random.chance(0.3)) return { scheme: 'CUSTOMER_NUMBER', value: String(customer.customer_number) };
    const identifier = this.row(modelOf('Identifier'));
    const scheme = identifier && random.chance(0.95) ? String(identifier.scheme) : random.pick(schemes);
    return { scheme, value: identifier ? this.context.unseal(identifier) : 'none' };
  }

  /** How far a walk over relations goes, over which, and how much of it is shown; seldom more than there may be. */
  walk(): Record<string, unknown> {
    const { random } = this;
    const depths = random.chance(0.02) ? [0, 6] : [1, 2, 2, 3, 4, 5];
    const limits = random.chance(0.02) ? [0, 201] : [1, 2, 3, 5, 10, 200];
    const type = () => this.row(modelOf('PartyRelationship'), 0)?.type ?? 'SPOUSE';
    return {
      ...(random.chance(0.6) && { depth: random.pick(depths) }),
      ...(random.chance(0.5) && { limit: random.pick(limits) }),
      ...(random.chance(0.3) && { types: Array.from({ length: random.pick([0, 1, 2, 4, 8]) }, type) }),
    };
  }

  /** Two customers, most times near each other, and how a way between them may be. */
  path(prefix: string | undefined): Record<string, unknown> {
    const { random, bank } = this;
    const { depth, types } = this.walk();
    const from = this.row(modelOf('Customer'));
    let to = from;
    for (let step = random.pick([0, 1, 1, 2, 2, 3, 4]); step > 0 && to; step -= 1) {
      const relations = bank.where('party_relationship', 'customer_id', to.customer_id as number);
      const others = relations.flatMap((row) => bank.where('customer', 'customer_id', row.other_party_id as number));
      // The last step often leads to somebody out of scope.
      const foreign = step === 1 ? others.filter((row) => !this.isOwn(modelOf('Customer'), row)) : [];
      if (others.length > 0) to = random.pick(foreign.length > 0 && random.chance(0.5) ? foreign : others);
    }
    const id = (row: Row | undefined) => (row && random.chance(0.95) ? String(row.public_id) : this.id(prefix));
    return {
      from: id(from),
      to: id(to),
      ...(depth !== undefined && random.chance(0.4) && { maxLength: depth }),
      ...(types !== undefined && random.chance(0.3) && { types }),
    };
  }

  /** The code by which a field of Query finds one record. */
  code(model: TypeModel, column: string): string {
    return String(this.row(model)?.[column] ?? 'none');
  }
}

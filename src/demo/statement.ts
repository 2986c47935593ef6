import type { ProtectionKeys } from '../entities/party/protection-keys';
import type { BankShape } from './shape';

type Value = string | number | Buffer | readonly string[];

/** An equal text always gives an equal number: it tells one property's dice from another's. */
function salt(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * One SQL statement in the making, with its parameters. Its dice are hashes of a key of the row, the seed and the
 * property's name, so a row comes out the same whatever was made before it.
 */
export class Statement {
  readonly values: Value[] = [];
  private readonly places = new Map<Value, string>();

  constructor(
    readonly bank: BankShape,
    readonly keys: ProtectionKeys,
    private readonly slice: { readonly from: number; readonly to: number } = { from: 0, to: 0 },
  ) {}

  get from(): string {
    return this.parameter(this.slice.from, 'bigint');
  }

  get to(): string {
    return this.parameter(this.slice.to, 'bigint');
  }

  get customers(): string {
    return this.parameter(this.bank.customers, 'bigint');
  }

  /** The day the bank is looked at. */
  get today(): string {
    return this.parameter(this.bank.asOf, 'date');
  }

  /** The first moment of that day; all that happened lies before it. */
  get midnight(): string {
    return this.startOf(this.today);
  }

  /** The first moment of a day in the bank's time zone. */
  startOf(day: string): string {
    return `((${day})::timestamp at time zone ${this.parameter(this.bank.timeZone, 'text')})`;
  }

  /** The day of a moment in the bank's time zone. */
  dayOf(moment: string): string {
    return `(((${moment}) at time zone ${this.parameter(this.bank.timeZone, 'text')})::date)`;
  }

  /** A whole number from 0 to below `sides`, as bigint. */
  roll(key: string, property: string, sides: number | string): string {
    const hash = `hashint8extended(${key}, ${this.parameter(this.bank.seed, 'bigint')} + ${salt(property)})`;
    return `((${hash} & 9223372036854775807) % ${sides})`;
  }

  /** A number from 0 to below 1, as float8. */
  fraction(key: string, property: string): string {
    return `(${this.roll(key, property, 1048576)}::float8 / 1048576)`;
  }

  /** True in so many cases of a hundred. */
  chance(key: string, property: string, percent: number | string): string {
    return `(${this.roll(key, property, 100)} < ${percent})`;
  }

  pick(words: readonly string[], key: string, property: string): string {
    return this.word(words, `1 + ${this.roll(key, property, words.length)}`);
  }

  /** The word at a place counted from one. */
  word(words: readonly string[], place: string): string {
    return `(${this.parameter(words, 'text[]')})[${place}]`;
  }

  parameter(value: Value, type: string): string {
    const known = this.places.get(value);
    if (known !== undefined) {
      return known;
    }
    const place = `$${this.values.push(value)}::${type}`;
    this.places.set(value, place);
    return place;
  }
}

/** One step of the fill: a statement over the customers of one slice, or over the whole bank. */
export interface Step {
  readonly table: string;
  readonly write: (statement: Statement) => string;
}

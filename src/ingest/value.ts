import { toMinorUnits } from '../graph/declare/minor-units';
import type { EntityField } from './entity';

/** A text in the form the database reads, or what is wrong with it. */
export type Read = { readonly value: string | null } | { readonly fault: string };

const fault = (text: string): Read => ({ fault: text });
const integer = /^[+-]?\d{1,18}$/;
const decimal = /^[+-]?(\d{1,30}(\.\d*)?|\.\d+)$/;
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoMoment = /^(\d{4}-\d{2}-\d{2})([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

export function isDay(text: string): boolean {
  const [, year, month, day] = isoDay.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || year === 0) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Reads a field of a file by its declared type; outer blanks are no part of it, an empty field is null. */
export function readField(type: string, raw: string): Read {
  const text = raw.trim();
  if (text === '') return { value: null };
  if (raw.includes('\u0000')) return fault('holds a zero byte');
  if (raw.includes('\ufffd')) return fault('is not written in the encoding of the file');
  if (type === 'text') return { value: text };
  if (type === 'integer') return integer.test(text) ? { value: String(BigInt(text)) } : fault('is no integer');
  if (type === 'decimal') return decimal.test(text) ? { value: text } : fault('is no decimal number');
  if (type === 'moment') {
    const day = isoMoment.exec(text)?.[1];
    return day && isDay(day) ? { value: text } : fault('is no moment; written YYYY-MM-DD HH:MM:SS');
  }
  const pattern = type === 'date' ? 'YYYY-MM-DD' : type.slice('date '.length);
  const day = readDay(pattern, text);
  return day === null ? fault(`is no date; written ${pattern}`) : { value: day };
}

function readDay(pattern: string, text: string): string | null {
  if (text.length !== pattern.length) return null;
  for (let place = 0; place < text.length; place += 1) {
    const digit = /[YMD]/.test(pattern[place] ?? '');
    if (digit ? !/\d/.test(text[place] ?? '') : pattern[place] !== text[place]) return null;
  }
  const part = (letters: string) => text.slice(pattern.indexOf(letters), pattern.indexOf(letters) + letters.length);
  const day = `${part('YYYY')}-${part('MM')}-${part('DD')}`;
  return isDay(day) ? day : null;
}

/** A pattern of a date holds year, month and day once each. */
export const isDayPattern = (pattern: string): boolean =>
  pattern.replace(/[^YMD]/g, '').length === 8 && ['YYYY', 'MM', 'DD'].every((part) => pattern.includes(part));

/** The day a number of months later; the last day of a shorter month. Null where either is no such value. */
export function addMonths(day: string, months: string): string | null {
  const [, year, month, date] = isoDay.exec(day)?.map(Number) ?? [];
  const count = integer.test(months) ? Number(months) : Number.NaN;
  if (year === undefined || month === undefined || date === undefined || !(Math.abs(count) <= 12_000)) return null;
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  const text = first.toISOString().slice(0, 10);
  return isDay(text) ? text : null;
}

/** Makes a value fit for a column; amounts are given in units of `currency`. */
export function fitField(field: EntityField, value: string | null, currency: string | null): Read {
  if (value === null) return field.nullable ? { value } : fault('must have a value');
  switch (field.kind) {
    case 'minor':
      return amount(value, currency);
    case 'key':
      return { value };
    case 'integer':
      return integer.test(value) ? { value } : fault('is no integer');
    case 'decimal':
      return decimal.test(value) ? { value } : fault('is no decimal number');
    case 'date':
      return isDay(value) ? { value } : fault('is no date; written YYYY-MM-DD');
    case 'moment':
      return isDay(isoMoment.exec(value)?.[1] ?? '') ? { value } : fault('is no moment; written YYYY-MM-DD HH:MM:SS');
    case 'boolean':
      return value === 'true' || value === 'false' ? { value } : fault('is neither true nor false');
    case 'text':
      return field.allowed === null || field.allowed.includes(value)
        ? { value }
        : fault(`is not allowed; allowed: ${field.allowed.join(', ')}`);
  }
}

function amount(value: string, currency: string | null): Read {
  if (!decimal.test(value)) return fault('is no amount');
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return fault('is an amount without a currency');
  const units = toMinorUnits(value.replace('+', ''), currency);
  return units === null ? fault(`has more digits than ${currency}`) : { value: String(units) };
}

import type { Row } from '../values';
import { ascending, type Context, type EdgeModel } from './model';
import { mayChooseBy } from './standings';

const chinese = '[\\u2e80-\\u2fff\\u3005-\\u3007\\u3040-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]+';
const latin = '[a-z0-9\\u00c0-\\u1fff]+';
/** What a text is searched by: a run of Chinese, or a word of anything else. */
export const runs = () => new RegExp(`(${chinese})|(${latin})`, 'gu');

const letters: Record<string, string> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** A text as names are compared: no accents, small letters, single spaces. */
export function normalised(text: string): string {
  const bare = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
  return bare
    .replace(/[øđłħıŋðßæœ]/g, (letter) => letters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Every word of the text is part of the name. A text of one or two Latin characters is the beginning of a word.
 */
function nameMatches(name: string, text: string): boolean {
  const search = normalised(text);
  const pieces = [...search.matchAll(runs())];
  if (pieces.length === 0 || !search.split(' ').every((word) => name.includes(word))) return false;
  const isLong = ([, han, word = '']: RegExpMatchArray) => han !== undefined || word.length >= 3;
  if (pieces.some(isLong)) return true;
  const beginning = pieces.map(([piece]) => piece).sort((a, b) => b.length - a.length || (a < b ? 1 : -1))[0] as string;
  return [...name.matchAll(runs())].some(([, , word]) => word?.startsWith(beginning));
}

const compact = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
const digits = (text: string) => text.replace(/\D/g, '');

function matches(customer: Row, text: string, { bank, reader, unseal }: Context): boolean {
  const id = customer.customer_id as number;
  if (customer.sort_name !== null && nameMatches(String(customer.sort_name), text)) return true;
  if (customer.customer_number === text.replace(/^ +| +$/g, '')) return true;
  const phones = bank.where('contact_point', 'customer_id', id).filter(({ kind }) => kind === 'PHONE');
  if (mayChooseBy(reader, 'IDENTITY') && phones.some(({ value }) => digits(String(value)) === digits(text)))
    return true;
  if (!mayChooseBy(reader, 'C3')) return false;
  return bank.where('party_identifier', 'customer_id', id).some((row) => compact(unseal(row)) === compact(text));
}

export const searchWay: EdgeModel = {
  kind: 'search',
  to: 'Customer',
  order: [ascending('sort_name')],
  rows: (_parent, context, { text }) =>
    context.bank.rows('customer').filter((row) => matches(row, String(text), context)),
};

/** One customer by an exact number: the bank's own, or an identifier. */
export const lookupWay: EdgeModel = {
  kind: 'one',
  to: 'Customer',
  order: [],
  isLookup: true,
  rows: (_parent, { bank, unseal }, { scheme, value }) => {
    if (scheme === 'CUSTOMER_NUMBER') return bank.where('customer', 'customer_number', String(value).trim());
    const wanted = compact(String(value));
    const found = bank
      .where('party_identifier', 'scheme', String(scheme))
      .filter((row) => compact(unseal(row)) === wanted)
      .flatMap((row) => bank.where('customer', 'customer_id', row.customer_id as number));
    return [...new Set(found)];
  },
};

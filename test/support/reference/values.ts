/** A column's value in memory: keys are numbers, exact decimals and dates texts, moments ISO texts in UTC. */
export type Value = string | number | boolean | null | readonly Value[];
export type Row = Readonly<Record<string, Value>>;

/** Compares two present values: numbers as numbers, decimals by size, texts by code points. */
export function compare(one: Value, other: Value, decimal = false): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (decimal) return compareDecimals(String(one), String(other));
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

const scale = 20;

function compareDecimals(one: string, other: string): number {
  const [left, right] = [scaled(one), scaled(other)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function scaled(text: string): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(scale, '0'));
  return negative ? -size : size;
}

/** A decimal without idle zeros. */
export function plainDecimal(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

const digitsOf: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, KWD: 3, BHD: 3, JOD: 3, TND: 3 };

/** Minor units as an amount in the currency's own units. */
export function amountText(minor: number, currency: string): string {
  const digits = digitsOf[currency] ?? 2;
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount as minor units; null where it has more decimals than the currency. */
export function minorUnits(amount: string, currency: string): bigint | null {
  const digits = digitsOf[currency] ?? 2;
  const size = scaled(amount);
  const unit = 10n ** BigInt(scale - digits);
  return size % unit === 0n ? size / unit : null;
}

const characters = (text: string) => [...text];

export const nameMask = (text: string): string => `${characters(text)[0] ?? ''}**`;

/** The last four, and of a short number fewer, so that four are hidden at least. */
export function numberMask(text: string): string {
  const all = characters(text);
  return `****${all.slice(Math.max(4, all.length - 4)).join('')}`;
}

const exponents: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0 };

/** An amount in minor units as a decimal number. */
export function amountText(minor: string | bigint | number, currency: string): string {
  const exponent = exponents[currency] ?? 2;
  if (exponent === 0) return String(minor);
  const text = String(minor);
  const digits = text.replace('-', '').padStart(exponent + 1, '0');
  return `${text.startsWith('-') ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

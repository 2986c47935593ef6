// To make a number format takes longer than all the rest.
const known = new Map<string, number>();

/** How many digits follow the decimal point in a currency (ISO 4217). */
export function minorDigits(currency: string): number {
  let digits = known.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    known.set(currency, digits);
  }
  return digits;
}

/** A decimal text as minor units of a currency; null where it has more digits than the currency. */
export function toMinorUnits(amount: string, currency: string): bigint | null {
  const digits = minorDigits(currency);
  const [whole = '0', fraction = ''] = amount.split('.');
  if (fraction.replace(/0+$/, '').length > digits) return null;
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
}

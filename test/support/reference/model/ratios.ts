/** Halves are rounded away from zero. */
export const away = (value: number) => Math.sign(value) * Math.round(Math.abs(value));

/** A ratio of whole numbers, rounded exactly; null over nothing. */
export function exactRatio(part: number, whole: number, digits: number): string | null {
  if (whole === 0) return null;
  const over = BigInt(Math.abs(part)) * 10n ** BigInt(digits);
  const under = BigInt(Math.abs(whole));
  const sign = part < 0 !== whole < 0 ? -1n : 1n;
  const scaled = sign * ((2n * over + under) / (2n * under));
  const text = String(sign * scaled).padStart(digits + 1, '0');
  const told = `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/0+$/, '').replace(/\.$/, '');
  return scaled < 0n ? `-${told}` : told;
}

export const exactPercent = (part: number, whole: number, digits: number) => exactRatio(100 * part, whole, digits);

/** To four decimals, halves away from zero, by the fifteen digits of a floating number that are sure. */
export const fourDecimals = (value: number): number => away(sure(sure(value) * 10_000)) / 10_000;
const sure = (value: number) => Number(value.toPrecision(15));

/** Whether a text is a legal entity identifier of ISO 17442: 18 characters and check digits by ISO 7064, MOD 97-10. */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(text)) return false;
  let rest = 0;
  for (const character of text) {
    const digits = Number.parseInt(character, 36);
    rest = (rest * (digits > 9 ? 100 : 10) + digits) % 97;
  }
  return rest === 1;
}

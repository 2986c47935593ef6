// An entry of the audit trail tells of so many customers at most.
const largestGroup = 10_000;

const digitsOfPlace = 4;
const keysOfPage = 10 ** digitsOfPlace;
// Ten megabytes; keys are dealt one after another, so that this is enough for eighty million of them.
const mostPages = 8_192;

/** Keys that have come before, a bit for each; with too many of them far apart it forgets, and tells some again. */
class SeenKeys {
  private readonly pages = new Map<number, Uint8Array>();

  /** Whether a key is new; the key is its page’s name followed by the four digits of its place. */
  add(name: number, place: number): boolean {
    let page = this.pages.get(name);
    if (!page) {
      if (this.pages.size >= mostPages) this.pages.clear();
      page = new Uint8Array(keysOfPage / 8);
      this.pages.set(name, page);
    }
    const [index, bit] = [place >> 3, 1 << (place & 7)];
    const isNew = ((page[index] as number) & bit) === 0;
    page[index] = (page[index] as number) | bit;
    return isNew;
  }
}

/** The customers that a report's rows touch, each told once, in groups, so that neither memory nor an entry grows with it. */
export class TouchedCustomers {
  private readonly seen = new SeenKeys();
  private waiting: string[] = [];

  constructor(private readonly tell: (customers: readonly string[]) => Promise<unknown>) {}

  async add(keys: Iterable<string>): Promise<void> {
    for (const key of keys) {
      const isNew = this.seen.add(Number(key.slice(0, -digitsOfPlace)), Number(key.slice(-digitsOfPlace)));
      if (isNew) this.waiting.push(key);
    }
    await this.tellFull();
  }

  /** Keys as digits, with commas between them; most have come before, and no string is made of those. */
  async addDigits(texts: readonly (Buffer | null | undefined)[]): Promise<void> {
    for (const keys of texts) if (keys) this.scan(keys);
    await this.tellFull();
  }

  /** Those not yet told. */
  taken(): readonly string[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }

  private scan(keys: Buffer): void {
    for (let from = 0; from < keys.length; ) {
      const comma = keys.indexOf(separator, from);
      const end = comma < 0 ? keys.length : comma;
      const place = Math.max(from, end - digitsOfPlace);
      const isNew = this.seen.add(numberIn(keys, from, place), numberIn(keys, place, end));
      if (isNew) this.waiting.push(keys.toString('latin1', from, end));
      from = end + 1;
    }
  }

  private async tellFull(): Promise<void> {
    while (this.waiting.length >= largestGroup) await this.tell(this.waiting.splice(0, largestGroup));
  }
}

const separator = ','.charCodeAt(0);
const zero = '0'.charCodeAt(0);

function numberIn(digits: Buffer, from: number, end: number): number {
  let number = 0;
  for (let at = from; at < end; at += 1) number = number * 10 + (digits[at] as number) - zero;
  return number;
}

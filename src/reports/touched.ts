// An entry of the audit trail tells of so many customers at most.
const largestGroup = 10_000;

const digitsOfPlace = 4;
const keysOfPage = 10 ** digitsOfPlace;
// Ten megabytes; keys are dealt one after another, so that this is enough for eighty million of them.
const mostPages = 8_192;

/** Keys that have come before, a bit for each; with too many of them far apart it forgets, and tells some again. */
class SeenKeys {
  private readonly pages = new Map<string, Uint8Array>();

  /** Whether the key is new. */
  add(key: string): boolean {
    const name = key.slice(0, -digitsOfPlace);
    const place = Number(key.slice(-digitsOfPlace));
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
      if (!this.seen.add(key)) continue;
      this.waiting.push(key);
      if (this.waiting.length >= largestGroup) await this.tell(this.taken());
    }
  }

  /** Those not yet told. */
  taken(): readonly string[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }
}

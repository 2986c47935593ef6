// An entry of the audit trail tells of so many customers at most.
const largestGroup = 10_000;

/** The customers that a report's rows touch, told in groups, so that neither memory nor an entry grows with it. */
export class TouchedCustomers {
  private customers = new Set<string>();

  constructor(private readonly tell: (customers: readonly string[]) => Promise<unknown>) {}

  async add(keys: Iterable<string>): Promise<void> {
    for (const key of keys) {
      this.customers.add(key);
      if (this.customers.size >= largestGroup) await this.tell(this.taken());
    }
  }

  /** Those not yet told. */
  taken(): readonly string[] {
    const taken = [...this.customers];
    this.customers = new Set();
    return taken;
  }
}

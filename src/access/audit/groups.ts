import { setImmediate } from 'node:timers/promises';

/** Nothing can be recorded now. */
export class AuditUnavailable extends Error {
  override readonly name = 'AuditUnavailable';
}

interface Group<Item, Mark> {
  readonly items: Item[];
  readonly written: Promise<Mark>;
  readonly resolve: (mark: Mark) => void;
  readonly reject: (cause: unknown) => void;
}

export interface GroupOptions {
  /** The most items of one group. */
  readonly largest: number;
  /** The most items that may wait. */
  readonly waiting: number;
  /** How many requests are under way, those included whose items wait. */
  readonly underWay: () => number;
}

// No answer is kept longer than this many milliseconds for the sake of others that may join its group.
const patience = 1;

/** Gathers what concurrent requests bring into groups: one is written while the next one gathers. */
export class Groups<Item, Mark> {
  private readonly queue: Group<Item, Mark>[] = [];
  /** Items that wait, and those being written. */
  private count = 0;
  private running: Promise<void> | undefined;
  private ripen: (() => void) | undefined;
  private isClosed = false;

  constructor(
    private readonly write: (items: readonly Item[]) => Promise<Mark>,
    private readonly options: GroupOptions,
  ) {}

  /** Resolves once the item's group is written; rejects where it cannot be. */
  async add(item: Item): Promise<Mark> {
    if (this.isClosed) throw new AuditUnavailable('The audit trail is closed.');
    if (this.count >= this.options.waiting) throw new AuditUnavailable('Too many entries wait to be written.');
    this.count += 1;
    let group = this.queue.at(-1);
    if (!group || group.items.length >= this.options.largest) {
      group = newGroup<Item, Mark>();
      this.queue.push(group);
    }
    group.items.push(item);
    this.running ??= this.run();
    if (this.isRipe()) this.ripen?.();
    return group.written;
  }

  /** Takes nothing more, and waits until all that was taken is written or refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.ripen?.();
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      await this.gather();
      const group = this.queue.shift() as Group<Item, Mark>;
      await this.write(group.items).then(group.resolve, group.reject);
      this.count -= group.items.length;
    }
    this.running = undefined;
  }

  /** Waits a moment for others, as long as more requests are still being answered than wait. */
  private async gather(): Promise<void> {
    await setImmediate();
    if (this.isRipe()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.ripen = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.ripen = undefined;
  }

  private isRipe(): boolean {
    return this.isClosed || 2 * this.count >= this.options.underWay();
  }
}

function newGroup<Item, Mark>(): Group<Item, Mark> {
  let resolve: (mark: Mark) => void = () => undefined;
  let reject: (cause: unknown) => void = () => undefined;
  const written = new Promise<Mark>((kept, failed) => {
    resolve = kept;
    reject = failed;
  });
  return { items: [], written, resolve, reject };
}

import { setImmediate } from 'node:timers/promises';

/** Nothing can be recorded now; the cause says why. */
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
}

/** Gathers what concurrent requests bring into groups: one is written while the next one gathers. */
export class Groups<Item, Mark> {
  private queue: Group<Item, Mark>[] = [];
  private count = 0;
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly write: (items: readonly Item[]) => Promise<Mark>,
    private readonly options: GroupOptions = { largest: 250, waiting: 10_000 },
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
    return group.written;
  }

  /** Takes nothing more, and waits until all that was taken is written or refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
  }

  private async run(): Promise<void> {
    // What ends in the same turn of the event loop goes into one group.
    await setImmediate();
    for (let group = this.queue.shift(); group; group = this.queue.shift()) {
      await this.write(group.items).then(group.resolve, group.reject);
      this.count -= group.items.length;
    }
    this.running = undefined;
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

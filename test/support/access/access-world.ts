import { directory } from '../../../src/access/directory';
import { connect } from '../../../src/database/connect';
import { Bank } from '../reference/bank';
import type { Random } from '../reference/documents/random';
import { type Class, effectFor, type Standing } from '../reference/matrix';
import { modelOf } from '../reference/model/models';
import { mayChooseBy } from '../reference/model/standings';
import { Reference } from '../reference/reference';
import { waysOf } from '../reference/way-in';
import { moment, openWorld, timeZone, today, viewerOnWay, type World } from '../reference/world';
import type { BankUrls } from './banks';
import { CanaryBook } from './canaries';

const days = new Intl.DateTimeFormat('en-CA', { timeZone });
const dayOf = (instant: Date) => days.format(instant);

/** A reader at work on a way in, and as what he stands somewhere. */
export interface ReaderOfBank {
  /** His name in `way-in.ts`. */
  readonly staffNumber: string;
  readonly standings: readonly Standing[];
}

/** A bank whose rows and clock may change under the product, with the reference following. */
export class AccessWorld implements World {
  private now = moment;
  private constructor(
    private readonly base: World,
    private readonly systemUrl: string,
    public bank: Bank,
    public reference: Reference,
    public viewerOf: World['viewerOf'],
    public canaries: CanaryBook,
  ) {}

  static async open({ appUrl, systemUrl }: BankUrls): Promise<AccessWorld> {
    const base = await openWorld({ appUrl, systemUrl });
    const { bank, reference } = base;
    const canaries = new CanaryBook(bank, today, reference.world.unseal);
    const world = new AccessWorld(base, systemUrl, bank, reference, base.viewerOf, canaries);
    world.viewerOf = world.directory();
    return world;
  }

  get graph() {
    return this.base.graph;
  }

  get options() {
    return this.base.options;
  }

  get today(): string {
    return dayOf(this.now);
  }

  /** A directory that remembers nobody yet, as after the time for which it keeps what it knows. */
  private directory(): World['viewerOf'] {
    const viewerOf = directory({ sql: this.options.sql, clock: () => this.now, timeZone });
    return (reader) => viewerOnWay(viewerOf, reader);
  }

  /** Lets the clock of product and reference stand at another moment; the directory goes on with what it knows. */
  turnClock(to: Date): void {
    this.now = to;
    this.follow();
  }

  /** The clock stands where it began. Time does not run back for a directory: a new one knows nothing of what was to come. */
  turnClockBack(): void {
    this.viewerOf = this.directory();
    this.turnClock(moment);
  }

  /** Changes rows of the bank, and waits until directory and reference have heard of it. */
  async change(statements: (sql: ReturnType<typeof connect>['sql']) => Promise<unknown>): Promise<void> {
    const { sql, end } = connect(this.systemUrl, { name: 'access check', max: 1 });
    try {
      await statements(sql);
      this.bank = await Bank.load(sql);
    } finally {
      await end();
    }
    this.viewerOf = this.directory();
    this.follow();
  }

  private follow(): void {
    const { bank, today: day } = this;
    const world = { ...this.reference.world, bank, today: day, now: this.now.toISOString() };
    this.reference = new Reference(this.options.schema, world, this.reference);
    this.canaries = new CanaryBook(bank, day, world.unseal);
  }

  /** Everybody at work on either way in, those with unlike rights more often than the many alike. */
  readers(): ReaderOfBank[] {
    const staff = this.bank.rows('employee').filter(({ status }) => status === 'ACTIVE');
    return staff.flatMap(({ staff_number: number }) => {
      const isAlike = /^(RM|BM|CH|TL)/.test(String(number)) && !/000[1-3]$/.test(String(number));
      return waysOf(String(number)).flatMap((staffNumber) => {
        const { standings } = this.reference.readerOf(staffNumber);
        const weight = standings.length === 0 || isAlike ? 1 : 4;
        return Array.from({ length: weight }, () => ({ staffNumber, standings }));
      });
    });
  }

  /** A reader who stands so, if possible as nothing else. */
  readerStanding(random: Random, standing: Standing, readers: readonly ReaderOfBank[]): ReaderOfBank | undefined {
    const able = readers.filter(({ standings }) => standings.includes(standing));
    const only = able.filter(({ standings }) => standings.every((one) => one.split(' ')[0] === standing.split(' ')[0]));
    const pool = only.length > 0 && random.chance(0.75) ? only : able;
    return pool.length > 0 ? random.pick(pool) : undefined;
  }

  /** Whether a reader reads a class in full somewhere. */
  reads(staffNumber: string, dataClass: Class): boolean {
    return this.reference.readerOf(staffNumber).standings.some((one) => effectFor(one, dataClass) === 'FULL');
  }

  /** Whether a reader may filter or order records of a type by an input. */
  mayAsk(staffNumber: string, kind: 'filter' | 'order', type: string, input: string): boolean {
    const { filters, orders } = modelOf(type);
    const dataClass = (kind === 'filter' ? filters : orders)[input]?.dataClass ?? 'AML';
    return mayChooseBy(this.reference.readerOf(staffNumber), dataClass);
  }

  end(): Promise<void> {
    return this.base.end();
  }
}

/** What a running export is told, and what it counts. */
export class ExportRun {
  readonly counts = new Map<string, number>();
  /** What has no place in the format, by why. */
  readonly left = new Map<string, number>();

  constructor(
    /** Day of the bank. */
    readonly today: string,
    readonly timeZone: string,
  ) {}

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  leave(count: number, why: string): void {
    if (count > 0) this.left.set(why, count);
  }
}

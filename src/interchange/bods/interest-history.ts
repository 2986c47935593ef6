import type { FlatRow, ToldInterests } from './statement-rows';

interface Told {
  readonly day: string;
  readonly row: FlatRow;
  readonly line: number;
}

/** What older statements of a file say of relationships whose newest statement may no longer name every interest. */
export class InterestHistory {
  /** By record, then by interest, what was told of it last. */
  private readonly older = new Map<string, Map<string, Told>>();
  private readonly newest = new Map<string, { readonly day: string; readonly places: ReadonlySet<string> }>();

  addOlder({ recordId, rows }: ToldInterests, day: string, line: number): void {
    const told = this.older.get(recordId) ?? new Map<string, Told>();
    this.older.set(recordId, told);
    for (const row of rows) {
      if ((told.get(row.place as string)?.day ?? '') <= day) told.set(row.place as string, { day, row, line });
    }
  }

  addNewest({ recordId, places }: ToldInterests, day: string): void {
    this.newest.set(recordId, { day, places: new Set(places) });
  }

  /** The interests that the newest statement leaves out: they end on its day, where they had not ended before. */
  *ended(): Generator<{ readonly row: FlatRow; readonly line: number }> {
    for (const [record, told] of this.older) {
      const newest = this.newest.get(record);
      if (!newest) continue;
      for (const [place, { row, line }] of told) {
        if (newest.places.has(place) || (row.valid_from as string) >= newest.day) continue;
        const end = row.valid_to && row.valid_to < newest.day ? row.valid_to : newest.day;
        yield { row: { ...row, valid_to: end }, line };
      }
    }
  }
}

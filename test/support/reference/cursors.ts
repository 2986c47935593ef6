import type { Row } from './values';

/** A place in a list: the reader's list, and the row that stands there. */
export interface Place {
  readonly list: string;
  readonly row: Row;
  /** The field and the arguments of the list, for who wants to ask on. */
  readonly coordinate: string;
  readonly principal: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const mark = 'place:';

/**
 * Knows which place each cursor of the server stands for. The reference names places; where both answers hold a cursor
 * at the same path, the server's text is bound to that place, for good.
 */
export class CursorBook {
  private readonly places: Place[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly bound = new Map<string, number>();
  private readonly byReader = new Map<string, string[]>();

  /** The reference's own name of a place; `order` are the values that put the row there. */
  name(place: Place, order: readonly unknown[]): string {
    const key = JSON.stringify([place.list, order]);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.places.push(place) - 1;
      this.numbers.set(key, number);
    }
    return `${mark}${number}`;
  }

  /** Binds a server's cursor to the place that the reference names; false where it is bound to another. */
  agrees(cursor: unknown, name: unknown): boolean {
    if (typeof cursor !== 'string' || typeof name !== 'string' || !name.startsWith(mark)) return cursor === name;
    const number = Number(name.slice(mark.length));
    const known = this.bound.get(cursor);
    if (known !== undefined) return known === number;
    this.bound.set(cursor, number);
    const { principal, coordinate } = this.places[number] as Place;
    const key = JSON.stringify([principal, coordinate]);
    const cursors = this.byReader.get(key) ?? [];
    cursors.push(cursor);
    this.byReader.set(key, cursors);
    return true;
  }

  placeOf(cursor: string): Place | undefined {
    const number = this.bound.get(cursor);
    return number === undefined ? undefined : this.places[number];
  }

  /** The cursors that a reader has met at a field. */
  of(principal: string, coordinate: string): readonly string[] {
    return this.byReader.get(JSON.stringify([principal, coordinate])) ?? [];
  }
}

export const isPlaceName = (value: unknown): boolean => typeof value === 'string' && value.startsWith(mark);

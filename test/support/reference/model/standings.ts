import { type Class, effectFor, type Standing } from '../matrix';
import type { Reader } from '../reader';
import type { Arguments, Context, Item, WayModel } from './model';

/** Choosing or ordering by a class is reading it: open to who reads it in full whatever he stands as. */
export const mayChooseBy = (reader: Reader, dataClass: Class): boolean =>
  reader.standings.every((standing) => effectFor(standing, dataClass) === 'FULL');

/** Whether the reader may know a party at the end of a relation. */
export const isKnown = (party: unknown, { reader }: Pick<Context, 'reader'>): boolean => {
  const reaching = reader.reaches(party as number);
  return reader.listing.some((standing) => reaching.has(standing));
};

/** As what a reader finds somebody by a protected number: who may look up, and who reads such numbers in full. */
export const standingsThatLookUp = (reader: Reader): readonly Standing[] =>
  reader.standings.filter((one) => reader.lookingUp.includes(one) || effectFor(one, 'C3') === 'FULL');

/** What the reader may stand as behind a way. Who looks up single customers gets to no other by lists or relations. */
export function standingsBehind(
  way: WayModel,
  parent: Item | null,
  args: Arguments,
  reader: Reader,
): readonly Standing[] {
  if (way.kind === 'node' || way.kind === 'nodes') return reader.standings;
  if (parent === null) {
    if (way.kind !== 'one' || way.across) return reader.listing;
    if (way.isLookup && args.scheme !== 'CUSTOMER_NUMBER') return standingsThatLookUp(reader);
    const isNamed = !way.namedBy || (args[way.namedBy] !== undefined && args[way.namedBy] !== null);
    return isNamed ? reader.standings : reader.listing;
  }
  const leaves = way.kind === 'linked' || ('across' in way && way.across) || parent.model.scope === 'everybody';
  return leaves ? reader.listing : parent.standings;
}

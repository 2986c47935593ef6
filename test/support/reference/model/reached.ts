import { bestEffect, type Class, type Effect, effectFor, type Standing } from '../matrix';
import { validOn } from '../reader';
import type { Row } from '../values';
import { contextOf } from '../view';
import type { Context, Item } from './model';

const ownerRoles = new Set(['PRINCIPAL', 'SECONDARY_OWNER', 'JOINT']);

/** The owners of an account today. */
export const ownsToday = (role: Row, today: string): boolean =>
  ownerRoles.has(String(role.role)) && validOn(today, role);

/** As what the reader reaches a record; null for rows of the whole bank, which everybody reads. */
export function reachedAs(
  { model: { scope, dataClass: ofAll, rowClass }, row, standings, view }: Item,
  context: Context,
): Standing[] | null {
  const { bank, reader, today } = context;
  const dataClass = rowClass?.(row) ?? ofAll;
  if (scope === 'everybody') return null;
  if (scope === 'made') {
    const reached = ((row.reached ?? []) as readonly Standing[]).filter((standing) => standings.includes(standing));
    return dataClass ? reached.filter((standing) => effectFor(standing, dataClass) === 'FULL') : reached;
  }
  const owners = new Set<number>();
  if (scope === 'customer' || 'account' in scope) owners.add(row.customer_id as number);
  if (scope !== 'customer' && 'account' in scope) {
    for (const party of bank.where('account_party', 'account_id', row[scope.account] as number)) {
      if (ownsToday(party, today)) owners.add(party.party_id as number);
    }
  }
  if (scope !== 'customer' && 'group' in scope) {
    for (const side of contextOf(view, context).bank.where('party_group', 'id', row[scope.group] as number))
      owners.add(side.customer_id as number);
  }
  const reaching = new Set([...owners].flatMap((owner) => [...reader.reaches(owner)]));
  const reached = standings.filter((standing) => reaching.has(standing));
  return dataClass ? reached.filter((standing) => effectFor(standing, dataClass) === 'FULL') : reached;
}

export function isInScope(item: Item, context: Context): boolean {
  if (item.model.isTold?.(item.row) === false) return false;
  const reached = reachedAs(item, context);
  return reached === null || reached.length > 0;
}

/** What the reader may see of a class on a record. */
export function effectOn(item: Item, dataClass: Class, context: Context): Effect {
  const reached = reachedAs(item, context);
  if (reached !== null) {
    context.watch?.decided(reached, dataClass);
    return bestEffect(reached, dataClass);
  }
  return dataClass === 'C1' ? 'FULL' : bestEffect(context.reader.standings, dataClass);
}

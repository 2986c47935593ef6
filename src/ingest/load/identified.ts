import { identifierHash } from '../../entities/party/identifier-seal';
import type { ProtectionRing } from '../../entities/party/protection-keys';
import type { IdentifierScheme } from '../plan';
import type { Session } from './session';

/** Numbers that the profile of an organisation shows as well. */
const profileColumns: Partial<Record<IdentifierScheme, string>> = { LEI: 'lei', USCC: 'uscc' };

/** The parties known by each number, by its place in the list: by the keyed hash of their identifiers, or their profile. */
export async function findIdentified(
  session: Session,
  keys: ProtectionRing,
  scheme: IdentifierScheme,
  numbers: readonly (string | null)[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const sought = [...numbers.entries()].filter((entry): entry is [number, string] => entry[1] !== null);
  if (sought.length === 0) return new Map();
  // Rows stand under several keys while keys change.
  const hashes = sought.flatMap(([place, number]) =>
    keys.map(
      ({ identifierMac }) => [place, `\\x${identifierHash(scheme, number, identifierMac).toString('hex')}`] as const,
    ),
  );
  const column = profileColumns[scheme];
  const profiles = `union all
    select o.place, g.customer_id from unnest($3::int[], $4::text[]) as o (place, number)
    join organisation g on g.${column} = o.number`;
  // The scheme, one of a fixed list, stands in the text: an index over some schemes serves no parameter.
  const rows = await session.rows<{ place: number; parties: string[] }>(
    `select place, array_agg(distinct party::text) as parties from (
       select o.place, i.customer_id as party from unnest($1::int[], $2::text[]) as o (place, hash)
       join party_identifier i on i.value_hash = o.hash::bytea and i.scheme = '${scheme}'
       ${column ? profiles : ''}
     ) as found group by place`,
    [
      hashes.map(([place]) => place),
      hashes.map(([, hash]) => hash),
      ...(column ? [sought.map(([place]) => place), sought.map(([, number]) => number)] : []),
    ],
  );
  return new Map(rows.map(({ place, parties }) => [place, parties]));
}

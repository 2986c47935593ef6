import type { RelationshipType } from '../entities/related-party/relationship-type.table';
import { ascending, type Joints, joining, joins, owningTypes } from './groups';
import { wholeShare } from './ownership/shares';
import { holdsOn, keysOf, type Session } from './session';

/** What is told of a party to whom it is only a stub, and where it stands as a customer. */
export interface KnownParty {
  readonly kind: 'INDIVIDUAL' | 'ORGANISATION';
  readonly nameMasked: string | null;
}

export interface KnownCustomer {
  readonly scopeKey: number;
  readonly isCompany: boolean;
}

/** What a member of a group is himself. */
export interface KnownMember {
  readonly name: string | null;
  /** Absent where he is no customer. */
  readonly customer: KnownCustomer | undefined;
}

/** A relation of a day from the side of the company that it is about; shares in millionths. */
export interface Tie {
  readonly holder: bigint;
  readonly company: bigint;
  readonly type: RelationshipType;
  readonly min: number;
  readonly max: number;
  readonly since: string;
  readonly isIndirect: boolean;
}

/** A relation of a day by which parties depend on each other or are of one family. */
export interface Bond {
  readonly from: bigint;
  readonly to: bigint;
  readonly type: RelationshipType;
  readonly since: string;
}

/** All that is known of the parties of some groups. */
export interface GroupFacts {
  readonly parties: ReadonlyMap<bigint, KnownParty>;
  readonly members: ReadonlyMap<bigint, KnownMember>;
  readonly ties: readonly Tie[];
  readonly bonds: readonly Bond[];
}

interface Row {
  readonly id: bigint;
  readonly own: bigint;
  readonly other: bigint;
  readonly outgoing: boolean;
  readonly kind: KnownParty['kind'];
  readonly masked: string | null;
  readonly type: RelationshipType;
  readonly exact: string | null;
  readonly least: string | null;
  readonly most: string | null;
  readonly since: string;
  readonly directness: string;
}

/** Reads who these parties are. */
export async function readMembers(
  session: Session,
  parties: readonly bigint[],
): Promise<ReadonlyMap<bigint, KnownMember>> {
  const rows = await session<{ id: bigint; name: string | null; key: number | null; kind: string | null }[]>`
    select p.party_id as id, p.display_name as name, c.scope_key as key, c.kind
    from party p left join customer c on c.customer_id = p.party_id where p.party_id = any (${keysOf(session, parties)})`;
  return new Map(
    rows.map(({ id, name, key, kind }) => [
      id,
      { name, customer: key === null ? undefined : { scopeKey: key, isCompany: kind === 'CORPORATE' } },
    ]),
  );
}

/** Reads the bonds of a day among parties, of some types; supplies from a share on, in percent. */
export const readBonds = (session: Session, members: readonly bigint[], today: string, joints: Joints) =>
  session<Bond[]>`
    select customer_id as from, other_party_id as to, type, valid_from::text as since from party_relationship
    where customer_id = any (${keysOf(session, members)}) and outgoing
      and ${joining(session, joints, today)}
    order by id`;

/**
 * Reads the relations of a day that shape ownership, both sides of those between the parties, and their bonds of some
 * types, all in one pass.
 */
export async function readFacts(
  session: Session,
  members: readonly bigint[],
  today: string,
  depending: Joints,
): Promise<GroupFacts> {
  const rows = await session<Row[]>`
    select id, customer_id as own, other_party_id as other, outgoing, other_kind as kind, other_name_masked as masked, type,
      share_pct as exact, share_min as least, share_max as most, valid_from::text as since, directness
    from party_relationship
    where customer_id = any (${keysOf(session, members)}) and ${holdsOn(session, today)}
      and (not outgoing and shapes_ownership(type) or outgoing and (
        type = any (${[...owningTypes]}) or ${joins(session, depending)}))`;
  return {
    parties: new Map(rows.map(({ other, kind, masked }) => [other, { kind, nameMasked: masked }])),
    members: await readMembers(session, members),
    ties: rows.filter(({ outgoing }) => !outgoing).map(tieOf),
    bonds: rows
      .filter(({ type, outgoing }) => outgoing && depending.types.includes(type))
      .sort((one, other) => ascending(one.id, other.id))
      .map(({ own, other, type, since }) => ({ from: own, to: other, type, since })),
  };
}

const millionths = (percent: string) => Math.round((Number(percent) * wholeShare) / 100);

function tieOf({ own, other, type, exact, least, most, since, directness }: Row): Tie {
  return {
    holder: other,
    company: own,
    type,
    min: millionths(exact ?? least ?? '0'),
    max: millionths(exact ?? most ?? '100'),
    since,
    isIndirect: directness === 'INDIRECT',
  };
}

import { type GroupKind, type MemberReason, memberReasons } from '../../entities/party-group/party-group.table';
import { ascending } from '../groups';

/** A group of parties as it was found; its members in ascending order. */
export interface PartyGroup {
  readonly kind: GroupKind;
  /** The party by which the group is named. */
  readonly anchor: bigint;
  readonly members: readonly Member[];
}

export interface Member {
  readonly party: bigint;
  readonly reasons: readonly MemberReason[];
  /** Since when he has stood to one of the others. */
  readonly since: string;
}

/** What joins two parties, and since when. */
export interface Reason {
  readonly one: bigint;
  readonly other: bigint;
  readonly reason: MemberReason;
  readonly since: string;
}

/** Makes a group of the parties and of what joins them. */
export function partyGroup(
  kind: GroupKind,
  anchor: bigint,
  parties: Iterable<bigint>,
  joined: readonly Reason[],
): PartyGroup {
  const reasons = new Map<bigint, Set<MemberReason>>([...parties].map((party) => [party, new Set()]));
  const since = new Map<bigint, string>();
  for (const { one, other, reason, since: day } of joined) {
    if (!reasons.has(one) || !reasons.has(other)) continue;
    for (const party of [one, other]) {
      reasons.get(party)?.add(reason);
      const known = since.get(party);
      if (known === undefined || day < known) since.set(party, day);
    }
  }
  const members = [...reasons.keys()].sort(ascending).map(
    (party): Member => ({
      party,
      reasons: memberReasons.filter((reason) => reasons.get(party)?.has(reason)),
      since: since.get(party) as string,
    }),
  );
  return { kind, anchor, members };
}

/** The smallest key among those who are customers; undefined where nobody is. */
export function anchorOf(parties: Iterable<bigint>, isCustomer: (party: bigint) => boolean): bigint | undefined {
  let anchor: bigint | undefined;
  for (const party of parties) if (isCustomer(party) && (anchor === undefined || party < anchor)) anchor = party;
  return anchor;
}

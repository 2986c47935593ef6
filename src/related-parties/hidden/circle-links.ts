import { holdsOn, keysOf, type Session } from '../session';
import type { CircleLink } from './circle-pairs';
import type { CircleKind } from './rules';

/** All links of a kind, from holder to company or from guarantor to debtor, that hold on a day. */
export function allLinks(session: Session, kind: CircleKind, today: string): Promise<readonly CircleLink[]> {
  const tied = relations(session, kind, today);
  return kind === 'GUARANTEE_CIRCLE'
    ? session<CircleLink[]>`${tied} union ${guarantees(session, today)}`
    : session<CircleLink[]>`${tied}`;
}

/** The links of these parties, of those they lead to or come from, and so on; and all parties met on the way. */
export async function linksAround(session: Session, kind: CircleKind, parties: readonly bigint[], today: string) {
  const seen = new Set(parties);
  const links: CircleLink[] = [];
  for (let next = [...seen]; next.length > 0; ) {
    const keys = keysOf(session, next);
    const tied = await session<CircleLink[]>`
      ${relations(session, kind, today)} and customer_id = any (${keys})
      union ${relations(session, kind, today, true)} and customer_id = any (${keys})`;
    const given =
      kind === 'GUARANTEE_CIRCLE'
        ? await session<CircleLink[]>`
            ${guarantees(session, today)} and customer_id = any (${keys})
            union ${guarantees(session, today)} and guarantor_party_id = any (${keys})`
        : [];
    const found = [...tied, ...given];
    links.push(...found);
    next = [...new Set(found.flatMap(({ from, to }) => [from, to]))].filter((party) => !seen.has(party));
    for (const party of next) seen.add(party);
  }
  return { links, parties: [...seen] };
}

/** Relations that are links, told from their first party's side or, where asked, from the other. */
function relations(session: Session, kind: CircleKind, today: string, backward = false) {
  const columns = backward ? ['other_party_id', 'customer_id'] : ['customer_id', 'other_party_id'];
  const type = kind === 'GUARANTEE_CIRCLE' ? 'GUARANTEES' : 'SHAREHOLDING';
  return session`
    select ${session(columns[0] as string)} as from, ${session(columns[1] as string)} as to from party_relationship
    where outgoing = ${!backward} and type = ${type} and directness <> 'INDIRECT'
      and coalesce(share_pct, share_max, 100) > 0 and ${holdsOn(session, today)}`;
}

const guarantees = (session: Session, today: string) => session`
  select guarantor_party_id as from, customer_id as to from guarantee where ${holdsOn(session, today)}`;

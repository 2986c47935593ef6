import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import type { Writing } from '../../graph/declare/writing';
import type { Made } from '../change/change';
import { textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { customerNamed } from '../customer/customer-payload';
import { keptProfile, keptWith } from '../party/profile-correction';
import { type AddRelationshipInput, longest } from './relationship.input';
import { relationshipSides } from './relationship-sides';

const fields = ['relatedParties'];
const shares = ['sharePct', 'shareMin', 'shareMax'] as const;

/** Refuses by its form what is no share, or no range. */
export function checkShares(input: AddRelationshipInput): void {
  for (const name of shares) {
    const text = input[name];
    if (text && !/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/.test(text))
      throw badInput(`input.${name} lies between 0 and 100, with four decimals at most.`);
  }
  if (input.sharePct && (input.shareMin || input.shareMax))
    throw badInput('input.sharePct is given together with a range.');
  if (Number(input.shareMin ?? 0) > Number(input.shareMax ?? 100))
    throw badInput('input.shareMin is more than input.shareMax.');
}

const dayOf = (date: Date | null | undefined) => (date ? dayText(date) : null);

/** Refuses a relation that cannot be between these kinds of parties, or whose values do not fit its type. */
function checkType(input: AddRelationshipInput, own: string, other: string): void {
  const { type, outgoing } = input;
  const sides = relationshipSides[type];
  if (!sides) throw refused('NOT_ALLOWED', 'input.type', `${type} is not written down by hand.`);
  const [from, to] = outgoing ? [own, other] : [other, own];
  if ((sides.from && sides.from !== from) || (sides.to && sides.to !== to))
    throw refused('NOT_ALLOWED', 'input.type', `${type} is not between ${from} and ${to}.`);
  const share = shares.find((name) => input[name]);
  if (share && !sides.hasShare) throw refused('NOT_ALLOWED', `input.${share}`, `${type} has no share.`);
  const [first, behind] = [dayOf(input.validFrom), dayOf(input.validTo)];
  if (behind !== null && (first as string) >= behind)
    throw refused('DATE_OUT_OF_ORDER', 'input.validTo', 'It ends before it begins.');
}

/** The days that a relation is to hold, as a range. */
const range = ({ validFrom, validTo }: AddRelationshipInput, { sql }: Writing) =>
  sql`daterange(${dayOf(validFrom)}::text::date, ${dayOf(validTo)}::text::date)`;

/** Refuses shares of a company's capital that come to more than the whole with those that hold on one of its days. */
async function checkSum(company: bigint, input: AddRelationshipInput, writing: Writing): Promise<void> {
  const { sql } = writing;
  const least = input.sharePct ?? input.shareMin;
  if (!least || input.type !== 'SHAREHOLDING') return;
  const [sum] = await sql<{ isOver: boolean }[]>`
    with held as (
      select daterange(valid_from, valid_to) as days, coalesce(share_pct, share_min) as share from party_relationship
      where customer_id = ${company} and type = 'SHAREHOLDING' and not outgoing and directness <> 'INDIRECT'
        and daterange(valid_from, valid_to) && ${range(input, writing)}
    )
    select coalesce(max(total), 0) + ${least}::text::numeric > 100 as "isOver" from (
      select sum(h.share) as total
      from (select greatest(lower(days), ${dayOf(input.validFrom)}::text::date) as day from held) as changing
      join held as h on h.days @> changing.day group by changing.day) as sums`;
  if (sum?.isOver)
    throw refused(
      'SHARES_EXCEEDED',
      'input.sharePct',
      'With the others of one of its days it comes to more than 100 %.',
    );
}

/** Refuses a relation that is written down already for some of its days. */
async function checkTwice(own: bigint, other: bigint, input: AddRelationshipInput, writing: Writing): Promise<void> {
  const { type, outgoing } = input;
  const isEither = relationshipSides[type]?.isMutual ?? false;
  const [known] = await writing.sql`
    select from party_relationship where customer_id = ${own} and other_party_id = ${other} and type = ${type}
      and (${isEither} or outgoing = ${outgoing}) and daterange(valid_from, valid_to) && ${range(input, writing)} limit 1`;
  if (known) throw refused('TAKEN', 'input.type', 'They are related so already on one of its days.');
}

const kindOf = (kind: string) => (kind === 'INDIVIDUAL' ? kind : 'ORGANISATION');

/** Writes down how a customer is related to another; null where one of them is out of reach. */
export async function relate(input: AddRelationshipInput, writing: Writing): Promise<Made | null> {
  const { sql, reached } = writing;
  const { party } = input;
  const address = input.otherCustomerId ? await reached(input.otherCustomerId, 'cus') : null;
  if (input.otherCustomerId && !address) return null;
  const standing = await customerNamed(input, writing, address ? [address.owner] : []);
  if (!standing) return null;
  const { customer } = standing;
  if (address?.owner === customer) throw refused('NOT_ALLOWED', 'input.otherCustomerId', 'Both are one customer.');
  const [other] = address
    ? await sql<{ kind: string }[]>`select kind from customer where customer_id = ${address.owner}`
    : [party as { kind: string }];
  if (!other) return null;
  checkType(input, kindOf(standing.kind), kindOf(other.kind));
  // Whatever is known of a company's owners stands in its own record, and the company is in reach.
  const company = input.outgoing ? address?.owner : customer;
  if (company) await checkSum(company, input, writing);
  if (address) await checkTwice(customer, address.owner, input, writing);
  const [made] = await sql<{ related: bigint | null }[]>`
    select relate_party(${customer}, ${address?.owner ?? null}, ${party?.kind ?? null},
      ${textOf(party?.displayName, 'input.party.displayName', longest.name)}, ${party?.country ?? null}, ${input.type},
      ${input.outgoing}, ${input.sharePct ?? null}::text::numeric, ${input.shareMin ?? null}::text::numeric,
      ${input.shareMax ?? null}::text::numeric, ${textOf(input.evidence, 'input.evidence', longest.evidence)},
      ${dayOf(input.validFrom)}::text::date, ${dayOf(input.validTo)}::text::date) as related`;
  if (!made?.related) return null;
  const kept = await keptProfile(standing, fields, input.source, writing);
  return address ? keptWith(kept, address.owner, fields, writing) : kept;
}

import { badInput } from '../../errors';
import type { Writing } from '../../graph/declare/writing';
import type { Made } from '../change/change';
import { textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { customerNamed } from '../customer/customer-payload';
import { keptProfile } from '../party/profile-correction';
import { type AddRelationshipInput, longest } from './relationship.input';
import { relationshipSides } from './relationship-sides';

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

const dayOf = (date: Date | null | undefined) => date?.toISOString().slice(0, 10) ?? null;

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

/** Refuses shares of a company's capital that come to more than the whole with those that hold on one of its days. */
async function checkSum(company: bigint, input: AddRelationshipInput, { sql }: Writing): Promise<void> {
  const least = input.sharePct ?? input.shareMin;
  if (!least || input.type !== 'SHAREHOLDING') return;
  const [sum] = await sql<{ isOver: boolean }[]>`
    select sum(coalesce(share_pct, share_min)) + ${least}::text::numeric > 100 as "isOver" from party_relationship
    where customer_id = ${company} and type = 'SHAREHOLDING' and not outgoing and directness <> 'INDIRECT'
      and valid_from <= ${dayOf(input.validFrom)}::text::date and (valid_to is null or valid_to > ${dayOf(input.validFrom)}::text::date)`;
  if (sum?.isOver)
    throw refused('SHARES_EXCEEDED', 'input.sharePct', 'With the others of its first day it comes to more than 100 %.');
}

const kindOf = (kind: string) => (kind === 'INDIVIDUAL' ? kind : 'ORGANISATION');

/** Writes down how a customer is related to another; null where one of them is out of reach. */
export async function relate(input: AddRelationshipInput, writing: Writing): Promise<Made | null> {
  const { sql, reached } = writing;
  const { party } = input;
  const address = input.otherCustomerId ? await reached(input.otherCustomerId, 'cus') : null;
  if (input.otherCustomerId && !address) return null;
  const standing = await customerNamed(input, writing);
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
  const [made] = await sql<{ related: bigint | null }[]>`
    select relate_party(${customer}, ${address?.owner ?? null}, ${party?.kind ?? null},
      ${textOf(party?.displayName, 'input.party.displayName', longest.name)}, ${party?.country ?? null}, ${input.type},
      ${input.outgoing}, ${input.sharePct ?? null}::text::numeric, ${input.shareMin ?? null}::text::numeric,
      ${input.shareMax ?? null}::text::numeric, ${textOf(input.evidence, 'input.evidence', longest.evidence)},
      ${dayOf(input.validFrom)}::text::date, ${dayOf(input.validTo)}::text::date) as related`;
  return made?.related ? keptProfile(standing, ['relatedParties'], input.source, writing) : null;
}

import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { by, toOne, toPage } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { Customer } from '../customer/customer.type';
import {
  agreementWeight,
  disagreementWeight,
  type MatchingSign,
  matchingSigns,
  readMatchingRules,
} from './matching.rules';
import { possibleDuplicate } from './possible-duplicate.rows';
import { PossibleDuplicate } from './possible-duplicate.type';

const { version, least, signs } = readMatchingRules();

/** Whether both have a way of a kind to reach them in common; null where one has none. */
const sharesContact = (kind: string): SQL => sql`(
  select bool_or(a.match_key = b.match_key) from contact_point as a cross join contact_point as b
  where a.customer_id = p.customer_id and b.customer_id = o.customer_id and a.kind = ${textLiteral(kind)} and b.kind = a.kind
    and a.match_key is not null and b.match_key is not null)`;

/** Whether the customers `p` and `o`, with what is known of each, agree in a sign; null where it is not known of both. */
const agreement: Readonly<Record<MatchingSign, SQL>> = {
  NAME: sql`p.sort_name = o.sort_name`,
  BIRTH_DATE: sql`pi.birth_date = oi.birth_date`,
  SEX: sql`nullif(pi.sex, 'NOT_KNOWN') = nullif(oi.sex, 'NOT_KNOWN')`,
  ESTABLISHED_ON: sql`po.established_on = oo.established_on`,
  PHONE: sharesContact('PHONE'),
  EMAIL: sharesContact('EMAIL'),
  ADDRESS: sharesContact('ADDRESS'),
};

/** Each sign with whether it agrees, and what that weighs. */
const compared = sql.join(
  matchingSigns.map((sign) => {
    const [agrees, differs] = [agreementWeight(signs[sign]), disagreementWeight(signs[sign])];
    return sql`(${textLiteral(sign)}, ${sql.raw(`${agrees}::float8, ${differs}::float8`)}, ${agreement[sign]})`;
  }),
  sql`, `,
);

/** The customers who share a name or a way to reach them with the parent, and agree in enough. */
const duplicates = ({ parent }: SourceJoin): SQL => sql`
  select o.customer_id, o.scope_key, ${textLiteral(version)} as rules_version, matched.*
  from customer as p
  cross join lateral (
    select c.customer_id from customer as c where c.sort_name = p.sort_name
    union
    select other.customer_id from contact_point as own join contact_point as other on other.match_key = own.match_key
    where own.customer_id = p.customer_id
  ) as found
  join customer as o on o.customer_id = found.customer_id and o.customer_id <> p.customer_id
  left join individual as pi on pi.customer_id = p.customer_id left join individual as oi on oi.customer_id = o.customer_id
  left join organisation as po on po.customer_id = p.customer_id left join organisation as oo on oo.customer_id = o.customer_id
  cross join lateral (
    select round(sum(case when agree then agrees else differs end)::numeric, 3)::float8 as weight,
      coalesce(array_agg(sign order by sign collate "C") filter (where agree), '{}') as agrees,
      coalesce(array_agg(sign order by sign collate "C") filter (where not agree), '{}') as differs
    from (values ${compared}) as told (sign, agrees, differs, agree) where agree is not null
  ) as matched
  where p.customer_id = ${parent.customerId} and matched.weight >= ${sql.raw(String(least))}`;

toPage({
  from: Customer,
  name: 'possibleDuplicates',
  to: PossibleDuplicate,
  description:
    'Customers in the reader’s scope who may be the same one, the likeliest first: of those who share a name or a way to reach them.',
  ofToday: true,
  dataClass: 'IDENTITY',
  leavesScope: true,
  order: [by(possibleDuplicate.weight, 'DESC')],
  source: duplicates,
  on: () => sql`true`,
});

toOne({
  from: PossibleDuplicate,
  name: 'customer',
  to: Customer,
  dataClass: 'IDENTITY',
  description: 'The other customer.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

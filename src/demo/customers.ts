import type { Statement, Step } from './statement';
import { latinCountries } from './words/latin-names';
import { tags } from './words/people';

/** Numbers that look dealt at random: multiplication modulo a prime meets none twice. */
export const customerNumber = `'8' || lpad(((id * 618033989 + 271828183) % 999999937)::text, 9, '0')`;

/** When the bank came to know the customer: before anything else happened. */
export const knownSince = (statement: Statement) =>
  statement.startOf(`coalesce(onboarded_on, ${statement.today} - 60)`);

const writeParties = (statement: Statement) => `
  insert into party (party_id, kind, display_name, country, recorded_at, updated_at)
  select id, case kind when 'INDIVIDUAL' then kind else 'ORGANISATION' end, name,
    case when chinese or kind = 'INSTITUTION' then 'CN' else ${statement.pick(latinCountries, 'household', 'country')} end,
    ${knownSince(statement)}, ${statement.midnight}
  from demo_customer order by id`;

const channelWeights = [
  ...['MOBILE', 'MOBILE', 'MOBILE', 'BRANCH', 'BRANCH', 'PHONE', 'PHONE', 'WEB', 'EMAIL', 'SMS', 'CHAT', 'VIDEO'],
];

const writeCustomers = (statement: Statement) => `
  insert into customer (customer_id, scope_key, customer_number, kind, status, lifecycle, org_unit_id, onboarded_on, tier,
    tags, preferred_channel, marketing_consent, profiling_consent, sharing_consent, recorded_at, updated_at)
  select id, scope_key, ${customerNumber}, kind, status,
    case when onboarded_on is null then 'AWARE' when onboarded_on > ${statement.today} - 180 then 'ACQUIRED'
      when segment >= 2 and ${statement.chance('id', 'advocate', 15)} then 'ADVOCATE'
      when segment >= 2 and ${statement.chance('id', 'loyal', 60)} then 'LOYAL' else 'ACTIVE' end,
    unit_id, onboarded_on,
    case when onboarded_on is not null then case segment when 3 then
        case when ${statement.chance('id', 'tier', 30)} then 'PRIVATE' else 'PLATINUM' end
      when 2 then case when ${statement.chance('id', 'tier', 40)} then 'GOLD' else 'SILVER' end else 'STANDARD' end end,
    case when id <= 20 or ${statement.chance('id', 'tagged', 35)} then
      case when ${statement.chance('id', 'second tag', 30)} and ${statement.pick(tags, 'id', 'tag')} <> 'investor'
      then array[${statement.pick(tags, 'id', 'tag')}, 'investor'] else array[${statement.pick(tags, 'id', 'tag')}] end
      else '{}' end,
    case when ${statement.chance('id', 'has channel', 70)} then ${statement.pick(channelWeights, 'id', 'channel')} end,
    ${statement.chance('id', 'marketing', 62)}, ${statement.chance('id', 'profiling', 70)},
    ${statement.chance('id', 'sharing', 25)}, ${knownSince(statement)}, ${statement.midnight}
  from demo_customer order by id`;

export const customerParties: Step = { table: 'party', write: writeParties };
export const customers: Step = { table: 'customer', write: writeCustomers };

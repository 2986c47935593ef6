import { knownSince } from './customers';
import type { Statement, Step } from './statement';
import { cities, provinces, streets } from './words/places';

/** 12 begins no mobile number, so nobody is called. Some families share a phone, and so do some strangers. */
const phoneKey = (statement: Statement) => `case
  when minor or family and member = 1 and ${statement.chance('id', 'shares phone', 20)} then id - member
  when place in (50, 60, 70) and block % 3 = 0 then -1 - block else id end`;
const phone = (statement: Statement) =>
  `'+8612' || lpad(${statement.roll(phoneKey(statement), 'phone', 1000000000)}::text, 9, '0')`;

/** Some couples have one mailbox. */
const mailbox = (statement: Statement) =>
  `case when family and member = 1 and ${statement.chance('id', 'shares e-mail', 15)} then id - 1 else id end`;

const addressKey = 'case when family and member < 3 then -1 - household else id end';
const address = (statement: Statement) => `${statement.pick(streets, addressKey, 'street')}
  || ${statement.roll(addressKey, 'house', 900)} || '号' || ${statement.roll(addressKey, 'flat', 3000)} || '室'`;

/** Slot, kind, purpose, value, preferred, condition. */
function ways(statement: Statement): string[][] {
  const person = `kind = 'INDIVIDUAL'`;
  const chance = (property: string, percent: number) => `(id <= 20 or ${statement.chance('id', property, percent)})`;
  return [
    [
      '0',
      `'PHONE'`,
      `case when ${person} then 'MOBILE' else 'WORK' end`,
      phone(statement),
      'true',
      chance('phone', 94),
    ],
    [
      '1',
      `'EMAIL'`,
      `case when ${person} then 'HOME' else 'WORK' end`,
      `'c' || ((${mailbox(statement)}) * 48271 % 2147483647) || '@mail.example'`,
      'false',
      `not minor and ${chance('e-mail', 68)}`,
    ],
    [
      '2',
      `'ADDRESS'`,
      `case when ${person} then 'HOME' else 'REGISTERED' end`,
      address(statement),
      'false',
      chance('address', 88),
    ],
    [
      '3',
      `'SOCIAL'`,
      `'OTHER'`,
      `'wx_' || (id * 16807 % 2147483647)`,
      'false',
      `${person} and ${chance('social', 18)}`,
    ],
  ];
}

function writeContactPoints(statement: Statement): string {
  const mac = statement.parameter(statement.keys.contactMac, 'bytea');
  const city = `1 + ${statement.roll(addressKey, 'city', cities.length)}`;
  const ofAddress = (value: string) => `case when n.kind = 'ADDRESS' then ${value} end`;
  return `
    insert into contact_point (customer_id, id, scope_key, kind, purpose, value, value_hash, key_version, region, city, postal_code,
      country, preferred, consent, verified_on, recorded_at)
    select c.id, c.id * 4 + n.slot, c.scope_key, n.kind, n.purpose, n.value,
      case when n.kind = 'PHONE' then substring(
        hmac(convert_to('PHONE' || chr(31) || ltrim(n.value, '+'), 'UTF8'), ${mac}, 'sha256') from 1 for 16) end, ${statement.keys.version},
      ${ofAddress(statement.word(provinces, 'n.city'))}, ${ofAddress(statement.word(cities, 'n.city'))},
      ${ofAddress('n.postal_code')}, ${ofAddress(`'CN'`)},
      n.preferred, ${statement.chance('c.id', 'contact consent', 60)},
      case when ${statement.chance('c.id', 'verified', 50)} then ${statement.today} - ${statement.roll('c.id', 'verified on', 900)}::int end,
      ${knownSince(statement)}
    from demo_customer as c
    cross join lateral (
      select slot, kind, purpose, value, preferred, (${city})::int as city,
        lpad(${statement.roll(addressKey, 'postal code', 1000000)}::text, 6, '0') as postal_code
      from (values ${ways(statement)
        .map((columns) => `(${columns.join(', ')})`)
        .join(',\n')})
        as way (slot, kind, purpose, value, preferred, given)
      where given
    ) as n
    order by c.id, n.slot`;
}

/** The phone of a party who is no customer; a quarter share the phone of the customer beside them. */
function writeRelatedPhones(statement: Statement): string {
  const mac = statement.parameter(statement.keys.contactMac, 'bytea');
  const key = `case when ${statement.chance('r.id', 'shares phone', 25)} then anchor else r.id end`;
  return `
    insert into contact_point (customer_id, id, kind, purpose, value, value_hash, key_version, recorded_at)
    select id, id * 4, 'PHONE', 'MOBILE', value, substring(
        hmac(convert_to('PHONE' || chr(31) || ltrim(value, '+'), 'UTF8'), ${mac}, 'sha256') from 1 for 16), ${statement.keys.version},
      ${knownSince(statement)}
    from (
      select r.id, r.onboarded_on, '+8612' || lpad(${statement.roll(key, 'phone', 1000000000)}::text, 9, '0') as value
      from demo_related as r where ${statement.chance('r.id', 'has phone', 40)} offset 0
    ) as phone
    order by id`;
}

export const contactPoints: readonly Step[] = [
  { table: 'contact_point', write: writeContactPoints },
  { table: 'contact_point', write: writeRelatedPhones },
];

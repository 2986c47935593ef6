import { customerNumber, knownSince } from './customers';
import { hasCreditCode, hasEntityId, legalEntityId, unifiedCreditCode } from './organisations';
import type { Statement, Step } from './statement';

/** Numbers of people use an area code that is dealt to no place, so they are nobody's. */
const nationalId = (statement: Statement) => `'9990' || lpad(${statement.roll('id', 'area', 100)}::text, 2, '0')
  || to_char(birth_date, 'YYYYMMDD') || lpad(${statement.roll('id', 'serial', 1000)}::text, 3, '0')
  || ${statement.word(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'], `1 + ${statement.roll('id', 'check', 11)}`)}`;

/** Slot, scheme, source, issuing country, value, condition. Each source system has its own number of the customer. */
function numbers(statement: Statement): string[][] {
  const chance = (property: string, percent: number) => statement.chance('id', property, percent);
  const sourceNumber = (prefix: string, factor: number) =>
    `'${prefix}' || lpad((id * ${factor} % 999999937)::text, 9, '0')`;
  const person = `kind = 'INDIVIDUAL'`;
  return [
    [
      '1',
      `'NATIONAL_ID'`,
      'null',
      `'CN'`,
      nationalId(statement),
      `${person} and chinese and ${chance('national id', 92)}`,
    ],
    [
      '2',
      `'PASSPORT'`,
      'null',
      `'GB'`,
      `'X' || lpad((id * 69621 % 99999989)::text, 8, '0')`,
      `${person} and (id <= 20 or not chinese and ${chance('passport', 88)} or ${chance('traveller', 8)})`,
    ],
    ['3', `'USCC'`, 'null', `'CN'`, unifiedCreditCode, `not ${person} and ${hasCreditCode(statement)}`],
    ['4', `'LEI'`, 'null', 'null', legalEntityId, `not ${person} and ${hasEntityId(statement)}`],
    [
      '5',
      `'TAX'`,
      'null',
      `'CN'`,
      `'9' || lpad((id * 39373 % 99999999977)::text, 14, '0')`,
      `(not ${person} and ${chance('tax', 70)} or ${chance('own tax', 6)})`,
    ],
    ['6', `'CUSTOMER_NUMBER'`, `'CORE'`, 'null', customerNumber, 'onboarded_on is not null'],
    [
      '7',
      `'CUSTOMER_NUMBER'`,
      `'CORE'`,
      'null',
      sourceNumber('80', 271828183),
      `onboarded_on is not null and (id <= 5 or ${chance('second number', 3)})`,
    ],
    [
      '8',
      `'CUSTOMER_NUMBER'`,
      `'CREDIT'`,
      'null',
      sourceNumber('CR', 314159265),
      `(id <= 20 or ${chance('credit', 22)})`,
    ],
    [
      '9',
      `'CUSTOMER_NUMBER'`,
      `'WEALTH'`,
      'null',
      sourceNumber('WM', 141421356),
      `(id <= 20 or ${chance('wealth', 20)})`,
    ],
    ['10', `'CUSTOMER_NUMBER'`, `'CARD'`, 'null', sourceNumber('CC', 173205081), `(id <= 20 or ${chance('card', 18)})`],
    [
      '11',
      `'CUSTOMER_NUMBER'`,
      `'CHANNEL'`,
      'null',
      sourceNumber('EB', 577215665),
      `(id <= 20 or ${chance('channel', 45)})`,
    ],
  ];
}

/** Kept masked, hashed and sealed: HMAC-SHA256 cut to 16 bytes, which is also the start of AES-256-CBC. */
function writeIdentifiers(statement: Statement): string {
  const mac = statement.parameter(statement.keys.identifierMac, 'bytea');
  const cipher = statement.parameter(statement.keys.identifierCipher, 'bytea');
  const rows = numbers(statement).map((columns) => `(${columns.join(', ')})`);
  return `
    insert into party_identifier (customer_id, id, scope_key, scheme, source, issuing_country, expires_on, value_masked,
      value_hash, value_sealed, key_version, recorded_at)
    select id, id * 16 + slot, scope_key, scheme, source, country,
      case when scheme in ('NATIONAL_ID', 'PASSPORT') and ${statement.chance('id', 'knows expiry', 70)}
        then ${statement.today} - 200 + ${statement.roll('id', 'expiry', 4000)}::int end,
      '****' || right(value, 4), hash, encrypt_iv(convert_to(value, 'UTF8'), ${cipher}, hash, 'aes-cbc/pad:pkcs'),
      ${statement.keys.version}, ${knownSince(statement)}
    from (
      select c.id, c.scope_key, c.onboarded_on, n.slot, n.scheme, n.source, n.country, n.value,
        substring(hmac(convert_to(n.scheme || chr(31) || n.value, 'UTF8'), ${mac}, 'sha256') from 1 for 16) as hash
      from demo_customer as c
      cross join lateral (values ${rows.join(',\n')}) as n (slot, scheme, source, country, value, given)
      where n.given offset 0
    ) as number
    order by id, slot`;
}

export const identifiers: Step = { table: 'party_identifier', write: writeIdentifiers };

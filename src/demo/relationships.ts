import { hasRelative, hasSupplier, relatedKey } from './related-parties';
import type { Statement, Step } from './statement';

/**
 * A relationship beside a customer `c`: its place, first and second party, type, share, days since it began, and the
 * condition. More places in the list say since how many days it holds, when it ended and how wide its share is, where
 * that is so.
 */
interface Tie {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly when: string;
  readonly share?: string;
  readonly began?: string;
  readonly ended?: string;
  readonly range?: string;
}

const neighbour = (distance: number) =>
  distance === 0 ? 'id' : `id ${distance < 0 ? '-' : '+'} ${Math.abs(distance)}`;

/** Parents, child, sibling of a family of five neighbours; an attorney; relatives who are no customers. */
function families(statement: Statement): Tie[] {
  const chance = (property: string, percent: number) => statement.chance('id', property, percent);
  const home = `family and member = 0 and id + 4 <= ${statement.customers}`;
  const relative = relatedKey(statement, 'id', 1);
  const kin = statement.word(['SPOUSE', 'PARENT', 'SIBLING', 'CHILD'], `1 + ${statement.roll('id', 'kin', 4)}`);
  return [
    { from: 'id', to: neighbour(1), type: `'SPOUSE'`, when: home },
    { from: 'id', to: neighbour(2), type: `'PARENT'`, when: home },
    { from: neighbour(1), to: neighbour(2), type: `'PARENT'`, when: home },
    { from: 'id', to: neighbour(2), type: `'GUARDIAN'`, when: `${home} and next_minor` },
    { from: 'id', to: neighbour(3), type: `'SIBLING'`, when: `${home} and (id <= 10 or ${chance('sibling', 30)})` },
    {
      from: neighbour(3),
      to: 'id',
      type: `'POWER_OF_ATTORNEY'`,
      when: `${home} and (id <= 10 or ${chance('attorney', 12)})`,
    },
    { from: relative, to: 'id', type: kin, when: `kind = 'INDIVIDUAL' and ${hasRelative(statement)}` },
    { from: 'id', to: neighbour(3), type: `'SPOUSE'`, ended: '500', when: `${home} and ${chance('divorced', 8)}` },
  ];
}

/** Who leads a company: its first neighbour or an officer who is no customer. */
function offices(statement: Statement): Tie[] {
  const chance = (property: string, percent: number) => statement.chance('id', property, percent);
  const officer = relatedKey(statement, 'id', 1);
  const manager = relatedKey(statement, 'id', 3);
  const own = `(id <= 20 or ${chance('own head', 60)})`;
  return [
    { from: neighbour(-4), to: 'id', type: `'LEGAL_REPRESENTATIVE'`, when: `company is not null and ${own}` },
    {
      from: officer,
      to: 'id',
      type: `'LEGAL_REPRESENTATIVE'`,
      when: `kind <> 'INDIVIDUAL' and not (company is not null and ${own})`,
    },
    {
      // The head of the second company of a block sits on the board of the third.
      from: `case company when 2 then id - 14 else id - 3 end`,
      to: 'id',
      type: `'DIRECTOR'`,
      when: `company is not null and (id <= 20 or ${chance('director', 50)})`,
    },
    // Of some companies chair and control have changed of late.
    {
      from: officer,
      to: 'id',
      type: `'BOARD_CHAIR'`,
      began: `case when company = 6 then 40 + id % 100 end`,
      when: `company is not null`,
    },
    { from: manager, to: 'id', type: `'SENIOR_MANAGER'`, when: `kind <> 'INDIVIDUAL'` },
    {
      from: manager,
      to: 'id',
      type: `'CONTACT'`,
      when: `kind <> 'INDIVIDUAL' and (id <= 100 or ${chance('contact', 50)})`,
    },
    {
      from: neighbour(-1),
      to: 'id',
      type: `'EMPLOYEE'`,
      when: `company is not null and (id <= 20 or ${chance('employee', 60)})`,
    },
    {
      from: neighbour(-1),
      to: 'id',
      type: `'SIGNATORY'`,
      when: `company is not null and (id <= 20 or ${chance('signatory', 20)})`,
    },
    {
      from: manager,
      to: 'id',
      type: `'DIRECTOR'`,
      ended: '300',
      when: `company is not null and ${chance('former director', 20)}`,
    },
    {
      from: relatedKey(statement, 'id', 4),
      to: 'id',
      type: `'SUPPLIES'`,
      when: `kind = 'CORPORATE' and ${hasSupplier(statement)}`,
    },
    {
      from: 'id',
      to: neighbour(10),
      type: `'SUPPLIES'`,
      share: `20 + ${statement.roll('id', 'supplied', 60)}`,
      when: `company < 8 and (block = 0 or block % 4 = 2) and id + 10 <= ${statement.customers}`,
    },
  ];
}

/** What the group holds of a company; the rest belongs to its first neighbour and one more person. */
const heldByGroup = `case when not grouped then 0 else (array[5, 70, 50, 40, 27])[company + 1] end`;

/**
 * Shares. In a group the companies 0 to 4 of a block hold 60, 50 and 40 percent down a chain whose end holds 10 of its
 * beginning (a circle), 27 on a second path, and 5 back in the head.
 */
function shares(statement: Statement): Tie[] {
  const rest = `(100 - ${heldByGroup})`;
  const first = `floor(${rest} * (35 + ${statement.roll('id', 'owner share', 60)}) / 100)`;
  const vague = statement.chance('id', 'vague share', 8);
  const group = (company: number, distance: number, share: number): Tie => ({
    from: 'id',
    to: neighbour(distance),
    type: `'SHAREHOLDING'`,
    share: String(share),
    when: `grouped and company = ${company} and id - ${company * 10} + 40 <= ${statement.customers}`,
  });
  return [
    { from: neighbour(-4), to: 'id', type: `'SHAREHOLDING'`, share: first, when: 'company is not null' },
    {
      from: relatedKey(statement, 'id', 2),
      to: 'id',
      type: `'SHAREHOLDING'`,
      share: `${rest} - ${first}`,
      range: vague,
      when: 'company is not null',
    },
    group(0, 10, 60),
    group(1, 10, 50),
    group(2, 10, 40),
    group(3, -20, 10),
    group(0, 40, 27),
    group(4, -40, 5),
  ];
}

/** Circles of guarantors (five companies in the first block, six in others) and rarer ways to control a company. */
function controls(statement: Statement): Tie[] {
  const within = (company: number) => `id + ${(8 - company) * 10} <= ${statement.customers}`;
  const guarantee = (from: number, distance: number, when: string): Tie => ({
    from: 'id',
    to: neighbour(distance),
    type: `'GUARANTEES'`,
    when: `company = ${from} and ${when} and ${within(from)}`,
  });
  const trust = (from: string, type: string, more: Partial<Tie> = {}): Tie => ({
    from,
    to: 'id',
    type: `'${type}'`,
    when: `company = 5 and block % 4 = 0`,
    ...more,
  });
  const [officer, partner, manager] = [1, 2, 3].map((slot) => relatedKey(statement, 'id', slot)) as [
    string,
    string,
    string,
  ];
  return [
    ...[4, 5, 6, 7].map((company) => guarantee(company, 10, 'block = 0')),
    guarantee(8, -40, 'block = 0'),
    ...[0, 1, 2, 3, 4].map((company) => guarantee(company, 10, 'block % 4 = 1')),
    guarantee(5, -50, 'block % 4 = 1'),
    trust(neighbour(-4), 'VOTING_RIGHTS', { share: '55', began: '120' }),
    trust(partner, 'PROFIT_RIGHTS', { share: '30' }),
    trust(officer, 'APPOINTS_BOARD'),
    trust(neighbour(-10), 'CONTRACT_CONTROL', { began: '90' }),
    trust(neighbour(-3), 'SETTLOR'),
    trust(officer, 'TRUSTEE'),
    trust(manager, 'PROTECTOR'),
    trust(neighbour(-2), 'BENEFICIARY'),
    trust(neighbour(-1), 'NOMINEE'),
  ];
}

const evidence = [
  'Register of companies',
  'Household book',
  '工商登记',
  '客户申报',
  'Articles of association',
  'Court file',
];

/** The other side and its stub are written by triggers. */
function writeRelationships(statement: Statement): string {
  const ties = [...families(statement), ...offices(statement), ...shares(statement), ...controls(statement)];
  const rows = ties.map(
    ({ from, to, type, when, share = 'null', began = 'null', ended = 'null', range = 'false' }, slot) =>
      `(${slot}, ${from}, ${to}, ${type}, (${share})::numeric, (${began})::int, ${ended}::int, ${range}, ${when})`,
  );
  const since = `(${statement.today} - coalesce(t.began, 600 + ${statement.roll('key', 'since', 4000)}::int))`;
  return `
    insert into party_relationship (customer_id, id, scope_key, other_party_id, other_kind, other_name_masked, type, outgoing,
      label, inverse_label, directness, share_pct, share_min, share_max, evidence, valid_from, valid_to, recorded_at)
    select t.first, t.key, c.scope_key, t.second, p.kind, p.masked, t.type, true, r.to_label, r.from_label,
      'DIRECT', case when not t.range then t.share end, case when t.range then greatest(0, t.share - 5) end,
      case when t.range then t.share end,
      case when ${statement.chance('key', 'proved', 60)} then ${statement.pick(evidence, 'key', 'evidence')} end,
      ${since}, ${statement.today} - t.ended, ${statement.startOf(since)}
    from (
      select id * 64 + slot as key, tie.* from (
        select *, family and member = 0
          and (id <= 5 or ${statement.chance('household', 'young', 50)}) as next_minor from demo_customer
      ) as d
      cross join lateral (values ${rows.join(',\n')}) as tie (slot, first, second, type, share, began, ended, range, given)
      where tie.given offset 0
    ) as t
    join relationship_type r on r.type = t.type
    join demo_party p on p.id = t.second
    join demo_party c on c.id = t.first
    order by t.key`;
}

export const relationships: Step = { table: 'party_relationship', write: writeRelationships };

import { Held } from '../../src/database/held';
import { Random } from '../support/reference/documents/random';
import { today } from '../support/reference/world';
import { book } from './booked-accounts';
import { type OwnedBank, ownedBank, type People } from './owned-bank';

const persons = Array.from({ length: 12 }, (_, at) => `p${at}`);
const companies = Array.from({ length: 12 }, (_, at) => `K${at}`);
const everybody = [...persons, ...companies];
const seeds = [1, 2, 3, 4, 5, 6];

const shares = [[100], [50, 50], [70, 30], [33.3333, 33.3333, 33.3334]] as const;

type Group = Record<'kind' | 'anchor', string> & { readonly members: readonly string[] };

/** A bank of persons and companies, every seventh of them no customer, with relations and accounts by chance. */
async function randomBank(random: Random): Promise<OwnedBank> {
  const people: People = Object.fromEntries(
    everybody.map((name, at) => [name, at % 7 === 3 ? 'none' : random.pick(['B001', 'B002'] as const)]),
  );
  const bank = await ownedBank(people, []);
  for (let count = 0; count < 24; count += 1) await relate(bank, random);
  const customers = everybody.filter((name) => people[name] !== 'none');
  for (let count = 0; count < 40; count += 1) {
    const dealt = random.pick(shares);
    const owners = [random.pick(customers), ...random.some(everybody, 4)].filter(
      (one, at, all) => all.indexOf(one) === at,
    );
    await book(bank, {
      category: random.pick(['DEPOSIT', 'LOAN', 'CARD']),
      owners: Object.fromEntries(dealt.map((share, at) => [owners[at] as string, share])),
      balance: random.below(100_000),
      limit: random.chance(0.5) ? random.below(150_000) : null,
    });
  }
  return bank;
}

async function relate(bank: OwnedBank, random: Random): Promise<void> {
  const type = random.pick([
    'SPOUSE',
    'SIBLING',
    'SHAREHOLDING',
    'SHAREHOLDING',
    'GUARANTEES',
    'GUARANTEES',
    'SUPPLIES',
  ]);
  const isFamily = type === 'SPOUSE' || type === 'SIBLING';
  const from = random.pick(isFamily ? persons : type === 'SHAREHOLDING' ? everybody : companies);
  const to = random.pick((isFamily ? persons : companies).filter((name) => name !== from));
  const share: Record<string, number> =
    type === 'SHAREHOLDING' || type === 'SUPPLIES' ? { share_pct: 30 + random.below(60) } : {};
  await bank.tie(from, type, to, share);
}

async function groupsIn({ sql, keys }: OwnedBank): Promise<Group[]> {
  const names = new Map([...keys].map(([name, key]) => [key, name]));
  const rows = await sql<{ kind: string; anchor: string; members: string[] }[]>`
    select kind, customer_id::text as anchor, array_agg(party_id::text order by party_id) as members
    from party_group_member group by kind, customer_id order by kind, customer_id`;
  return rows.map(({ kind, anchor, members }) => ({
    kind,
    anchor: names.get(anchor) as string,
    members: members.map((key) => names.get(key) as string),
  }));
}

const results = [
  ...['ownership_interest', 'beneficial_owner_test', 'beneficial_owner'],
  ...['party_group_member', 'party_group', 'customer_position', 'hidden_relation'],
];

/** All that stands of ownership, groups and hidden relations, each as one text; moments of writing apart. */
const standing = async ({ sql }: OwnedBank): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    results.map(async (table) => {
      const rows = await sql<{ row: string }[]>`
        select (to_jsonb(t) - 'recorded_at')::text as row from ${sql(table)} as t order by 1`;
      return [table, ...rows.map(({ row }) => row)];
    }),
  );

/** Changes something by which results are told; whether they follow without all being worked out anew. */
async function change(bank: OwnedBank, random: Random, turn: number): Promise<boolean> {
  const one = bank.keys.get(random.pick(everybody)) as string;
  const by = (column: string) => bank.sql.unsafe(`md5(${column}::text || '${turn}')`);
  switch (random.below(6)) {
    case 0:
      await bank.sql`delete from party_relationship where outgoing and id = (
        select id from party_relationship where outgoing order by ${by('id')} limit 1)`;
      break;
    case 1:
      await bank.sql`update party_relationship set share_pct = share_pct - 1 where outgoing and id = (
        select id from party_relationship where outgoing and type = 'SHAREHOLDING' order by ${by('id')} limit 1)`;
      break;
    case 2:
      await bank.sql`update party set display_name = ${`${turn} Meng`} where party_id = ${one}`;
      break;
    case 3:
      await bank.sql`update customer set org_unit_id = (select id from org_unit where code = 'B002') where customer_id = ${one}`;
      break;
    case 4:
      await bank.sql`delete from tier1_capital`;
      await bank.sql`insert into tier1_capital (currency, amount_minor, valid_from) values ('CNY', ${turn * 1_000}, '2020-01-01')`;
      return false;
    default:
      await relate(bank, random);
  }
  return true;
}

describe.each(seeds)('on a random bank (seed %d)', (seed) => {
  const random = new Random(seed);
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await randomBank(random);
    await bank.recompute();
  });
  afterAll(() => bank.close());

  test('the position of a group is a plain count account by account', async () => {
    const names = new Map([...bank.keys].map(([name, key]) => [key, name]));
    const rows = await bank.sql<
      {
        account: string;
        party: string;
        share: string;
        id: bigint;
        code: string;
        balance: bigint;
        most: bigint | null;
      }[]
    >`
      select a.id::text as account, r.party_id::text as party, r.share_pct as share, r.id, p.code,
        a.current_balance_minor as balance, a.limit_minor as most
      from account a join product p on p.id = a.product_id join account_party r on r.account_id = a.id
      order by a.id, r.party_id, r.id`;
    const groups = await groupsIn(bank);
    expect(groups.length).toBeGreaterThan(1);
    for (const { kind, anchor, members } of groups) {
      const wanted = { deposits: 0n, loans: 0n, exposure: 0n };
      // A share of an account ends where the next owner's begins, in whole minor units.
      const parts = new Map<string, bigint>();
      const upTo = (amount: bigint, millionths: bigint) => (amount * millionths * 2n + 1_000_000n) / 2_000_000n;
      for (const { account, party, share, code, balance, most } of rows) {
        const from = parts.get(account) ?? 0n;
        const to = from + BigInt(Math.round(Number(share) * 10_000));
        parts.set(account, to);
        const isCustomer = (await bank.sql`select from customer where customer_id = ${party}`).length > 0;
        if (!isCustomer || !members.includes(names.get(party) as string)) continue;
        const part = (amount: bigint) => upTo(amount, to) - upTo(amount, from);
        const owed = code === 'DEPOSIT' ? 0n : balance;
        if (code === 'DEPOSIT') wanted.deposits += part(balance);
        wanted.loans += part(owed);
        wanted.exposure += part((most ?? 0n) > owed ? (most as bigint) : owed);
      }
      const [stored] = await bank.sql`
        select sum(deposits_minor)::bigint as deposits, sum(loans_minor)::bigint as loans, sum(exposure_minor)::bigint as exposure
        from party_group g join customer_position using (customer_id)
        where g.kind = ${kind} and g.anchor_id = ${bank.keys.get(anchor) as string}`;
      expect({ kind, members, ...stored }).toEqual({ kind, members, ...wanted });
    }
  });

  test('after each change, what is written of it is what working out all from nothing gives', async () => {
    const aside = await Held.open(bank.sql);
    try {
      for (let turn = 1; turn <= 8; turn += 1) {
        const follows = await change(bank, random, turn);
        const options = { partiesAtOnce: 1 + random.below(24), others: random.chance(0.5) ? [aside] : [] };
        await (follows && random.chance(0.5) ? bank.recomputeChanged(options) : bank.recompute(options));
        const changed = await standing(bank);
        await bank.recomputeSince(today, { today });
        expect(changed).toEqual(await standing(bank));
      }
    } finally {
      aside.release();
    }
  });

  test('no circle of guarantors is missed, and in none is anybody whom it does not come back to', async () => {
    const links = await bank.sql<{ from: string; to: string }[]>`
      select customer_id::text as from, other_party_id::text as to from party_relationship
      where outgoing and type = 'GUARANTEES'`;
    const names = new Map([...bank.keys].map(([name, key]) => [key, name]));
    const reached = (start: string) => {
      const seen = new Set<string>();
      const next = [start];
      for (let at = next.pop(); at !== undefined; at = next.pop())
        for (const { from, to } of links)
          if (names.get(from) === at && !seen.has(names.get(to) as string)) {
            seen.add(names.get(to) as string);
            next.push(names.get(to) as string);
          }
      return seen;
    };
    const circles = (await groupsIn(bank)).filter(({ kind }) => kind === 'GUARANTEE_CIRCLE');
    for (const one of companies) {
      const own = companies.filter((other) => other !== one && reached(one).has(other) && reached(other).has(one));
      const found = circles.filter(({ members }) => members.includes(one)).flatMap(({ members }) => members);
      expect(found.filter((name) => name !== one).sort()).toEqual(own.sort());
    }
  });
});

import { Random } from '../support/reference/documents/random';
import { Sharing } from './hidden-bank';
import { type OwnedBank, ownedBank } from './owned-bank';

const people = { p: 'B001', q: 'B001', r: 'B002', s: 'none', A: 'B001', B: 'B001', C: 'B002', X: 'none' } as const;
type Name = keyof typeof people;
const names = Object.keys(people) as Name[];
const persons = names.filter((name) => /[a-z]/.test(name));
const companies = names.filter((name) => /[A-Z]/.test(name));

describe('hidden relations after changes', () => {
  let bank: OwnedBank;
  let sharing: Sharing;

  beforeEach(async () => {
    bank = await ownedBank(people, []);
    sharing = new Sharing(bank);
  });
  afterEach(() => bank.close());

  const changed = async (options = {}) => {
    const report = await bank.recomputeChanged(options);
    return { ...report, told: await sharing.told() };
  };

  test('who gives up a phone strengthens what is left between the others', async () => {
    for (const name of ['p', 'q', 'r']) await sharing.phone(name, '120 5550 1234');
    expect(await changed()).toMatchObject({ hidden: 6, lag: expect.any(Number) });

    await bank.sql`delete from contact_point where customer_id = ${bank.keys.get('r') as string}`;

    const evidence = '0.8: ****1234 of 2';
    expect(await changed()).toMatchObject({
      hidden: 2,
      told: [`p SAME_PHONE q ${evidence}`, `q SAME_PHONE p ${evidence}`],
    });
    expect(await changed()).toMatchObject({ hidden: 0 });
  });

  test('one more than may share a value takes all its pairs away', async () => {
    await sharing.phone('p', '120555');
    await sharing.phone('q', '120555');
    await sharing.crowd(8, '120555');
    expect((await changed()).told.length).toBe(18);

    await sharing.phone('A', '120555');

    expect(await changed()).toMatchObject({ hidden: 0, told: [] });
  });

  test('a circle that is broken is gone for all its members', async () => {
    for (const [from, to] of ['AB', 'BX', 'XA', 'AC', 'CA']) await bank.tie(from as string, 'GUARANTEES', to as string);
    const two = 'GUARANTEE_CIRCLE';
    const declared = 'circle of 3, declared';
    const back = [`A ${two} C 0.8: circle of 2, declared`, `C ${two} A 0.8: circle of 2, declared`];
    expect((await changed()).told).toEqual([
      `A ${two} B 0.8: ${declared}`,
      back[0],
      `A ${two} X 0.8: ${declared}`,
      `B ${two} A 0.8: ${declared}`,
      `B ${two} X 0.8: ${declared}`,
      back[1],
    ]);

    await bank.sql`update party_relationship set valid_to = '2026-06-10' where outgoing
      and customer_id = ${bank.keys.get('X') as string}`;

    expect((await changed()).told).toEqual(back);
  });

  test('a party who becomes a customer is told of what was known before', async () => {
    await sharing.email('s', 'home@mail.example');
    await sharing.email('p', 'home@mail.example');
    expect((await changed()).told).toEqual(['p SAME_EMAIL s 0.9: h** of 2']);

    const [unit] = await bank.sql`select id::text from org_unit where code = 'B001'`;
    await bank.rows.makeCustomer(bank.keys.get('s') as string, unit?.id, { customer_number: 's' });

    expect((await changed()).told).toEqual(['p SAME_EMAIL s 0.9: h** of 2', 's SAME_EMAIL p 0.9: h** of 2']);
  });

  test('a new name is at once that of the stub, and that of the person in several posts with the next run', async () => {
    await bank.tie('s', 'DIRECTOR', 'A');
    await bank.tie('s', 'DIRECTOR', 'B');
    await changed();
    await bank.sql`update party set display_name = 'Zhao' where party_id in (
      ${bank.keys.get('s') as string}, ${bank.keys.get('B') as string})`;

    const rows = () => bank.sql`select other_name_masked, shared_mask from hidden_relation order by other_name_masked`;
    expect(await rows()).toEqual([
      { other_name_masked: 'A**', shared_mask: 's**' },
      { other_name_masked: 'Z**', shared_mask: 's**' },
    ]);
    await changed();
    expect((await rows()).map((row) => row.shared_mask)).toEqual(['Z**', 'Z**']);
  });

  test.each([1, 2, 3])('day by day they are what a whole run finds (%i)', async (seed) => {
    const random = new Random(seed);
    const days = ['2026-06-16', '2026-06-18', '2026-06-20', '2026-06-25'];
    for (const today of days) {
      for (let turn = 0; turn < 14; turn += 1) await happening(random);
      const { told } = await changed({ today });
      await bank.recompute({ today });
      expect(told).toEqual(await sharing.told());
    }
  });

  async function happening(random: Random): Promise<unknown> {
    const dates = ['2020-01-01', '2026-06-17', '2026-06-20', '2026-06-24'];
    const [from, to] = random.some(names, 2) as [Name, Name];
    const start = random.pick(dates);
    const end = random.chance(0.4) ? '2026-06-25' : null;
    const values = { valid_from: start, valid_to: end };
    const key = bank.keys.get(from) as string;
    switch (random.below(8)) {
      case 0:
        return sharing.phone(from, random.pick(['1201', '1202', '1203']), random.pick([1, 2]));
      case 1:
        return sharing.address(from, random.pick(['Main Street 1', 'Main Street 2']), random.pick(['A', 'B']));
      case 2:
        return sharing.employer(random.pick(persons), random.pick(['Hengtong', 'Jinding', null]));
      case 3:
        return bank.tie(random.pick(persons), random.pick(['DIRECTOR', 'BOARD_CHAIR']), random.pick(companies), values);
      case 4: {
        const [holder, company] = random.some(companies, 2) as [string, string];
        return bank.tie(holder, 'SHAREHOLDING', company, values);
      }
      case 5:
        return people[to] === 'none' || random.chance(0.5)
          ? bank.tie(from, 'GUARANTEES', to, values)
          : sharing.guarantee(from, to, end);
      case 6:
        return bank.tie(from, 'SUPPLIES', to, values);
      default:
        return random.chance(0.5)
          ? bank.sql`delete from contact_point where customer_id = ${key}`
          : bank.sql`delete from party_relationship where outgoing and customer_id = ${key}`;
    }
  }
});

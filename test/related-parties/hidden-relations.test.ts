import { Sharing } from './hidden-bank';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

/** Persons p, q, r and companies A, B, C are customers; s and X are nobody's. */
const people = { p: 'B001', q: 'B001', r: 'B002', s: 'none', A: 'B001', B: 'B001', C: 'B002', X: 'none' } as const;

describe('finding hidden relations', () => {
  let bank: OwnedBank;
  let sharing: Sharing;

  beforeEach(async () => {
    bank = await ownedBank(people, []);
    sharing = new Sharing(bank);
  });
  afterEach(() => bank.close());

  const found = async () => {
    await bank.recompute();
    return sharing.told();
  };
  const expectSides = async (...sides: string[]) => expect(await found()).toEqual([...sides].sort());

  test('three customers on one phone are three pairs, each of two thirds of the weight', async () => {
    await sharing.phone('p', '+86 120 5550 1234');
    await sharing.phone('q', '86-12055501234');
    await sharing.phone('r', '(86) 120 5550-1234');

    const weight = '0.5333: ****1234 of 3';
    await expectSides(
      `p SAME_PHONE q ${weight}`,
      `q SAME_PHONE p ${weight}`,
      `p SAME_PHONE r 0.5333: ****1234 of 3`,
      `r SAME_PHONE p 0.5333: ****1234 of 3`,
      `q SAME_PHONE r ${weight}`,
      `r SAME_PHONE q ${weight}`,
    );
  });

  test('a phone of more than ten is no evidence, be it of eleven or of five hundred', async () => {
    await sharing.phone('p', '120555');
    await sharing.phone('q', '120555');
    await sharing.crowd(8, '120555');
    expect((await found()).length).toBe(2 * 9);
    expect((await found()).slice(-1)).toEqual([expect.stringContaining(' 0.16: ****55 of 10')]);

    await sharing.crowd(1, '120555');
    expect(await found()).toEqual([]);
    await sharing.crowd(489, '120555');
    expect(await found()).toEqual([]);
  });

  test('one phone under two keys is one phone, and a change of keys changes nothing', async () => {
    await sharing.phone('p', '120 5550 1234', 1);
    await sharing.phone('q', '120-5550-1234', 2);
    const sides = ['p SAME_PHONE q 0.8: ****1234 of 2', 'q SAME_PHONE p 0.8: ****1234 of 2'];
    await expectSides(...sides);

    await bank.sql`update contact_point set value_hash = '\\x00', key_version = 3 where value_hash is not null`;

    expect(await bank.sql`select * from hidden_relation_change`).toEqual([]);
    await expectSides(...sides);
  });

  test('an e-mail and an address, written in other ways, and the same street in another city', async () => {
    await sharing.email('p', 'Office@Mail.example ');
    await sharing.email('A', 'office@mail.example');
    await sharing.email('B', 'o.ffice@mail.example');
    await sharing.address('q', '人民路 １２号', '上海');
    await sharing.address('B', '人民路 12号', '上海');
    await sharing.address('C', '人民路 12号', '北京');

    await expectSides(
      'p SAME_EMAIL A 0.9: O** of 2',
      'A SAME_EMAIL p 0.9: o** of 2',
      'q SAME_ADDRESS B 0.6: 人** of 2',
      'B SAME_ADDRESS q 0.6: 人** of 2',
    );
  });

  test('an employer, and nothing where none is told', async () => {
    await sharing.employer('p', 'Hengtong Co., Ltd');
    await sharing.employer('q', 'HENGTONG CO LTD');
    await sharing.employer('r', ' ');

    await expectSides('p SAME_EMPLOYER q 0.3: H** of 2', 'q SAME_EMPLOYER p 0.3: H** of 2');
  });

  test('a person in the posts of several organisations, today', async () => {
    await bank.tie('s', 'DIRECTOR', 'A');
    await bank.tie('s', 'BOARD_CHAIR', 'A');
    await bank.tie('s', 'LEGAL_REPRESENTATIVE', 'C');
    await bank.tie('s', 'SENIOR_MANAGER', 'X');
    await bank.tie('s', 'DIRECTOR', 'B', { valid_to: '2026-06-16' });
    await bank.tie('X', 'DIRECTOR', 'B');

    const evidence = '0.4667: s** of 3';
    await expectSides(
      `A CROSS_POSTS C ${evidence}`,
      `C CROSS_POSTS A ${evidence}`,
      `A CROSS_POSTS X ${evidence}`,
      `C CROSS_POSTS X ${evidence}`,
    );
  });

  test('a circle of shares is told to each of the three; who only hangs on it is not in it', async () => {
    for (const tie of [holds('A', 30, 'B'), holds('B', 20, 'C'), holds('C', 10, 'A'), holds('p', 40, 'A')])
      await bank.tie(...tie);

    const evidence = '0.9: circle of 3, declared';
    const pairs = ['A B', 'B A', 'B C', 'C B', 'A C', 'C A'].map((pair) => pair.split(' '));
    await expectSides(...pairs.map(([one, other]) => `${one} CIRCULAR_SHAREHOLDING ${other} ${evidence}`));
  });

  test('a circle of guarantees goes through relations and contracts, and through who is no customer', async () => {
    await bank.tie('A', 'GUARANTEES', 'X');
    await bank.tie('X', 'GUARANTEES', 'B');
    await sharing.guarantee('B', 'C');
    await sharing.guarantee('C', 'A');
    await sharing.guarantee('B', 'A', '2026-06-16');

    const circle = (one: string, other: string, declared = '') =>
      `${one} GUARANTEE_CIRCLE ${other} 0.8: circle of 4${declared}`;
    await expectSides(
      circle('A', 'X', ', declared'),
      circle('B', 'X', ', declared'),
      circle('C', 'X'),
      ...['A B', 'B A', 'B C', 'C B', 'A C', 'C A'].map((pair) => circle(...(pair.split(' ') as [string, string]))),
    );
  });

  test('what is declared too says so, while it holds', async () => {
    await sharing.email('p', 'home@mail.example');
    await sharing.email('q', 'home@mail.example');
    await bank.tie('p', 'SPOUSE', 'q', { valid_to: '2026-06-20' });
    await bank.tie('p', 'SAME_PHONE', 'q');
    const sides = (declared: string) => [
      `p SAME_EMAIL q 0.9: h** of 2${declared}`,
      `q SAME_EMAIL p 0.9: h** of 2${declared}`,
    ];
    await expectSides(...sides(', declared'));

    await bank.recomputeChanged({ today: '2026-06-20' });
    expect(await sharing.told()).toEqual(sides(''));
  });
});
